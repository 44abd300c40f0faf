"""Documents of a version: asked for, being made in the background, or ready."""

from typing import ClassVar

from django.db import models

from tutela.planning.store.models.version import PlanVersion
from tutela.storage.wall import Wall


class PlanFile(models.Model):
    """One file made from a version; ``about`` is a fund's or a State's code where it has one."""

    wall: ClassVar[Wall] = Wall(columns=("owner_id",))

    version = models.ForeignKey(PlanVersion, models.CASCADE, related_name="files")
    owner = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=16)
    about = models.CharField(max_length=60, blank=True)
    language = models.CharField(max_length=2)
    format = models.CharField(max_length=4)
    status = models.CharField(max_length=8, default="waiting")
    digest = models.CharField(max_length=64, blank=True)
    size = models.PositiveBigIntegerField(default=0)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey("people.Account", models.PROTECT, related_name="+")
    ready_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.version_id} {self.kind} {self.language} {self.format} {self.status}"
