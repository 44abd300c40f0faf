"""Open, close, reopen an assessment, and carry answers over from an earlier one."""

from datetime import date, datetime

from django.db import transaction

from tutela.foundation.clock import Clock, SystemClock
from tutela.foundation.errors import N_, Conflict, InputRefused, NotAllowed, Place, Problem
from tutela.needs.engine.instrument import current_instrument
from tutela.needs.store.access import owned_assessment
from tutela.needs.store.evidencefiles import lock
from tutela.needs.store.models import (
    Answer,
    AnswerRevision,
    Assessment,
    EvidenceItem,
    Participation,
    Target,
)
from tutela.needs.store.trail import note
from tutela.people.engine.roles import Action, Kind
from tutela.people.engine.viewer import Viewer


@transaction.atomic
def open_assessment(
    *,
    viewer: Viewer,
    title: str,
    opens: date,
    closes: date,
    target_date: date | None = None,
    parent: int | None = None,
    region: str = "",
    clock: Clock = SystemClock(),  # noqa: B008 - stateless and frozen
) -> Assessment:
    """Open an assessment of the viewer's State; with a parent, its answers are carried over.

    Raises:
        NotAllowed: Only the State's focal point opens one.
        InputRefused: It would close before it opens.
        NotFound: The parent belongs to others.
    """
    viewer.require(Action.OPEN_ASSESSMENT)
    if viewer.kind is not Kind.FOCAL_POINT or not viewer.state:
        raise NotAllowed
    _require_order(opens=opens, closes=closes)
    earlier = None
    if parent is not None:
        earlier = owned_assessment(viewer=viewer, key=parent, action=Action.OPEN_ASSESSMENT)
    made = Assessment.objects.create(
        owner_id=viewer.organisation,
        state=viewer.state,
        region=earlier.region if earlier else region or _last_region(viewer),
        title=title.strip(),
        instrument_version=current_instrument().version,
        target_date=target_date,
        opens=opens,
        closes=closes,
        status="open",
        parent=earlier.pk if earlier else None,
        taking_part=earlier.taking_part if earlier else ",,",
        created_at=clock.now(),
    )
    note(viewer=viewer, action="assessment.opened", subject=f"assessment:{made.pk}", clock=clock)
    if earlier is not None:
        _carry_over(viewer=viewer, earlier=earlier, later=made, clock=clock)
    return made


def _require_order(*, opens: date, closes: date) -> None:
    if closes < opens:
        template = N_("Choose a last day on or after the first day.")
        raise InputRefused(
            [Problem(code="needs.dates", template=template, place=Place(field="closes"))]
        )


def _last_region(viewer: Viewer) -> str:
    """Return the region an invented State took before; real States have theirs in the table."""
    before = Assessment.objects.filter(owner_id=viewer.organisation).order_by("-pk").first()
    return before.region if before else ""


def _carry_over(*, viewer: Viewer, earlier: Assessment, later: Assessment, clock: Clock) -> None:
    """Copy parts, targets, answers and evidence; days stay, so that old evidence keeps ageing."""
    now = clock.now()
    _copy_parts(earlier=earlier, later=later, now=now)
    made = _copy_answers(earlier=earlier, later=later, by=viewer.account, now=now)
    AnswerRevision.objects.bulk_create(
        AnswerRevision(
            answer=row,
            owner_id=row.owner_id,
            organisation_id=row.organisation_id,
            version=1,
            state=row.state,
            level=row.level,
            note=row.note,
            origin="carried",
            changed_at=now,
            changed_by_id=viewer.account,
        )
        for row in made
    )
    note(
        viewer=viewer, action="answers.carried", subject=f"assessment:{later.pk}",
        clock=clock, earlier=earlier.pk, answers=len(made),
    )


def _copy_parts(*, earlier: Assessment, later: Assessment, now: datetime) -> None:
    """Copy who takes part, and the State's own targets."""
    for part in Participation.objects.filter(assessment=earlier):
        part.pk, part.assessment, part.invited_at, part.reminded_at = None, later, now, None
        part._state.adding = True  # noqa: SLF001 - Django's documented way to copy a row
        part.due = later.closes
        part.save()
    Target.objects.bulk_create(
        Target(assessment=later, owner_id=row.owner_id, indicator=row.indicator, level=row.level)
        for row in Target.objects.filter(assessment=earlier)
    )


def _copy_answers(
    *, earlier: Assessment, later: Assessment, by: int, now: datetime
) -> list[Answer]:
    """Copy answers to indicators that are still asked, with their evidence."""
    known = current_instrument().indicators
    rows = Answer.objects.filter(assessment=earlier)
    # Files are shared with the copies: none may be let go while rows are read and copied.
    for organisation in sorted(set(rows.values_list("organisation_id", flat=True))):
        lock(organisation)
    old = [
        row
        for row in rows.prefetch_related("evidence")
        if row.indicator in known
    ]
    made = Answer.objects.bulk_create(
        Answer(
            assessment=later,
            owner_id=row.owner_id,
            organisation_id=row.organisation_id,
            indicator=row.indicator,
            state=row.state,
            level=row.level,
            note=row.note,
            answered=row.answered,
            updated_at=now,
            updated_by_id=by,
        )
        for row in old
    )
    _copy_evidence(old=old, made=made)
    return made


def _copy_evidence(*, old: list[Answer], made: list[Answer]) -> None:
    copies = []
    for before, after in zip(old, made, strict=True):
        for item in before.evidence.all():
            item.pk, item.answer = None, after
            item._state.adding = True  # noqa: SLF001 - Django's documented way to copy a row
            copies.append(item)
    EvidenceItem.objects.bulk_create(copies)


@transaction.atomic
def close_assessment(
    *, viewer: Viewer, assessment: int, clock: Clock = SystemClock()  # noqa: B008
) -> None:
    """Stop taking answers.

    Raises:
        Conflict: It is closed already.
    """
    found = owned_assessment(viewer=viewer, key=assessment, action=Action.OPEN_ASSESSMENT)
    changed = Assessment.objects.filter(pk=found.pk, status="open").update(
        status="closed", closed_at=clock.now()
    )
    if not changed:
        raise Conflict
    note(viewer=viewer, action="assessment.closed", subject=f"assessment:{found.pk}", clock=clock)


@transaction.atomic
def reopen_assessment(
    *, viewer: Viewer, assessment: int, closes: date, clock: Clock = SystemClock()  # noqa: B008
) -> None:
    """Take answers again until a new last day.

    Raises:
        Conflict: It is open already.
    """
    found = owned_assessment(viewer=viewer, key=assessment, action=Action.OPEN_ASSESSMENT)
    changed = Assessment.objects.filter(pk=found.pk, status="closed").update(
        status="open", closed_at=None, closes=closes
    )
    if not changed:
        raise Conflict
    note(viewer=viewer, action="assessment.reopened", subject=f"assessment:{found.pk}", clock=clock)


@transaction.atomic
def set_targets(
    *,
    viewer: Viewer,
    assessment: int,
    levels: dict[str, int | None],
    clock: Clock = SystemClock(),  # noqa: B008 - stateless and frozen
) -> None:
    """Set the State's own targets; None goes back to the instrument's.

    Codes the instrument does not have are left out.
    """
    found = owned_assessment(viewer=viewer, key=assessment, action=Action.SETTLE)
    known = current_instrument().indicators
    rows = [
        Target(assessment=found, owner_id=found.owner_id, indicator=code, level=level)
        for code, level in levels.items()
        if level is not None and code in known and level != known[code].target
    ]
    Target.objects.filter(assessment=found, indicator__in=list(levels)).delete()
    Target.objects.bulk_create(rows)
    note(
        viewer=viewer, action="targets.set", subject=f"assessment:{found.pk}", clock=clock,
        own=len(rows),
    )
