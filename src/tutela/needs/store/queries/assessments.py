"""Assessments, and everything in one of them, in a fixed number of database queries."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Count, Q, QuerySet

from tutela.foundation.errors import NotFound
from tutela.foundation.language import CODES
from tutela.needs.engine.answers import Answer, AnswerSet, AnswerState, Evidence, Settlement
from tutela.needs.store import models
from tutela.needs.store.access import (
    asked_of,
    assigned,
    require_indicator,
    visible_assessment,
    visible_assessments,
)
from tutela.needs.store.faults import NotYourPart
from tutela.needs.store.memory import kept
from tutela.needs.store.stamp import stamp_of
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
        answers: Rows with their evidence, each marked whether its version was verified; shared
            between requests, so never to be changed.
        given: The same as the engine's answers.
        settlements: By indicator.
        targets: The State's own, by indicator.
        place: Says which assessment this is and which organisation sees it.
        stamp: Differs whenever anything that is scored does.
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
    given: tuple[Answer, ...]
    settlements: Mapping[str, models.Settlement] = field(default_factory=dict)
    targets: Mapping[str, int] = field(default_factory=dict)
    place: Hashable
    stamp: Hashable

    @property
    def names(self) -> dict[int, str]:
        """Return the names of the organisations that answered or were asked, by key."""
        named = {row.organisation_id: row.organisation.name for row in self.answers}
        return {part.agency: part.name for part in self.parts} | named


def assessments(viewer: Viewer) -> list[AssessmentLine]:
    """List the assessments the viewer's organisation owns or takes part in, newest first."""
    rows = list(visible_assessments(viewer=viewer))
    # Counted apart: joined, each answer would come once for each agency.
    agencies = _counted(models.Participation.objects.filter(assessment__in=rows))
    given = _counted(
        models.Answer.objects.filter(
            Q(owner_id=viewer.organisation) | Q(organisation_id=viewer.organisation),
            assessment__in=rows,
        ).exclude(state=AnswerState.UNKNOWN)
    )
    return [
        AssessmentLine(
            key=row.pk, title=row.title, opens=row.opens, closes=row.closes,
            open=row.status == "open", own=row.owner_id == viewer.organisation,
            agencies=agencies.get(row.pk, 0), answers=given.get(row.pk, 0),
        )
        for row in rows
    ]


def _counted(
    rows: QuerySet[models.Participation] | QuerySet[models.Answer]
) -> dict[int, int]:
    return dict(rows.order_by().values_list("assessment").annotate(n=Count("pk")))


def sheet(viewer: Viewer, key: int) -> Sheet:
    """Read one assessment.

    Raises:
        NotFound: There is none, or it belongs to others.
    """
    found = visible_assessment(viewer=viewer, key=key)
    own = found.owner_id == viewer.organisation
    mine = Q() if own else Q(organisation_id=viewer.organisation)
    place = (found.pk, viewer.organisation)
    stamp = stamp_of(assessment=found.pk, organisation=viewer.organisation, own=own)
    written = kept(("written", place), stamp, lambda: _written(found, mine, own=own))
    parts = tuple(_parts(found, mine))
    part = asked_of(
        next((one.indicators for one in parts if one.agency == viewer.organisation), None),
        owner=own,
    )
    return Sheet(
        key=found.pk, title=found.title, state=found.state, region=found.region,
        owner=found.owner_id, own=own,
        open=found.status == "open", opens=found.opens, closes=found.closes,
        target_date=found.target_date, parent=found.parent,
        instrument_version=found.instrument_version,
        assigned=part, parts=parts, answers=written.answers, given=written.given,
        settlements=written.settlements, targets=written.targets, place=place,
        stamp=(stamp, found.state, found.title, found.instrument_version, part),
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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Written:
    """What agencies and the focal point wrote; kept between requests."""

    answers: tuple[models.Answer, ...]
    given: tuple[Answer, ...]
    settlements: Mapping[str, models.Settlement]
    targets: Mapping[str, int]


def _written(found: models.Assessment, mine: Q, *, own: bool) -> _Written:
    rows = tuple(
        found.answers.filter(mine)
        .select_related("organisation")
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
    return _Written(
        answers=rows, given=tuple(engine_answer(row) for row in rows),
        settlements={row.indicator: row for row in found.settlements.all()},
        targets={row.indicator: row.level for row in found.targets.all()} if own else {},
    )


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
        answers=found.given,
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
