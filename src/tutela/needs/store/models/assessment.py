"""Assessments, the agencies that take part, and the State's own targets."""

from collections.abc import Iterable
from typing import ClassVar

from django.db import models

from tutela.storage.wall import Wall

# The keys stand in the row itself: PostgreSQL refuses policies of two tables that ask each other.
TAKES_PART = "needs_assessment.taking_part LIKE '%,' || {me} || ',%'"
SEES_ASSESSMENT = "EXISTS (SELECT 1 FROM needs_assessment a WHERE a.id = {table}.assessment_id)"


def key_list(keys: Iterable[int]) -> str:
    """Write keys between commas, ",3,7,", so that each can be found with LIKE."""
    return f",{','.join(str(key) for key in sorted(keys))},"


class Assessment(models.Model):
    """One assessment of one State, owned by its focal point."""

    wall: ClassVar[Wall] = Wall(
        columns=("owner_id",), writers=("owner_id",), condition=TAKES_PART
    )

    owner = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    state = models.CharField(max_length=3)
    # M49 region of an invented State; a real one has its own in the table of countries.
    region = models.CharField(max_length=3, blank=True)
    title = models.CharField(max_length=150)
    instrument_version = models.PositiveIntegerField()
    target_date = models.DateField(null=True, blank=True)
    opens = models.DateField()
    closes = models.DateField()
    status = models.CharField(max_length=6, choices=[("open", "open"), ("closed", "closed")])
    # A key without constraint: a wall cannot ask its own table whether a row may point there.
    parent = models.BigIntegerField(null=True, blank=True)
    taking_part = models.TextField(default=",,")
    created_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["owner", "-created_at"], name="needs_assessments_of")]

    def __str__(self) -> str:
        return self.title


class Participation(models.Model):
    """One agency that is asked to answer some of the indicators."""

    wall: ClassVar[Wall] = Wall(columns=("owner_id", "organisation_id"), writers=("owner_id",))

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="participations")
    owner = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    indicators = models.JSONField(default=list)
    invited_at = models.DateTimeField()
    due = models.DateField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "organisation"], name="needs_one_part_of_an_agency"
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} in {self.assessment_id}"


class Target(models.Model):
    """A level the State itself aims at, in place of the instrument's."""

    wall: ClassVar[Wall] = Wall(columns=("owner_id",))

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="targets")
    owner = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    indicator = models.CharField(max_length=5)
    level = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "indicator"], name="needs_one_target_of_an_indicator"
            )
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.level}"
