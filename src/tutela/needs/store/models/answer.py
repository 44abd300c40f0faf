"""Answers of agencies, their history, evidence, verification, settlement and comments."""

from typing import ClassVar

from django.db import models

from tutela.needs.store.models.assessment import SEES_ASSESSMENT, Assessment
from tutela.storage.wall import Wall

BOTH = ("owner_id", "organisation_id")


class Answer(models.Model):
    """What one agency answers to one indicator, as it stands now.

    ``state`` is unknown, not-applicable, asserted or evidenced. Verified and contested are never
    stored: they follow from Verification and from the other agencies' answers.
    """

    wall: ClassVar[Wall] = Wall(columns=BOTH)
    verified: bool = False  # set by the query: whether this version was verified

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="answers")
    owner = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    indicator = models.CharField(max_length=5)
    state = models.CharField(max_length=14)
    level = models.PositiveSmallIntegerField(null=True, blank=True)
    note = models.TextField(blank=True)
    answered = models.DateField()
    version = models.PositiveIntegerField(default=1)
    updated_at = models.DateTimeField()
    updated_by = models.ForeignKey("people.Account", models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "organisation", "indicator"],
                name="needs_one_answer_of_an_agency",
            ),
            models.CheckConstraint(
                condition=models.Q(level=None) | models.Q(level__lte=4), name="needs_level_0_to_4"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.state}"


class AnswerRevision(models.Model):
    """One earlier or present wording of an answer; never changed once written."""

    wall: ClassVar[Wall] = Wall(columns=BOTH)

    answer = models.ForeignKey(Answer, models.CASCADE, related_name="revisions")
    owner = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    version = models.PositiveIntegerField()
    state = models.CharField(max_length=14)
    level = models.PositiveSmallIntegerField(null=True, blank=True)
    note = models.TextField(blank=True)
    origin = models.CharField(max_length=12, default="form")
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey("people.Account", models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["answer", "version"], name="needs_one_of_a_version")
        ]

    def __str__(self) -> str:
        return f"{self.answer_id} v{self.version}"


class EvidenceItem(models.Model):
    """One piece of evidence. A file is kept under its SHA-256, never under a name."""

    wall: ClassVar[Wall] = Wall(columns=BOTH)

    answer = models.ForeignKey(Answer, models.CASCADE, related_name="evidence")
    owner = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    level = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    dated = models.DateField()
    reference = models.CharField(max_length=500, blank=True)
    note = models.TextField(blank=True)
    digest = models.CharField(max_length=64, blank=True)
    size = models.PositiveBigIntegerField(default=0)
    content_type = models.CharField(max_length=100, blank=True)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey("people.Account", models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(level__gte=1, level__lte=4), name="needs_evidence_1_to_4"
            )
        ]

    def __str__(self) -> str:
        return self.title


class Verification(models.Model):
    """A programme officer confirms one version of an answer, with a reason.

    Answer and assessment are keys without constraint: the programme may not see those rows, so
    its own row cannot be bound to them. The operation takes them from the copy it was shown.
    """

    wall: ClassVar[Wall] = Wall(columns=(*BOTH, "programme_id"), writers=("programme_id",))

    answer = models.BigIntegerField()
    assessment = models.BigIntegerField(db_index=True)
    owner = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    programme = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    indicator = models.CharField(max_length=5)
    answer_version = models.PositiveIntegerField()
    reason = models.TextField()
    verified_at = models.DateTimeField()
    verified_by = models.ForeignKey("people.Account", models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["answer", "answer_version"], name="needs_one_verification_of_a_version"
            )
        ]

    def __str__(self) -> str:
        return f"{self.answer} v{self.answer_version}"


class Settlement(models.Model):
    """How the focal point settled an indicator that agencies answered differently."""

    wall: ClassVar[Wall] = Wall(
        columns=("owner_id",),
        writers=("owner_id",),
        condition=SEES_ASSESSMENT.format(table="needs_settlement"),
    )

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="settlements")
    owner = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    indicator = models.CharField(max_length=5)
    level = models.PositiveSmallIntegerField(null=True, blank=True)
    reason = models.TextField()
    settled_at = models.DateTimeField()
    settled_by = models.ForeignKey("people.Account", models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "indicator"], name="needs_one_settlement_of_an_indicator"
            )
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.level}"


class Comment(models.Model):
    """Words between an agency and its focal point about one indicator."""

    wall: ClassVar[Wall] = Wall(columns=BOTH)

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="comments")
    owner = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    author_organisation = models.ForeignKey(
        "people.Organisation", models.PROTECT, related_name="+"
    )
    author = models.ForeignKey("people.Account", models.PROTECT, related_name="+")
    indicator = models.CharField(max_length=5)
    text = models.TextField()
    written_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.indicator} {self.written_at}"
