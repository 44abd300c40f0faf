"""Versions of a plan: a frozen problem and what the solver made of it; and runs of the solver."""

from typing import ClassVar

from django.db import models

from tutela.planning.store.models.plan import Plan
from tutela.storage.wall import Wall

STATUSES = ("draft", "sent", "approved", "replaced")
"""Replaced: was approved, and a later version was approved after it."""
RUN_STATUSES = ("waiting", "running", "done", "stopped")


class PlanVersion(models.Model):
    """One solved version. Problem, solution and digest never change.

    ``baseline`` tells which assessment each State shared last when it was solved: {state: key}.
    ``reasons`` tells for each State and type why it is in or not: {state: [reason]}.
    ``marks`` holds what is worked out afterwards: which choices flip, what more money would do.
    """

    wall: ClassVar[Wall] = Wall(columns=("owner_id",))

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="versions")
    owner = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    status = models.CharField(max_length=8, choices=[(name, name) for name in STATUSES])
    problem = models.JSONField()
    solution = models.JSONField()
    reasons = models.JSONField(default=dict)
    marks = models.JSONField(default=dict)
    baseline = models.JSONField(default=dict)
    digest = models.CharField(max_length=64)
    note = models.CharField(max_length=300, blank=True)
    seconds = models.FloatField(default=0.0)
    solved_at = models.DateTimeField()
    solved_by = models.ForeignKey("people.Account", models.PROTECT, related_name="+")
    sent_at = models.DateTimeField(null=True, blank=True)
    sent_by = models.ForeignKey("people.Account", models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey("people.Account", models.PROTECT, null=True, related_name="+")
    reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "number"], name="planning_one_version_of_a_number"
            )
        ]

    def __str__(self) -> str:
        return f"{self.plan_id} version {self.number}"


class SolveRun(models.Model):
    """One call of the solver: what it is given, how far it is, and what it led to."""

    wall: ClassVar[Wall] = Wall(columns=("owner_id",))

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="runs")
    owner = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    status = models.CharField(
        max_length=7, choices=[(name, name) for name in RUN_STATUSES], default="waiting"
    )
    problem = models.JSONField()
    baseline = models.JSONField(default=dict)
    note = models.CharField(max_length=300, blank=True)
    near = models.PositiveIntegerField(default=0)  # number of the version to stay close to
    # the solver's own word for its step; share in thousandths of the whole
    stage = models.CharField(max_length=20, blank=True)
    share = models.PositiveSmallIntegerField(default=0)
    stop = models.BooleanField(default=False)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey("people.Account", models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    version = models.ForeignKey(PlanVersion, models.SET_NULL, null=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["plan", "-id"], name="planning_runs_of")]

    def __str__(self) -> str:
        return f"{self.plan_id} {self.status}"
