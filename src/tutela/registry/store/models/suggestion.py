"""What people who use the registry say is wrong or missing."""

from typing import ClassVar

from django.db import models

from tutela.storage.wall import Wall


class Suggestion(models.Model):
    """A correction of one field, or a whole new record when ``record`` is 0."""

    wall: ClassVar[Wall] = Wall(columns=("owner_id", "curator_id", "record_owner_id"))

    owner = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    curator = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    record_owner = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    record = models.BigIntegerField(default=0)
    field = models.CharField(max_length=40, blank=True)
    old = models.JSONField(null=True)
    proposed = models.JSONField()
    reason = models.CharField(max_length=1000)
    state = models.CharField(max_length=8, default="open")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("people.Account", models.PROTECT, related_name="+")
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey("people.Account", models.PROTECT, null=True, related_name="+")
    words = models.CharField(max_length=1000, blank=True)

    def __str__(self) -> str:
        return f"{self.record} {self.field} {self.state}"
