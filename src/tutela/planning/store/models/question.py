"""What would have to leave a plan for one activity: asked on a page, answered in the background."""

from typing import ClassVar

from django.db import models

from tutela.planning.store.models.version import PlanVersion
from tutela.storage.wall import Wall


class WhyNot(models.Model):
    """One State and type that a version does not hold, and what solving with it gave.

    ``answer`` holds what ``engine.why.Instead`` holds but its reason; {} until it is known.
    """

    wall: ClassVar[Wall] = Wall(columns=("owner_id",))

    version = models.ForeignKey(PlanVersion, models.CASCADE, related_name="questions")
    owner = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    state = models.CharField(max_length=3)
    type = models.CharField(max_length=60)
    answer = models.JSONField(default=dict)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey("people.Account", models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["version", "state", "type"], name="planning_one_question_of_a_pair"
            )
        ]

    def __str__(self) -> str:
        return f"{self.version_id} {self.state} {self.type}"
