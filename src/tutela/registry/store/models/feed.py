"""Files on their way in, and column mappings that are remembered."""

from typing import ClassVar

from django.db import models

from tutela.storage.wall import Wall


class Import(models.Model):
    """A file that is being read, was read, or was taken over. The file is on the shelf.

    ``state`` goes from columns, for tables, or from waiting to pending, keeping and kept, or ends
    in discarded or refused.
    """

    wall: ClassVar[Wall] = Wall(columns=("owner_id",))

    owner = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    curator = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=200)
    source = models.CharField(max_length=200)
    format = models.CharField(max_length=20)
    visibility = models.CharField(max_length=6)
    digest = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    # Column mapping the file was read with, {} when its format needs none.
    mapping = models.JSONField(default=dict)
    state = models.CharField(max_length=9, default="waiting")
    new = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    rejected = models.PositiveIntegerField(default=0)
    samples = models.JSONField(default=list)
    rejections = models.JSONField(default=list)
    problems = models.JSONField(default=list)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey("people.Account", models.PROTECT, related_name="+")
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey("people.Account", models.PROTECT, null=True, related_name="+")

    def __str__(self) -> str:
        return f"{self.file_name} {self.state}"


class Mapping(models.Model):
    """Which column means what, remembered by the fingerprint of a table's headings."""

    wall: ClassVar[Wall] = Wall(columns=("owner_id",))

    owner = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    fingerprint = models.CharField(max_length=64)
    body = models.JSONField()
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey("people.Account", models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "fingerprint"], name="registry_one_mapping_of_a_table"
            )
        ]

    def __str__(self) -> str:
        return self.fingerprint
