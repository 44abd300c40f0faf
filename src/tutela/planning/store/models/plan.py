"""A plan of the programme body, with the draft from which its versions are solved."""

from typing import ClassVar

from django.db import models

from tutela.storage.wall import Wall


class Plan(models.Model):
    """One plan for one region and time. ``draft`` is what ``engine.draft`` writes.

    ``revision`` rises with each change of the draft, so that two who write at once lose nothing.
    ``needs`` holds uploaded needs as JSON, [] when they come from what States share.
    """

    wall: ClassVar[Wall] = Wall(columns=("owner_id",))

    owner = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    title = models.CharField(max_length=150)
    region = models.CharField(max_length=150, blank=True)
    first_year = models.PositiveSmallIntegerField()
    first_quarter = models.PositiveSmallIntegerField()
    quarters = models.PositiveSmallIntegerField()
    currency = models.CharField(max_length=3, default="USD")
    draft = models.JSONField(default=dict)
    needs = models.JSONField(default=list)
    needs_name = models.CharField(max_length=200, blank=True)
    revision = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey("people.Account", models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["owner", "-changed_at"], name="planning_plans_of")]

    def __str__(self) -> str:
        return self.title
