"""Make a plan and change its draft: States, funds, trainers, rules, needs."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.db import transaction

from tutela.foundation.clock import Clock, SystemClock
from tutela.foundation.errors import N_, InputRefused, Place, Problem
from tutela.needs.engine.instrument import current_instrument
from tutela.people.engine.roles import Action
from tutela.people.engine.viewer import Viewer
from tutela.planning.engine.draft import Draft, draft_from_plain, draft_to_plain
from tutela.planning.engine.needsfile import NeedsFile, read_needs
from tutela.planning.engine.payload import plain
from tutela.planning.engine.problem import Fund, Pin, PlannedState
from tutela.planning.store.access import owned_plan, require_programme
from tutela.planning.store.faults import DraftChanged
from tutela.planning.store.models import Plan
from tutela.planning.store.trail import note

MOST_QUARTERS = 16
MOST_BYTES = 20_000_000
_CLOCK = SystemClock()
_TIME = N_("A plan takes 1 to 16 quarters and begins between 2000 and 2100.")
_LARGE = N_("The file is larger than 20 MB. Send the needs of fewer States at a time.")
_EMPTY = N_("No need in the file has a level, so there is nothing to plan for.")


@transaction.atomic
def create_plan(
    *, viewer: Viewer, title: str, region: str, first_year: int, first_quarter: int,
    quarters: int, currency: str, clock: Clock = _CLOCK,
) -> Plan:
    """Begin a plan without States, money or trainers.

    Raises:
        NotFound, NotAllowed: Only planners of the programme body.
        InputRefused: A time that cannot be planned.
    """
    require_programme(viewer, Action.PLAN)
    _require_time(first_year, first_quarter, quarters)
    made = Plan.objects.create(
        owner_id=viewer.organisation, title=title, region=region, first_year=first_year,
        first_quarter=first_quarter, quarters=quarters, currency=currency,
        draft=draft_to_plain(Draft()), created_at=clock.now(), created_by_id=viewer.account,
        changed_at=clock.now(),
    )
    note(viewer=viewer, action="plan.created", subject=f"plan:{made.pk}", clock=clock)
    return made


@transaction.atomic
def change_plan(
    *, viewer: Viewer, plan: int, title: str, region: str, first_year: int, first_quarter: int,
    quarters: int, currency: str, clock: Clock = _CLOCK,
) -> None:
    """Change title, time or currency; versions that are solved stay as they are.

    Raises:
        NotFound, NotAllowed: Only planners of the programme body.
        InputRefused: A time that cannot be planned.
    """
    found = owned_plan(viewer=viewer, key=plan, action=Action.PLAN)
    _require_time(first_year, first_quarter, quarters)
    found.title, found.region, found.currency = title, region, currency
    found.first_year, found.first_quarter = first_year, first_quarter
    found.quarters, found.changed_at = quarters, clock.now()
    found.save()
    note(viewer=viewer, action="plan.changed", subject=f"plan:{plan}", clock=clock)


def _require_time(first_year: int, first_quarter: int, quarters: int) -> None:
    year, quarter = first_year in range(2000, 2101), first_quarter in range(1, 5)
    if not (year and quarter and quarters in range(1, MOST_QUARTERS + 1)):
        raise InputRefused(
            [Problem(code="planning.time", template=_TIME, place=Place(field="quarters"))]
        )


@transaction.atomic
def change_draft(
    *, viewer: Viewer, plan: int, change: Callable[[Draft], Draft], action: str,
    revision: int | None = None, clock: Clock = _CLOCK, **detail: Any,
) -> None:
    """Change the draft of a plan in turn with others.

    Args:
        viewer: A planner of the programme body.
        plan: Key of the plan.
        change: Makes the new draft from the present one.
        action: For the journal, such as "fund.kept".
        revision: The one the person saw; None where the change does not depend on it.
        clock: Tells the time.
        **detail: Small facts for the journal.

    Raises:
        DraftChanged: Somebody saved another draft since.
        NotFound, NotAllowed: Only planners of the programme body.
    """
    owned_plan(viewer=viewer, key=plan, action=Action.PLAN)
    row = Plan.objects.select_for_update().get(pk=plan)
    if revision is not None and revision != row.revision:
        raise DraftChanged
    row.draft = draft_to_plain(change(draft_from_plain(row.draft)))
    row.revision += 1
    row.changed_at = clock.now()
    row.save(update_fields=["draft", "revision", "changed_at"])
    note(viewer=viewer, action=action, subject=f"plan:{plan}", clock=clock, **detail)


def add_states(
    *, viewer: Viewer, plan: int, states: Sequence[PlannedState], region: str, region_name: str,
    clock: Clock = _CLOCK,
) -> None:
    """Let States take part, with their region's name; those that take part already stay.

    Raises:
        NotFound, NotAllowed: See ``change_draft``.
    """
    def change(draft: Draft) -> Draft:
        new = {one.code: replace(one, region=region) for one in states}
        return replace(
            draft, states=dict(sorted({**new, **draft.states}.items())),
            regions={**draft.regions, region: region_name},
        )

    change_draft(viewer=viewer, plan=plan, change=change, action="states.added", clock=clock,
                 states=len(states))


def keep_state(
    *, viewer: Viewer, plan: int, state: PlannedState, region_name: str = "",
    clock: Clock = _CLOCK,
) -> None:
    """Change how one State takes part."""
    def change(draft: Draft) -> Draft:
        named = {state.region: region_name} if region_name else {}
        return _tidied(replace(
            draft, states=dict(sorted({**draft.states, state.code: state}.items())),
            regions={**draft.regions, **named},
        ))

    change_draft(viewer=viewer, plan=plan, change=change, action="state.kept", clock=clock,
                 state=state.code)


def remove_state(*, viewer: Viewer, plan: int, code: str, clock: Clock = _CLOCK) -> None:
    """Let a State no longer take part; what was pinned for it goes too."""
    def change(draft: Draft) -> Draft:
        states = {key: one for key, one in draft.states.items() if key != code}
        pins = tuple(pin for pin in draft.pins if pin.state != code)
        return _tidied(replace(draft, states=states, pins=pins))

    change_draft(viewer=viewer, plan=plan, change=change, action="state.removed", clock=clock,
                 state=code)


def _tidied(draft: Draft) -> Draft:
    """Forget regions without States, and what hung on them."""
    used = {one.region for one in draft.states.values()}
    return replace(
        draft, regions={code: name for code, name in draft.regions.items() if code in used},
        floors={code: least for code, least in draft.floors.items() if code in used},
        pins=tuple(pin for pin in draft.pins if not pin.region or pin.region in used),
    )


def keep_fund(*, viewer: Viewer, plan: int, fund: Fund, clock: Clock = _CLOCK) -> None:
    """Add a fund, or change the one with the same code where it stands."""
    def change(draft: Draft) -> Draft:
        kept = [fund if one.code == fund.code else one for one in draft.funds]
        known = any(one.code == fund.code for one in draft.funds)
        return replace(draft, funds=tuple(kept if known else [*kept, fund]))

    change_draft(viewer=viewer, plan=plan, change=change, action="fund.kept", clock=clock,
                 fund=fund.code, amount=fund.amount)


def remove_fund(*, viewer: Viewer, plan: int, code: str, clock: Clock = _CLOCK) -> None:
    """Take a fund away."""
    change_draft(
        viewer=viewer, plan=plan, action="fund.removed", clock=clock, fund=code,
        change=lambda draft: replace(
            draft, funds=tuple(one for one in draft.funds if one.code != code)
        ),
    )


def keep_trainers(
    *, viewer: Viewer, plan: int, days: Mapping[str, int], clock: Clock = _CLOCK
) -> None:
    """Say how many trainer-days a quarter there are in each language."""
    kept = {code: count for code, count in days.items() if count > 0}
    change_draft(viewer=viewer, plan=plan, action="trainers.kept", clock=clock,
                 change=lambda draft: replace(draft, trainer_days=kept))


def keep_rules(
    *, viewer: Viewer, plan: int, floors: Mapping[str, int], left_out: Sequence[str],
    months: int, clock: Clock = _CLOCK,
) -> None:
    """Set floors by region, types that are not planned, and the window of the registry."""
    kept = {code: least for code, least in floors.items() if least > 0}
    change_draft(
        viewer=viewer, plan=plan, action="rules.kept", clock=clock,
        change=lambda draft: replace(
            draft, floors=kept, left_out=tuple(sorted(left_out)), months=months
        ),
    )


def keep_pin(*, viewer: Viewer, plan: int, pin: Pin, clock: Clock = _CLOCK) -> None:
    """Decide something by hand; another decision of the same kind on the same goes."""
    def change(draft: Draft) -> Draft:
        kept = [one for one in draft.pins if not _same(one, pin)]
        return replace(draft, pins=(*kept, pin))

    change_draft(viewer=viewer, plan=plan, change=change, action="pin.kept", clock=clock,
                 type=pin.type, rule=pin.rule, state=pin.state, region=pin.region)


def _same(one: Pin, other: Pin) -> bool:
    timed = (one.rule == "at", other.rule == "at")
    about = (one.type, one.state, one.region) == (other.type, other.state, other.region)
    return about and timed[0] == timed[1]


def remove_pin(*, viewer: Viewer, plan: int, pin: Pin, clock: Clock = _CLOCK) -> None:
    """Take a decision by hand back."""
    change_draft(
        viewer=viewer, plan=plan, action="pin.removed", clock=clock, type=pin.type,
        rule=pin.rule, change=lambda draft: replace(
            draft, pins=tuple(one for one in draft.pins if one != pin)
        ),
    )


@transaction.atomic
def upload_needs(
    *, viewer: Viewer, plan: int, file_name: str, data: bytes, clock: Clock = _CLOCK
) -> NeedsFile:
    """Take the needs of a plan from a file, all or nothing.

    Raises:
        InputRefused: The file cannot be read, is too large, or holds no level.
        NotFound, NotAllowed: Only planners of the programme body.
    """
    row = owned_plan(viewer=viewer, key=plan, action=Action.PLAN)
    if len(data) > MOST_BYTES:
        raise _file_problem("planning.large", _LARGE, file_name)
    read = read_needs(data, name=file_name, instrument=current_instrument())
    if not any(need.gap > 0 for need in read.needs):
        raise _file_problem("planning.no-needs", _EMPTY, file_name)
    row.needs, row.needs_name = plain(read.needs), file_name[:200]
    row.save(update_fields=["needs", "needs_name"])
    change_draft(viewer=viewer, plan=plan, action="needs.uploaded", clock=clock,
                 change=lambda draft: replace(draft, needs_from="file"), needs=len(read.needs))
    return read


def use_shared_needs(*, viewer: Viewer, plan: int, clock: Clock = _CLOCK) -> None:
    """Take the needs of a plan from what States share with the programme."""
    change_draft(viewer=viewer, plan=plan, action="needs.shared", clock=clock,
                 change=lambda draft: replace(draft, needs_from="shared"))


def _file_problem(code: str, template: str, name: str) -> InputRefused:
    return InputRefused(
        [Problem(code=code, template=template, place=Place(file=name[:200], field="file"))]
    )
