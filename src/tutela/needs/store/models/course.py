"""Needs of one planned course, answered by its future trainees."""

from typing import ClassVar

from django.db import models

from tutela.storage.wall import Wall

_HAS_PLACES = "needs_courseneeds.asked LIKE '%,' || {me} || ',%'"


class CourseNeeds(models.Model):
    """One pre-training needs assessment, run by who gives the course."""

    wall: ClassVar[Wall] = Wall(
        columns=("owner_id",), writers=("owner_id",), condition=_HAS_PLACES
    )

    owner = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    course = models.CharField(max_length=200)
    audience = models.CharField(max_length=30)
    country = models.CharField(max_length=3)
    indicators = models.JSONField(default=list)
    skills = models.JSONField(default=list)
    asked = models.TextField(default=",,")
    closes = models.DateField()
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.course


class CoursePlace(models.Model):
    """An organisation whose trainees are asked."""

    wall: ClassVar[Wall] = Wall(columns=("owner_id", "organisation_id"), writers=("owner_id",))

    course = models.ForeignKey(CourseNeeds, models.CASCADE, related_name="places")
    owner = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["course", "organisation"], name="needs_one_place_of_an_organisation"
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} in {self.course_id}"


class CourseNeedsAnswer(models.Model):
    """What one trainee says of the own skills: a value by question."""

    wall: ClassVar[Wall] = Wall(
        columns=("owner_id", "organisation_id"), writers=("organisation_id",)
    )

    course = models.ForeignKey(CourseNeeds, models.CASCADE, related_name="answers")
    owner = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    account = models.ForeignKey("people.Account", models.CASCADE, related_name="+")
    values = models.JSONField(default=dict)
    complete = models.BooleanField(default=False)
    updated_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["course", "account"], name="needs_one_of_a_trainee")
        ]

    def __str__(self) -> str:
        return f"{self.account_id} in {self.course_id}"
