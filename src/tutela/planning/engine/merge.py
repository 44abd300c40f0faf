"""Put two deliveries of one type, language, region and quarter together where one would hold both.

The choice may set one up for the States of an earmarked fund beside an open one, as long as money
is not scarce; nobody would hold both.
"""

from collections.abc import Sequence

from tutela.planning.engine.model import Model
from tutela.planning.engine.money import pay
from tutela.planning.engine.schedule import Item, Placed


def merge(*, model: Model, placed: Sequence[Placed]) -> tuple[Placed, ...]:
    """Return the plan with fewer deliveries, where the money allows it; nobody changes quarter."""
    current = tuple(sorted(placed))
    while (fewer := _merge_one(model, current)) is not None:
        current = fewer
    return current


def _merge_one(model: Model, placed: tuple[Placed, ...]) -> tuple[Placed, ...] | None:
    groups: dict[tuple[object, ...], list[Placed]] = {}
    for one in placed:
        cohort = model.cohorts[one.item.cohort]
        key = cohort.type, cohort.region, cohort.language, cohort.pilot, one.quarter
        groups.setdefault(key, []).append(one)
    for group in groups.values():
        for first in group:
            for second in group:
                together = None if first == second else _together(model, first, second)
                if together:
                    rest = [one for one in placed if one not in {first, second}]
                    fewer = tuple(sorted([*rest, together]))
                    if pay(model=model, placed=fewer) is not None:
                        return fewer
    return None


def _together(model: Model, first: Placed, second: Placed) -> Placed | None:
    """Return both as a delivery of the first's cohort, if it may hold them."""
    cohort = model.cohorts[first.item.cohort]
    states = tuple(sorted({*first.item.states, *second.item.states}))
    most = model.problem.types[cohort.type].most_states
    if len(states) > most or not set(states) <= set(cohort.states):
        return None
    return Placed(quarter=first.quarter, item=Item(cohort=cohort.number, states=states))
