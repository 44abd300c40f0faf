"""Second stage: CP-SAT gives every whole cohort its quarter, the most useful ones earliest."""

import itertools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from ortools.sat.python import cp_model

from tutela.planning.engine.candidates import Pair
from tutela.planning.engine.model import Chosen, Model
from tutela.planning.engine.timetable import Timetable, search

EFFORT = 2.0
"""Deterministic time for a timetable, about seconds."""
FINENESS = 100
"""Steps of usefulness that the timetable tells apart."""

STAYING = 10
"""How many times more it costs to move from an earlier plan's quarter than to be late."""


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Item:
    """One delivery: the number of its cohort and who takes part, sorted."""

    cohort: int
    states: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Placed:
    """One delivery in its quarter."""

    quarter: int
    item: Item


def split(*, model: Model, chosen: Chosen) -> tuple[Item, ...]:
    """Divide every cohort into as few deliveries as possible, of about equal size."""
    items: list[Item] = []
    for number, states in sorted(chosen.items()):
        most = model.problem.types[model.cohorts[number].type].most_states
        many = -(-len(states) // most)
        cuts = [len(states) * part // many for part in range(many + 1)]
        items += [
            Item(cohort=number, states=states[low:high]) for low, high in itertools.pairwise(cuts)
        ]
    return tuple(items)


def schedule(
    *,
    model: Model,
    items: Sequence[Item],
    hint: Mapping[Item, int] | None = None,
    previous: Mapping[Pair, int] | None = None,
    droppable: bool = False,
    effort: float = EFFORT,
    gap: float = 0.02,
    stop: Callable[[], bool] | None = None,
) -> tuple[Placed, ...] | None:
    """Find a quarter for every delivery; None when that was not possible.

    Args:
        model: What is planned.
        items: All deliveries.
        hint: A quarter to try first, by delivery.
        previous: Quarters of an earlier plan, to which those in it keep where they can.
        droppable: Whether deliveries may be left out, as few and as useless as possible.
        effort: Limit in deterministic time.
        gap: Proven distance from the earliest timetable at which to stop, share.
        stop: Asked now and then.
    """
    table = Timetable(model=model)
    place = {item: _place(table, number, item) for number, item in enumerate(items)}
    _add_windows(table, place, _needed(model, items) if droppable else frozenset(items))
    if droppable:
        _keep_floors(table, place)
    table.add_rules(money=any(fund.by_quarter for fund in model.problem.funds))
    _prefer(table, place, previous=previous or {}, droppable=droppable)
    for item, quarter in (hint or {}).items():
        for number, one in enumerate(place[item]):
            table.program.add_hint(one, int(number == quarter))
    found = search(program=table.program, effort=effort, gap=gap, stop=stop)
    if found.status not in {"optimal", "feasible"}:
        return None
    return tuple(
        sorted(
            Placed(quarter=quarter, item=item)
            for item, counts in place.items()
            for quarter in table.quarters
            if found.value(counts[quarter])
        )
    )


def _add_windows(
    table: Timetable, place: Mapping[Item, list[cp_model.IntVar]], needed: frozenset[Item]
) -> None:
    """Give each delivery at most one quarter of its window; exactly one where it is needed."""
    for item, counts in place.items():
        window = _window(table.model, item)
        for quarter in table.quarters:
            if quarter not in window:
                table.program.add(counts[quarter] == 0)
        table.program.add(sum(counts) == 1 if item in needed else sum(counts) <= 1)


def _place(table: Timetable, number: int, item: Item) -> list[cp_model.IntVar]:
    counts = [table.program.new_bool_var("") for _ in table.quarters]
    table.counts[number], table.cohorts[number] = counts, item.cohort
    _take_part(table, item, counts)
    return counts


def _window(model: Model, item: Item) -> range:
    cohort = model.cohorts[item.cohort]
    if cohort.at is not None:
        return range(cohort.at, cohort.at + 1)
    windows = [model.candidates.windows[state, cohort.type] for state in item.states]
    return range(max(first for first, _ in windows), min(last for _, last in windows) + 1)


def _needed(model: Model, items: Sequence[Item]) -> frozenset[Item]:
    forced = set(model.candidates.forced)
    return frozenset(
        item
        for item in items
        if any((state, model.cohorts[item.cohort].type) in forced for state in item.states)
    )


def _keep_floors(table: Timetable, place: Mapping[Item, list[cp_model.IntVar]]) -> None:
    for region, least in table.model.problem.floors.items():
        table.program.add(
            sum(
                len(item.states) * one
                for item, counts in place.items()
                if table.model.cohorts[item.cohort].region == region
                for one in counts
            )
            >= least
        )


def _prefer(
    table: Timetable,
    place: Mapping[Item, list[cp_model.IntVar]],
    *,
    previous: Mapping[Pair, int],
    droppable: bool,
) -> None:
    """Prefer the useful early; where deliveries can be left out, first of all keep the useful."""
    alone = gains(model=table.model)
    useful = {
        item: sum(alone[state, table.model.cohorts[item.cohort].type] for state in item.states)
        for item in place
    }
    largest = max(useful.values(), default=0.0) or 1.0
    keep = 100 * table.model.problem.quarters if droppable else 0
    terms = []
    for item, counts in place.items():
        weight = max(1, round(FINENESS * useful[item] / largest))
        pairs = [(state, table.model.cohorts[item.cohort].type) for state in item.states]
        before = [previous[pair] for pair in pairs if pair in previous]
        for quarter, one in enumerate(counts):
            late = STAYING * sum(abs(quarter - other) for other in before) if before else quarter
            terms.append((late - keep) * weight * one)
    table.program.minimize(sum(terms))


def _take_part(table: Timetable, item: Item, counts: list[cp_model.IntVar]) -> None:
    cohort = table.model.cohorts[item.cohort]
    kind = table.model.problem.types[cohort.type]
    for quarter in table.quarters:
        fixed = table.costs.setdefault((quarter, cohort.payers), [])
        fixed.append((counts[quarter], kind.fixed_cost))
    for state in item.states:
        pair = state, cohort.type
        table.presence[pair] = [[one] for one in counts]
        for quarter in table.quarters:
            part = counts[quarter], kind.state_cost
            table.costs.setdefault((quarter, table.model.places[pair]), []).append(part)


def gains(*, model: Model) -> dict[Pair, float]:
    """Return by pair the weighted need it would close by itself."""
    found = dict.fromkeys(model.candidates.windows, 0.0)
    for chain in model.chains:
        for step in chain.steps:
            for code, levels in step.effects:
                found[chain.need.state, code] += chain.weight * min(levels, step.room)
    return found
