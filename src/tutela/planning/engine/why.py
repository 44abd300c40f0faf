"""Why each activity is in a plan or not, and what it would take to get in.

What it takes is proven by exchange: the plan as it is, with the place added and exactly what is
named made available, keeps every rule. What it displaces is found by solving again with the pair
pinned in.
"""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from tutela.planning.engine.candidates import Pair, Refusal, largest_gains
from tutela.planning.engine.fill import ROUNDING, additions
from tutela.planning.engine.model import Model, build_model
from tutela.planning.engine.problem import Pin, Problem
from tutela.planning.engine.slack import Place, Slack, measure, placed_of
from tutela.planning.engine.solution import Solution
from tutela.planning.engine.solver import solve


@dataclass(frozen=True, slots=True, kw_only=True)
class Want:
    """One thing that would have to change.

    Attributes:
        rule: "budget", "trainer-days", "capacity", "prerequisite", "request", "pin", "record" or
            "language".
        about: Codes: funds of which any will do, a language, a State, a type or a record.
        amount: How much more is needed: money, days or activities; 0 where nothing is counted.
    """

    rule: str
    about: tuple[str, ...] = ()
    amount: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why one State does or does not take part in one type.

    Attributes:
        state: Code.
        type: Code.
        chosen: Whether it is in the plan.
        reason: When chosen "closes", "required", "pinned-in" or "floor". Otherwise a refusal's
            reason (see ``candidates.Refusal``), or "dominated" (what is chosen closes it),
            "prerequisite", "budget", "trainer-days", "capacity", "order" (no quarter is left
            after what must come first) or "close" (it would fit; the plan is within its gap).
        about: Codes it is about: a record, types, funds, a language.
        adds: Weighted need it would close besides the plan; what would be lost, when chosen.
        wants: What would have to change, the rest of the plan staying as it is.
        quarter: Where it is, or the quarter the wants are about; None where there is none.
    """

    state: str
    type: str
    chosen: bool
    reason: str
    about: tuple[str, ...] = ()
    adds: float = 0.0
    wants: tuple[Want, ...] = ()
    quarter: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """A reason for every State and type that could help, by State and type."""

    reasons: Mapping[Pair, Reason]


@dataclass(frozen=True, slots=True, kw_only=True)
class Instead:
    """What happens when a pair is pinned in and the problem solved again.

    Attributes:
        reason: Why it is not in now.
        possible: Whether any plan has it.
        loss: Weighted need that is closed less then; below 0 when more is closed.
        leaves: Pairs that leave the plan, sorted.
        enters: Pairs that enter the plan, sorted, without the pair itself.
    """

    reason: Reason
    possible: bool
    loss: float = 0.0
    leaves: tuple[Pair, ...] = ()
    enters: tuple[Pair, ...] = field(default_factory=tuple)


def why(*, problem: Problem, solution: Solution) -> Why:
    """Give the reason for every State and type that could help, from what the plan leaves free."""
    model, slack = _read(problem, solution)
    worth = additions(model=model, taken=frozenset(slack.quarters))
    pairs = sorted(set(largest_gains(problem=problem)) | set(slack.quarters))
    return Why(reasons={pair: _reason(model, slack, worth, pair) for pair in pairs})


def why_not(
    *,
    problem: Problem,
    solution: Solution,
    state: str,
    type: str,  # noqa: A002 - the field's own name, as in Delivery and Pin
    stop: Callable[[], bool] | None = None,
) -> Instead:
    """Give the reason for one pair, and what pinning it in would displace, by solving again."""
    model, slack = _read(problem, solution)
    pair = state, type
    worth = additions(model=model, taken=frozenset(slack.quarters))
    reason = _reason(model, slack, worth, pair)
    if reason.chosen or pair in model.candidates.refused:
        return Instead(reason=reason, possible=reason.chosen)
    pins = (*problem.pins, Pin(type=type, rule="in", state=state))
    stay = dict(slack.quarters)
    again = solve(problem=replace(problem, pins=pins), previous=stay, stop=stop)
    if not again.feasible:
        return Instead(reason=reason, possible=False)
    before, after = set(slack.quarters), pairs_in(solution=again)
    return Instead(
        reason=reason,
        possible=True,
        loss=solution.value - again.value,
        leaves=tuple(sorted(before - after)),
        enters=tuple(sorted(after - before - {pair})),
    )


def pairs_in(*, solution: Solution) -> frozenset[Pair]:
    """Return State and type of everyone who takes part."""
    return frozenset((state, one.type) for one in solution.deliveries for state in one.states)


def _read(problem: Problem, solution: Solution) -> tuple[Model, Slack]:
    model = build_model(problem=problem)
    paid = placed_of(model=model, solution=solution)
    return model, measure(model=model, placed=sorted(paid), paid=paid)


def _reason(model: Model, slack: Slack, worth: Mapping[Pair, float], pair: Pair) -> Reason:
    if pair in slack.quarters:
        return _chosen(model, slack, pair)
    if pair in model.candidates.refused:
        return _refused(model.candidates.refused[pair], pair)
    adds = worth.get(pair, 0.0)
    if not adds:
        return Reason(
            state=pair[0], type=pair[1], chosen=False, reason="dominated",
            about=_closers(model, slack, pair),
        )  # fmt: skip
    if missing := slack.missing(pair=pair):
        return Reason(
            state=pair[0], type=pair[1], chosen=False, reason="prerequisite", about=missing,
            adds=adds, wants=tuple(Want(rule="prerequisite", about=(one,)) for one in missing),
        )  # fmt: skip
    place = min(slack.places(pair=pair), key=_difficulty, default=None)
    if place is None:
        return Reason(state=pair[0], type=pair[1], chosen=False, reason="order", adds=adds)
    return _lacking(model, pair, place, adds)


def _chosen(model: Model, slack: Slack, pair: Pair) -> Reason:
    taken = frozenset(slack.quarters)
    lost = _lost(model, taken, pair)
    needed_by = tuple(
        code
        for state, code in sorted(taken)
        if state == pair[0] and pair[1] in model.candidates.requires.get((state, code), ())
    )
    reason, about = "closes", tuple[str, ...]()
    if pair in model.candidates.forced:
        reason = "pinned-in"
    elif not lost:
        reason, about = ("required", needed_by) if needed_by else ("floor", ())
    return Reason(
        state=pair[0], type=pair[1], chosen=True, reason=reason, about=about, adds=lost,
        quarter=slack.quarters[pair],
    )  # fmt: skip


def _lost(model: Model, taken: frozenset[Pair], pair: Pair) -> float:
    """Return the weighted need that only this pair closes."""
    types = {code for state, code in taken if state == pair[0]}
    lost = math.fsum(
        chain.weight * (chain.closed(types=types) - chain.closed(types=types - {pair[1]}))
        for chain in model.chains
        if chain.need.state == pair[0]
    )
    return lost if lost > ROUNDING else 0.0


def _refused(refusal: Refusal, pair: Pair) -> Reason:
    about = (refusal.about,) if refusal.about else ()
    wants = {
        "covered": (Want(rule="record", about=about),),
        "not-requested": (Want(rule="request", about=pair),),
        "language": (Want(rule="language", about=about),),
        "pinned-out": (Want(rule="pin", about=pair),),
        "prerequisite": (Want(rule="prerequisite", about=about),),
        "trainer-days": (Want(rule="trainer-days", about=about),),
        "capacity": (Want(rule="capacity", about=(pair[0],), amount=1),),
    }.get(refusal.reason, ())
    return Reason(
        state=pair[0], type=pair[1], chosen=False, reason=refusal.reason, about=about, wants=wants
    )


def _closers(model: Model, slack: Slack, pair: Pair) -> tuple[str, ...]:
    """Return the chosen types that serve the same indicators in the State."""
    served = set(model.problem.types[pair[1]].effects)
    return tuple(
        code
        for state, code in sorted(slack.quarters)
        if state == pair[0] and served & set(model.problem.types[code].effects)
    )


def _difficulty(place: Place) -> tuple[int, int, int, int, int, int]:
    kinds = bool(place.money) + bool(place.days) + bool(place.capacity)
    return kinds, place.money, place.days, place.capacity, place.quarter, place.cohort


def _lacking(model: Model, pair: Pair, place: Place, adds: float) -> Reason:
    language = model.cohorts[place.cohort].language
    wants = tuple(
        want
        for want in (
            Want(rule="trainer-days", about=(language,), amount=place.days),
            Want(rule="budget", about=place.payers, amount=place.money),
            Want(rule="capacity", about=(pair[0],), amount=place.capacity),
        )
        if want.amount
    )
    return Reason(
        state=pair[0], type=pair[1], chosen=False, reason=wants[0].rule if wants else "close",
        about=wants[0].about if wants else (), adds=adds, wants=wants, quarter=place.quarter,
    )  # fmt: skip
