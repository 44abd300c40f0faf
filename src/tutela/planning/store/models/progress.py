"""What became of each delivery of an approved version."""

from typing import ClassVar

from django.db import models

from tutela.planning.store.models.version import PlanVersion
from tutela.storage.wall import Wall

PROGRESS = ("planned", "started", "done", "cancelled")


class Actual(models.Model):
    """One delivery as it went; ``delivery`` is its place in the solution, from 0."""

    wall: ClassVar[Wall] = Wall(columns=("owner_id",))

    version = models.ForeignKey(PlanVersion, models.CASCADE, related_name="actuals")
    owner = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    delivery = models.PositiveIntegerField()
    progress = models.CharField(max_length=9, choices=[(name, name) for name in PROGRESS])
    people = models.PositiveIntegerField(null=True, blank=True)
    cost = models.PositiveBigIntegerField(null=True, blank=True)
    ended = models.DateField(null=True, blank=True)
    note = models.CharField(max_length=500, blank=True)
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey("people.Account", models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["version", "delivery"], name="planning_one_actual_of_a_delivery"
            )
        ]

    def __str__(self) -> str:
        return f"{self.version_id}/{self.delivery} {self.progress}"
