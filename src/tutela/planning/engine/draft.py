"""What an officer sets up for a plan, and the problem that follows from it.

The draft holds decisions of people; needs, requests and the registry are joined when it is solved.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from tutela.planning.engine.catalogue import ActivityType
from tutela.planning.engine.payload import fund, plain, planned_state
from tutela.planning.engine.problem import Covered, Fund, Need, Pin, PlannedState, Problem

PARTS = ("states", "needs", "money", "trainers")
"""Parts of a set-up without which nothing can be solved, in the order they are done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """Decisions about one plan.

    Attributes:
        states: By code.
        regions: Name by code.
        funds: In the order money is taken from.
        trainer_days: Trainer-days a quarter by language.
        floors: Least number of (State, type) pairs by region.
        pins: By hand.
        left_out: Codes of activity types that are not planned at all.
        months: Window in which the registry counts as covering.
        gap: Proven distance at which the solver may stop, share 0..1.
        needs_from: "shared" or "file".
    """

    states: Mapping[str, PlannedState] = field(default_factory=dict)
    regions: Mapping[str, str] = field(default_factory=dict)
    funds: tuple[Fund, ...] = ()
    trainer_days: Mapping[str, int] = field(default_factory=dict)
    floors: Mapping[str, int] = field(default_factory=dict)
    pins: tuple[Pin, ...] = ()
    left_out: tuple[str, ...] = ()
    months: int = 18
    gap: float = 0.005
    needs_from: str = "shared"


def draft_to_plain(draft: Draft) -> dict[str, Any]:
    """Return a draft as JSON values."""
    value: dict[str, Any] = plain(draft)
    return value


def draft_from_plain(row: Mapping[str, Any]) -> Draft:
    """Read what ``draft_to_plain`` wrote; what is missing takes its default."""
    return Draft(**{
        **row,
        "states": {code: planned_state(item) for code, item in row.get("states", {}).items()},
        "funds": tuple(fund(item) for item in row.get("funds", ())),
        "pins": tuple(Pin(**item) for item in row.get("pins", ())),
        "left_out": tuple(row.get("left_out", ())),
    })


def done_parts(draft: Draft, *, states_with_needs: Sequence[str]) -> dict[str, bool]:
    """Tell which parts of a set-up are done, in order.

    >>> done_parts(Draft(), states_with_needs=())
    {'states': False, 'needs': False, 'money': False, 'trainers': False}
    """
    return {
        "states": bool(draft.states),
        "needs": bool(set(draft.states) & set(states_with_needs)),
        "money": any(one.amount > 0 for one in draft.funds),
        "trainers": any(days > 0 for days in draft.trainer_days.values()),
    }


def next_part(done: Mapping[str, bool]) -> str:
    """Return the first part that is not done, "" when all are."""
    return next((name for name in PARTS if not done[name]), "")


def asked_by(
    states: Mapping[str, PlannedState], requests: Mapping[str, frozenset[str] | None]
) -> dict[str, PlannedState]:
    """Let what a State asked for itself stand in place of what the officer noted."""
    return {
        code: replace(one, requests=requests[code]) if code in requests else one
        for code, one in states.items()
    }


def _among(
    states: Mapping[str, PlannedState], types: Collection[str]
) -> dict[str, PlannedState]:
    """Forget requests for types that are not planned, or were taken out of the catalogue since."""
    return {
        code: one if one.requests is None
        else replace(one, requests=one.requests & frozenset(types))
        for code, one in states.items()
    }


def problem_of(
    draft: Draft, *, title: str, currency: str, first_quarter: tuple[int, int], quarters: int,
    types: Mapping[str, ActivityType], needs: Sequence[Need], covered: Sequence[Covered],
    requests: Mapping[str, frozenset[str] | None],
) -> Problem:
    """Join a draft with needs, coverage, requests and the catalogue.

    Only what concerns States and types of the plan is kept, so that equal plans are equal problems.
    """
    kept = {code: one for code, one in types.items() if code not in draft.left_out}
    return Problem(
        title=title, currency=currency, first_quarter=first_quarter, quarters=quarters,
        types=kept, states=_among(asked_by(draft.states, requests), kept),
        needs=tuple(need for need in needs if need.state in draft.states),
        funds=draft.funds, trainer_days=dict(draft.trainer_days),
        covered=tuple(one for one in covered if one.state in draft.states and one.type in kept),
        pins=tuple(pin for pin in draft.pins if pin.type in kept), floors=dict(draft.floors),
        regions=dict(draft.regions), gap=draft.gap,
    )
