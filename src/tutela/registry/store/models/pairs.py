"""Records that may be the same, and a person's decision that they are."""

from typing import ClassVar

from django.db import models

from tutela.storage.wall import Wall


class Candidate(models.Model):
    """Two records that may be the same; "different" is remembered and not asked again."""

    # Pairs are of shared records only, so everyone may see that a question is open.
    wall: ClassVar[Wall] = Wall(
        columns=("owner_id", "curator_id"), writers=("owner_id", "curator_id"),
        condition="registry_candidate.state = 'open'",
    )

    owner = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    curator = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    # The lower key is the left one; without constraints, since a pair may span two walls.
    left = models.BigIntegerField()
    right = models.BigIntegerField()
    # Chance that they are the same, in thousandths.
    score = models.PositiveSmallIntegerField()
    reasons = models.JSONField(default=list)
    state = models.CharField(max_length=9, default="open")
    found_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey("people.Account", models.PROTECT, null=True, related_name="+")
    why = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["left", "right"], name="registry_one_candidate_of_two")
        ]
        indexes = [models.Index(fields=["state", "-score"], name="registry_open_candidates")]

    def __str__(self) -> str:
        return f"{self.left} {self.right} {self.state}"


class Cluster(models.Model):
    """A person's decision that records are the same. Undone, it stays as what was decided."""

    wall: ClassVar[Wall] = Wall(
        columns=("owner_id",), condition="registry_cluster.visibility = 'shared'"
    )

    owner = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    visibility = models.CharField(max_length=6)
    lead = models.BigIntegerField()
    members = models.JSONField()
    # Key of the member whose value is shown, by field; the lead's where none is named.
    chosen = models.JSONField(default=dict)
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey("people.Account", models.PROTECT, related_name="+")
    why = models.CharField(max_length=500)
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey("people.Account", models.PROTECT, null=True, related_name="+")
    undone_why = models.CharField(max_length=500, blank=True)

    def __str__(self) -> str:
        return f"{self.lead} {self.members}"
