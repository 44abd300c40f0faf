"""What a State lets others see, and the copies that others read."""

from typing import ClassVar

from django.db import models

from tutela.needs.store.models.assessment import Assessment
from tutela.storage.wall import Wall

AUDIENCES = ("private", "programme", "region", "public")

# organisations are not walled: their kind and State are known to every signed-in person.
_MAY_READ = (
    "EXISTS (SELECT 1 FROM people_organisation o WHERE o.id = {me} AND ("
    "needs_disclosed.audience = 'public' OR "
    "(needs_disclosed.audience = 'programme' AND o.kind = 'programme') OR "
    "(needs_disclosed.audience = 'region' AND (o.kind = 'programme' OR (o.kind = 'focal-point' "
    "AND o.state <> '' AND needs_disclosed.region_states LIKE '%,' || o.state || ',%')))))"
)


class Disclosure(models.Model):
    """The widest audience the State chose for one indicator; without a row it is private."""

    wall: ClassVar[Wall] = Wall(columns=("owner_id",))

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="disclosures")
    owner = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    indicator = models.CharField(max_length=5)
    audience = models.CharField(max_length=9, choices=[(name, name) for name in AUDIENCES])

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "indicator"], name="needs_one_choice_of_an_indicator"
            )
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.audience}"


class Disclosed(models.Model):
    """A copy of what one audience may read about one indicator: the only way out of a State.

    ``detail`` holds the agencies' answers and evidence titles for the programme, {} for others.
    """

    wall: ClassVar[Wall] = Wall(
        columns=("owner_id",), writers=("owner_id",), condition=_MAY_READ
    )

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="disclosed")
    owner = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    audience = models.CharField(max_length=9)
    state = models.CharField(max_length=3)
    state_name = models.CharField(max_length=200)
    region = models.CharField(max_length=3, blank=True)
    region_states = models.TextField(blank=True)
    title = models.CharField(max_length=150)
    instrument_version = models.PositiveIntegerField()
    indicator = models.CharField(max_length=5)
    answer_state = models.CharField(max_length=14)
    level = models.FloatField(null=True, blank=True)
    low = models.FloatField()
    high = models.FloatField()
    evidence_weight = models.FloatField()
    target = models.PositiveSmallIntegerField()
    detail = models.JSONField(default=dict)
    published_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "audience", "indicator"], name="needs_one_copy_of_an_audience"
            )
        ]
        indexes = [models.Index(fields=["audience", "indicator"], name="needs_disclosed_to")]

    def __str__(self) -> str:
        return f"{self.state} {self.indicator} to {self.audience}"
