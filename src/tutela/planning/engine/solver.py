"""Solve a planning problem: choose with HiGHS, schedule with CP-SAT, repair, pay, and prove."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from tutela.planning.engine.candidates import Pair
from tutela.planning.engine.checking import refuse_malformed
from tutela.planning.engine.choose import choose
from tutela.planning.engine.clashes import find_clashes
from tutela.planning.engine.fill import fill
from tutela.planning.engine.integrated import everything, improve
from tutela.planning.engine.merge import merge
from tutela.planning.engine.model import Chosen, Model, build_model
from tutela.planning.engine.money import cost_of, pay
from tutela.planning.engine.problem import Problem
from tutela.planning.engine.prune import prune
from tutela.planning.engine.schedule import Item, Placed, gains, schedule, split
from tutela.planning.engine.solution import Closed, Delivery, Solution

SMALL = 600
"""Pairs times quarters up to which the whole problem is solved again in one model, to the end."""

SHARES = (1.0, 0.98, 0.95, 0.9)
"""Of trainers, capacity and tranches, tried one after another until a timetable fits."""

STICKINESS = 0.25
"""Share of what a pair closes by itself that leaving an earlier plan must be worth."""

type Progress = Callable[[str, float], None]
type Stop = Callable[[], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """What every step of the second stage needs."""

    model: Model
    bonus: Mapping[Pair, float] = field(default_factory=dict)
    previous: Mapping[Pair, int] = field(default_factory=dict)
    stop: Stop | None = None


def solve(
    *,
    problem: Problem,
    previous: Mapping[Pair, int] | None = None,
    progress: Progress | None = None,
    stop: Stop | None = None,
) -> Solution:
    """Find the plan that closes the most weighted need, with its proven bound.

    Args:
        problem: What is known; ``check`` must find nothing wrong with it.
        previous: Quarters by State and type of an earlier plan, to stay close to at a small loss.
        progress: Told a step's name and the share done, 0..1.
        stop: Asked now and then whether to stop.

    Returns:
        A plan, or a smallest set of rules that cannot be met together.

    Raises:
        ProblemRefused: The input is malformed.
        Stopped: ``stop`` said so.
    """
    refuse_malformed(problem=problem)
    tell = progress or (lambda _step, _share: None)
    tell("choose", 0.0)
    model = build_model(problem=problem)
    choice = choose(model=model, gap=problem.gap / 2, stop=stop)
    if choice.status == "infeasible":
        return _explain(problem, tell, stop)
    chosen, bonus = choice.chosen, _bonus(model, previous or {})
    if bonus:
        near = choose(model=model, gap=problem.gap / 2, bonus=bonus, stop=stop)
        chosen = near.chosen or chosen
    tell("schedule", 0.6)
    work = Work(model=model, bonus=bonus, previous=previous or {}, stop=stop)
    placed, bound = place(work=work, chosen=chosen, bound=choice.bound)
    if placed is None and not (placed := _any_plan(model, stop)):
        return _explain(problem, tell, stop)
    tell("fill", 0.9)
    placed = fill(model=model, placed=merge(model=model, placed=placed))
    tell("pay", 0.95)
    solution = finish(model=model, placed=placed, bound=bound)
    tell("done", 1.0)
    return solution


def _bonus(model: Model, previous: Mapping[Pair, int]) -> dict[Pair, float]:
    """Return what staying in the plan is worth: a part of what the pair closes by itself."""
    if not previous:
        return {}
    alone = gains(model=model)
    least = math.fsum(alone.values()) / max(1, len(alone)) / 10
    return {pair: STICKINESS * max(gain, least) for pair, gain in alone.items() if pair in previous}


def _any_plan(model: Model, stop: Stop | None) -> tuple[Placed, ...]:
    """Find some plan that keeps the rules, when the choice and its repairs led to none."""
    offered = everything(model=model)
    return improve(model=model, offered=offered, effort=10.0, valued=False, stop=stop).placed


def _explain(problem: Problem, tell: Progress, stop: Stop | None) -> Solution:
    tell("explain", 0.7)
    return Solution(feasible=False, clashes=find_clashes(problem=problem, stop=stop))


def place(*, work: Work, chosen: Chosen, bound: float) -> tuple[tuple[Placed, ...] | None, float]:
    """Give what was chosen its quarters, repairing the choice where it does not fit.

    Returns:
        Deliveries, None when there is no plan at all; and the bound, if it became better.
    """
    model = work.model
    placed = _fit(work, chosen)
    if len(model.candidates.windows) * model.problem.quarters > SMALL or work.previous:
        return placed, bound
    reached = value_of(model=model, placed=placed or ())
    if placed is None or reached < bound * (1 - max(model.problem.gap, 1e-9)):
        offered = everything(model=model)
        exact = improve(
            model=model,
            offered=offered,
            hint=placed or (),
            effort=2.0,
            gap=model.problem.gap / 2,
            stop=work.stop,
        )
        if exact.status == "infeasible":
            return None, bound
        if exact.status in {"optimal", "feasible"}:
            bound = min(bound, max(exact.bound, reached))
            better = value_of(model=model, placed=exact.placed)
            if placed is None or better > reached:
                placed = _tidy(work, exact.placed)
    return placed, bound


def _fit(work: Work, chosen: Chosen) -> tuple[Placed, ...] | None:
    """Schedule everything chosen; else choose again with some room left; else leave things out."""
    first: tuple[Item, ...] = ()
    model, stop = work.model, work.stop
    for share in SHARES:
        if share < 1.0:
            gap, bonus = model.problem.gap / 2, work.bonus
            again = choose(model=model, gap=gap, share=share, bonus=bonus, stop=stop)
            chosen = again.chosen
            if again.status == "infeasible":
                break
        items = split(model=model, chosen=prune(model=model, chosen=chosen))
        first = first or items
        placed = schedule(model=model, items=items, previous=work.previous, stop=stop)
        if placed is not None:
            return placed
    return schedule(
        model=model, items=first, previous=work.previous, droppable=True, gap=0.005, stop=stop
    )


def _tidy(work: Work, placed: Sequence[Placed]) -> tuple[Placed, ...]:
    """Move deliveries to earlier quarters where nothing forbids it."""
    hint = {one.item: one.quarter for one in placed}
    better = schedule(
        model=work.model, items=sorted(hint), hint=hint, previous=work.previous, stop=work.stop
    )
    return better or tuple(placed)


def pairs_of(*, model: Model, placed: Sequence[Placed]) -> frozenset[Pair]:
    """Return the State and type of everyone who takes part."""
    return frozenset(
        (state, model.cohorts[one.item.cohort].type) for one in placed for state in one.item.states
    )


def closings(*, model: Model, pairs: frozenset[Pair]) -> dict[tuple[str, str], float]:
    """Return levels closed by State and indicator."""
    by_state: dict[str, list[str]] = {}
    for state, code in sorted(pairs):
        by_state.setdefault(state, []).append(code)
    return {
        (chain.need.state, chain.need.indicator): chain.closed(
            types=by_state.get(chain.need.state, ())
        )
        for chain in model.chains
    }


def value_of(*, model: Model, placed: Sequence[Placed]) -> float:
    """Return the weighted need closed."""
    closed = closings(model=model, pairs=pairs_of(model=model, placed=placed))
    return math.fsum(
        chain.weight * closed[chain.need.state, chain.need.indicator] for chain in model.chains
    )


def finish(*, model: Model, placed: Sequence[Placed], bound: float) -> Solution:
    """Pay for the deliveries and add everything up."""
    problem = model.problem
    paid = pay(model=model, placed=placed)
    if paid is None:
        message = "the chosen deliveries cannot be paid"
        raise AssertionError(message)
    deliveries = tuple(
        sorted(
            (_delivery(model, one, paid[one]) for one in placed),
            key=lambda one: (one.quarter, one.type, one.region, one.language, one.states),
        )
    )
    pairs = pairs_of(model=model, placed=placed)
    closed = closings(model=model, pairs=pairs)
    spent = {
        fund.code: sum(one.paid_by.get(fund.code, 0) for one in deliveries)
        for fund in problem.funds
    }
    value = value_of(model=model, placed=placed)
    needs = [need for need in problem.needs if need.gap > 0]
    return Solution(
        feasible=True,
        deliveries=deliveries,
        closed=tuple(
            Closed(
                state=need.state, indicator=need.indicator, gap=need.gap, weight=need.weight,
                closed=closed.get((need.state, need.indicator), 0.0),
            )
            for need in needs
        ),
        value=value,
        need=math.fsum(problem.states[one.state].weight * one.weight * one.gap for one in needs),
        bound=max(bound, value),
        spent=spent,
        left={fund.code: fund.amount - spent[fund.code] for fund in problem.funds},
    )  # fmt: skip


def _delivery(model: Model, one: Placed, paid: dict[str, int]) -> Delivery:
    cohort = model.cohorts[one.item.cohort]
    return Delivery(
        type=cohort.type,
        region=cohort.region,
        states=one.item.states,
        quarter=one.quarter,
        language=cohort.language,
        cost=cost_of(model=model, item=one.item),
        trainer_days=model.problem.types[cohort.type].trainer_days,
        paid_by=dict(sorted(paid.items())),
        pilot=cohort.pilot,
    )
