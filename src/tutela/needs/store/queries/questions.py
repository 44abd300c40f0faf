"""One question of an assessment: own answer, others' answers, evidence, history, comments."""

from dataclasses import dataclass
from datetime import date, datetime

from tutela.foundation.errors import NotFound
from tutela.needs.store import models
from tutela.needs.store.access import visible_assessment
from tutela.needs.store.queries.assessments import Sheet
from tutela.people.engine.viewer import Viewer


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryLine:
    """One version of an answer; the instant in UTC."""

    agency: str
    state: str
    level: int | None
    origin: str
    person: str
    changed_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentLine:
    """One comment; the instant in UTC."""

    agency: str
    person: str
    text: str
    written_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceLine:
    """One piece of evidence."""

    key: int
    agency: str
    own: bool
    level: int
    title: str
    dated: date
    reference: str
    note: str
    has_file: bool
    content_type: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One recent change in an assessment; the instant in UTC."""

    indicator: str
    agency: str
    state: str
    level: int | None
    before: int | None
    origin: str
    changed_at: datetime


def history(viewer: Viewer, found: Sheet, indicator: str) -> list[HistoryLine]:
    """List the versions of the answers the viewer may see, newest first."""
    rows = models.AnswerRevision.objects.filter(
        answer__assessment=found.key, answer__indicator=indicator
    ).select_related("organisation", "changed_by")
    if found.owner != viewer.organisation:
        rows = rows.filter(organisation_id=viewer.organisation)
    return [
        HistoryLine(
            agency=row.organisation.name, state=row.state, level=row.level, origin=row.origin,
            person=row.changed_by.name, changed_at=row.changed_at,
        )
        for row in rows.order_by("-changed_at", "-pk")
    ]


def comments(viewer: Viewer, found: Sheet, indicator: str) -> list[CommentLine]:
    """List the comments the viewer may see, oldest first."""
    rows = models.Comment.objects.filter(assessment=found.key, indicator=indicator)
    if found.owner != viewer.organisation:
        rows = rows.filter(organisation_id=viewer.organisation)
    return [
        CommentLine(
            agency=row.author_organisation.name, person=row.author.name, text=row.text,
            written_at=row.written_at,
        )
        for row in rows.select_related("author", "author_organisation").order_by("written_at")
    ]


def evidence(viewer: Viewer, answers: list[models.Answer]) -> list[EvidenceLine]:
    """List the evidence of answers that were fetched for this viewer, in the order added."""
    lines = [
        EvidenceLine(
            key=item.pk, agency=row.organisation.name,
            own=row.organisation_id == viewer.organisation, level=item.level, title=item.title,
            dated=item.dated, reference=item.reference, note=item.note,
            has_file=bool(item.digest), content_type=item.content_type, size=item.size,
        )
        for row in answers
        for item in row.evidence.all()
    ]
    return sorted(lines, key=lambda line: line.key)


def recent_changes(viewer: Viewer, found: Sheet, *, most: int = 6) -> list[Change]:
    """List the newest changes the viewer may see, newest first."""
    rows = models.AnswerRevision.objects.filter(
        answer__assessment=found.key
    ).exclude(origin="carried")
    if found.owner != viewer.organisation:
        rows = rows.filter(organisation_id=viewer.organisation)
    newest = list(
        rows.select_related("answer", "organisation").order_by("-changed_at", "-pk")[:most]
    )
    before = {
        (row.answer_id, row.version): row.level
        for row in models.AnswerRevision.objects.filter(
            answer_id__in=[row.answer_id for row in newest]
        )
    }
    return [
        Change(
            indicator=row.answer.indicator, agency=row.organisation.name, state=row.state,
            level=row.level, before=before.get((row.answer_id, row.version - 1)),
            origin=row.origin, changed_at=row.changed_at,
        )
        for row in newest
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidencePlace:
    """Where a piece of evidence belongs."""

    key: int
    title: str
    agency: str
    own: bool
    assessment: int
    indicator: str


def evidence_place(viewer: Viewer, key: int) -> EvidencePlace:
    """Say to which answer a piece of evidence belongs.

    Raises:
        NotFound: It is not in the viewer's organisation or State.
    """
    item = (
        models.EvidenceItem.objects.select_related("answer", "organisation").filter(pk=key).first()
    )
    if item is None or viewer.organisation not in {item.owner_id, item.organisation_id}:
        raise NotFound
    visible_assessment(viewer=viewer, key=item.answer.assessment_id)
    return EvidencePlace(
        key=item.pk, title=item.title, agency=item.organisation.name,
        own=item.organisation_id == viewer.organisation, assessment=item.answer.assessment_id,
        indicator=item.answer.indicator,
    )
