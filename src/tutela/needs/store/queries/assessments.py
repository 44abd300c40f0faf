"""Assessments, and everything in one of them, in a fixed number of database queries."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Count, Q

from tutela.foundation.errors import NotFound
from tutela.foundation.language import CODES
from tutela.needs.engine.answers import Answer, AnswerSet, AnswerState, Evidence, Settlement
from tutela.needs.store import models
from tutela.needs.store.access import (
    assigned,
    require_indicator,
    visible_assessment,
    visible_assessments,
)
from tutela.needs.store.faults import NotYourPart
from tutela.people.engine.roles import Action
from tutela.people.engine.states import state_name
from tutela.people.engine.viewer import Viewer


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessmentLine:
    """One line in the list of assessments."""

    key: int
    title: str
    opens: date
    closes: date
    open: bool
    own: bool
    agencies: int
    answers: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """An agency's part in an assessment; instants in UTC."""

    agency: int
    name: str
    indicators: frozenset[str]
    invited_at: datetime
    due: date | None
    reminded_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One assessment as a viewer sees it: all for its focal point, the own part for an agency.

    Attributes:
        key: Of the assessment.
        state: Three letters.
        own: Whether the viewer's organisation is the focal point that owns it.
        assigned: Indicators the viewer's organisation may answer.
        parts: In the order of invitation.
        answers: Rows with their evidence, each marked whether its version was verified.
        settlements: By indicator.
        targets: The State's own, by indicator.
    """

    key: int
    title: str
    state: str
    region: str
    owner: int
    own: bool
    open: bool
    opens: date
    closes: date
    target_date: date | None
    parent: int | None
    instrument_version: int
    assigned: frozenset[str]
    parts: tuple[Part, ...]
    answers: tuple[models.Answer, ...]
    settlements: Mapping[str, models.Settlement] = field(default_factory=dict)
    targets: Mapping[str, int] = field(default_factory=dict)

    @property
    def names(self) -> dict[int, str]:
        """Return the names of the organisations that answered or were asked, by key."""
        named = {row.organisation_id: row.organisation.name for row in self.answers}
        return {part.agency: part.name for part in self.parts} | named


def assessments(viewer: Viewer) -> list[AssessmentLine]:
    """List the assessments the viewer's organisation owns or takes part in, newest first."""
    rows = visible_assessments(viewer=viewer).annotate(
        agencies=Count("participations", distinct=True),
        given=Count(
            "answers", distinct=True,
            filter=~Q(answers__state=AnswerState.UNKNOWN)
            & (Q(owner_id=viewer.organisation) | Q(answers__organisation_id=viewer.organisation)),
        ),
    )
    return [
        AssessmentLine(
            key=row.pk, title=row.title, opens=row.opens, closes=row.closes,
            open=row.status == "open", own=row.owner_id == viewer.organisation,
            agencies=row.agencies, answers=row.given,
        )
        for row in rows
    ]


def sheet(viewer: Viewer, key: int) -> Sheet:
    """Read one assessment.

    Raises:
        NotFound: There is none, or it belongs to others.
    """
    found = visible_assessment(viewer=viewer, key=key)
    own = found.owner_id == viewer.organisation
    mine = Q() if own else Q(organisation_id=viewer.organisation)
    return Sheet(
        key=found.pk, title=found.title, state=found.state, region=found.region,
        owner=found.owner_id, own=own,
        open=found.status == "open", opens=found.opens, closes=found.closes,
        target_date=found.target_date, parent=found.parent,
        instrument_version=found.instrument_version,
        assigned=assigned(viewer=viewer, assessment=found),
        parts=tuple(_parts(found, mine)),
        answers=tuple(_answers(found, mine)),
        settlements={row.indicator: row for row in found.settlements.all()},
        targets={row.indicator: row.level for row in found.targets.all()} if own else {},
    )


def owned_sheet(viewer: Viewer, key: int, action: Action | None = None) -> Sheet:
    """Read one assessment of the viewer's own State, for an action.

    Raises:
        NotFound: There is none, or it belongs to others.
        NotAllowed: The viewer's role may not do this.
    """
    found = sheet(viewer, key)
    if not found.own:
        raise NotFound
    if action is not None:
        viewer.require(action)
    return found


def require_asked(viewer: Viewer, key: int, indicator: str) -> None:
    """Do nothing if the viewer's organisation is asked this question and its role answers.

    Raises:
        NotFound: No such assessment or question for this viewer.
        NotAllowed: The role does not answer, or the question is another agency's.
    """
    found = visible_assessment(viewer=viewer, key=key)
    require_indicator(indicator)
    viewer.require(Action.ANSWER)
    if indicator not in assigned(viewer=viewer, assessment=found):
        raise NotYourPart


def _parts(found: models.Assessment, mine: Q) -> list[Part]:
    rows = found.participations.filter(mine).select_related("organisation")
    return [
        Part(
            agency=row.organisation_id, name=row.organisation.name,
            indicators=frozenset(row.indicators), invited_at=row.invited_at, due=row.due,
            reminded_at=row.reminded_at,
        )
        for row in rows.order_by("invited_at", "pk")
    ]


def _answers(found: models.Assessment, mine: Q) -> Sequence[models.Answer]:
    rows = list(
        found.answers.filter(mine)
        .select_related("organisation", "updated_by")
        .prefetch_related("evidence")
        .order_by("indicator", "organisation_id")
    )
    verified = set(
        models.Verification.objects.filter(assessment=found.pk).values_list(
            "answer", "answer_version"
        )
    )
    for row in rows:
        row.verified = (row.pk, row.version) in verified
    return rows


def engine_answer(row: models.Answer) -> Answer:
    """Turn a stored answer into the engine's."""
    state = AnswerState(row.state)
    if row.level is not None and row.verified:
        state = AnswerState.VERIFIED
    return Answer(
        indicator=row.indicator, agency=str(row.organisation_id), state=state, level=row.level,
        answered=row.answered, note=row.note,
        evidence=tuple(
            Evidence(level=item.level, title=item.title, dated=item.dated,
                     reference=item.reference, note=item.note)
            for item in sorted(row.evidence.all(), key=lambda item: item.pk)
        ),
    )


def to_answer_set(found: Sheet) -> AnswerSet:
    """Turn an assessment, as the viewer sees it, into what the engine scores."""
    return AnswerSet(
        country=found.state,
        country_names={code: state_name(found.state, code) for code in CODES},
        title=found.title,
        instrument_version=found.instrument_version,
        agencies={str(key): name for key, name in found.names.items()},
        answers=tuple(engine_answer(row) for row in found.answers),
        settlements={
            code: Settlement(indicator=code, level=row.level, reason=row.reason,
                             settled=row.settled_at.date())
            for code, row in found.settlements.items()
        },
        targets=dict(found.targets),
    )


def may_change(viewer: Viewer, found: Sheet, action: Action) -> bool:
    """Tell whether the viewer may do an action of the focal point in this assessment now."""
    return found.own and found.open and viewer.may(action)
