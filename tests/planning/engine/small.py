"""Small invented planning problems, and an exhaustive search that solves them without a solver."""

import itertools
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from tutela.planning.engine.catalogue import ActivityType, Effect
from tutela.planning.engine.problem import Fund, Need, PlannedState, Problem
from tutela.planning.engine.solution import Solution

type Plan = Mapping[tuple[str, str], int]


def kind(code: str, effects: Mapping[str, float], **changes: Any) -> ActivityType:
    values: dict[str, Any] = {
        "topics": (), "audiences": (), "proficiency": "practitioner", "sort": "course",
        "presence": "onsite", "paragraphs": (26,), "trainer_days": 0,
        "effects": {
            one: levels if isinstance(levels, Effect) else Effect(levels=levels)
            for one, levels in effects.items()
        },
    }  # fmt: skip
    return ActivityType(code=code, **{**values, **changes})


def state(code: str, **changes: Any) -> PlannedState:
    values: dict[str, Any] = {"name": code, "region": "north", "language": "en", "capacity": 9}
    return PlannedState(code=code, **{**values, **changes})


def need(state_code: str, indicator: str, gap: float, **changes: Any) -> Need:
    values: dict[str, Any] = {"target": 4, "gap_low": gap, "gap_high": gap, "level": 4 - gap}
    return Need(state=state_code, indicator=indicator, gap=gap, **{**values, **changes})


def fund(amount: int, code: str = "open", **changes: Any) -> Fund:
    return Fund(code=code, name=code, amount=amount, **changes)


def problem(
    *types: ActivityType, states: tuple[PlannedState, ...], needs: tuple[Need, ...], **changes: Any
) -> Problem:
    values: dict[str, Any] = {
        "title": "Invented", "currency": "USD", "first_quarter": (2027, 1), "quarters": 2,
        "funds": (fund(1_000),), "trainer_days": {"en": 100, "fr": 100}, "gap": 0.0,
    }  # fmt: skip
    return Problem(
        types={one.code: one for one in types}, states={one.code: one for one in states},
        needs=needs, **{**values, **changes},
    )  # fmt: skip


def plan_of(solution: Solution) -> dict[tuple[str, str], int]:
    """Quarter by State and type."""
    return {(code, one.type): one.quarter for one in solution.deliveries for code in one.states}


def worth(given: Problem, plan: Plan) -> float:
    """Weighted need closed, straight from its definition: lowest ceilings first."""
    total = 0.0
    for one in given.needs:
        closed = 0.0
        for ceiling in (1, 2, 3, 4):
            gain = sum(
                effect.levels
                for (code, name) in plan
                if code == one.state
                for indicator, effect in given.types[name].effects.items()
                if indicator == one.indicator and effect.ceiling == ceiling
            )
            room = max(0.0, one.gap - max(0, one.target - ceiling))
            closed = max(closed, min(closed + gain, room))
        total += given.states[one.state].weight * one.weight * closed
    return total


def best(given: Problem) -> float:
    """Value of the best plan, by trying every plan; -1 when none keeps the rules."""
    return max((worth(given, plan) for plan in plans(given) if keeps(given, plan)), default=-1.0)


def plans(given: Problem) -> Iterator[Plan]:
    pairs = [
        (code, name)
        for code, one in given.states.items()
        for name in given.types
        if (one.requests is None or name in one.requests)
        and not any((item.state, item.type) == (code, name) for item in given.covered)
    ]
    for quarters in itertools.product([None, *range(given.quarters)], repeat=len(pairs)):
        yield {pair: at for pair, at in zip(pairs, quarters, strict=True) if at is not None}


def groups(given: Problem, plan: Plan) -> Counter[tuple[str, str, str, bool, int]]:
    """How many States by type, region, language, pilot and quarter."""
    return Counter(
        (name, given.states[code].region, given.states[code].language,
         given.states[code].pilot, at)
        for (code, name), at in plan.items()
    )  # fmt: skip


def keeps(given: Problem, plan: Plan) -> bool:
    """Tell whether a plan keeps every rule; funds may have earmarks for types only."""
    covered = {(item.state, item.type) for item in given.covered}
    load = Counter((code, at) for (code, _), at in plan.items())
    if any(many > given.states[code].capacity for (code, _), many in load.items()):
        return False
    for (code, name), at in plan.items():
        for before in given.types[name].requires:
            if (code, before) not in covered and plan.get((code, before), 9) >= at:
                return False
    homes = Counter(given.states[code].region for code, _ in plan)
    if any(homes[region] < least for region, least in given.floors.items()):
        return False
    return _pins(given, plan) and _pilots(given, plan) and _resources(given, plan)


def _pins(given: Problem, plan: Plan) -> bool:
    for pin in given.pins:
        at = plan.get((pin.state, pin.type))
        wrong = {"in": at is None, "out": at is not None, "at": at not in {None, pin.quarter}}
        if wrong[pin.rule]:
            return False
    return True


def _pilots(given: Problem, plan: Plan) -> bool:
    for name in given.types if given.quarters > 1 else ():
        led = [at for (code, one), at in plan.items() if one == name and given.states[code].pilot]
        rest = [
            at for (code, one), at in plan.items() if one == name and not given.states[code].pilot
        ]
        if led and rest and min(led) >= min(rest):
            return False
    return True


def _resources(given: Problem, plan: Plan) -> bool:
    days: Counter[tuple[str, int]] = Counter()
    costs: Counter[str] = Counter()
    for (name, _, language, _, at), many in groups(given, plan).items():
        one = given.types[name]
        deliveries = -(-many // one.most_states)
        days[language, at] += deliveries * one.trainer_days
        costs[name] += deliveries * one.fixed_cost + many * one.state_cost
    if any(used > given.trainer_days.get(language, 0) for (language, _), used in days.items()):
        return False
    # Money suffices when no set of types costs more than all funds open to any of them (Hall).
    names = [name for name in costs if costs[name]]
    return all(
        sum(costs[name] for name in some)
        <= sum(one.amount for one in given.funds if not one.types or one.types & set(some))
        for size in range(1, len(names) + 1)
        for some in itertools.combinations(names, size)
    )
