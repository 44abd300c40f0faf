"""Files on their way in (checked, not yet confirmed) and out (reports being made)."""

from typing import ClassVar

from django.db import models

from tutela.needs.store.models.assessment import Assessment
from tutela.storage.wall import Wall


class PendingImport(models.Model):
    """A file that was read and checked; nothing of it counts before it is confirmed."""

    wall: ClassVar[Wall] = Wall(columns=("owner_id", "organisation_id"))

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="imports")
    owner = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=120)
    digest = models.CharField(max_length=64)
    answers = models.JSONField(default=dict)
    problems = models.JSONField(default=list)
    status = models.CharField(max_length=9, default="checked")
    created_at = models.DateTimeField()
    created_by = models.ForeignKey("people.Account", models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.file_name} {self.status}"


class ReportFile(models.Model):
    """A report asked for, being made in the background, or ready."""

    wall: ClassVar[Wall] = Wall(columns=("owner_id",))

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="reports")
    owner = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    language = models.CharField(max_length=2)
    format = models.CharField(max_length=4)
    audience = models.CharField(max_length=9)
    status = models.CharField(max_length=8, default="waiting")
    digest = models.CharField(max_length=64, blank=True)
    size = models.PositiveBigIntegerField(default=0)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey("people.Account", models.PROTECT, related_name="+")
    ready_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.assessment_id} {self.language} {self.format} {self.status}"
