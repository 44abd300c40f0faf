"""Second stage: CP-SAT gives every whole cohort its quarter, the most useful ones earliest."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from tutela.planning.engine.candidates import Pair
from tutela.planning.engine.model import Chosen, Model
from tutela.planning.engine.timetable import Timetable, search

EFFORT = 3.0
"""Deterministic time for a timetable, about seconds."""
FINENESS = 100
"""Steps of usefulness that the timetable tells apart."""


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
            Item(cohort=number, states=states[low:high])
            for low, high in zip(cuts, cuts[1:], strict=False)
        ]
    return tuple(items)


def schedule(
    *,
    model: Model,
    items: Sequence[Item],
    hint: Mapping[Item, int] | None = None,
    effort: float = EFFORT,
    stop: Callable[[], bool] | None = None,
) -> tuple[Placed, ...] | None:
    """Find a quarter for every delivery; None when that was not possible.

    Args:
        model: What is planned.
        items: All deliveries.
        hint: A quarter to try first, by delivery.
        effort: Limit in deterministic time.
        stop: Asked now and then.
    """
    table, place = Timetable(model=model), {}
    usefulness = gains(model=model)
    late = []
    for number, item in enumerate(items):
        windows = [
            model.candidates.windows[state, model.cohorts[item.cohort].type]
            for state in item.states
        ]
        at = model.cohorts[item.cohort].at
        first = max(window[0] for window in windows) if at is None else at
        last = min(window[1] for window in windows) if at is None else at
        if first > last:
            return None
        counts = [table.program.new_bool_var("") for _ in table.quarters]
        table.program.add_exactly_one(counts[first : last + 1])
        table.program.add(sum(counts) == 1)
        table.counts[number], table.cohorts[number] = counts, item.cohort
        place[item] = counts
        _take_part(table, item, counts)
        code = model.cohorts[item.cohort].type
        late.append((counts, sum(usefulness[state, code] for state in item.states)))
    table.add_rules(money=any(fund.by_quarter for fund in model.problem.funds))
    largest = max((weight for _, weight in late), default=0.0) or 1.0
    table.program.minimize(
        sum(
            quarter * max(1, round(FINENESS * weight / largest)) * counts[quarter]
            for counts, weight in late
            for quarter in table.quarters
        )
    )
    for item, quarter in (hint or {}).items():
        for number, one in enumerate(place[item]):
            table.program.add_hint(one, int(number == quarter))
    found = search(program=table.program, effort=effort, gap=0.02, stop=stop)
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


def _take_part(table: Timetable, item: Item, counts: list) -> None:  # type: ignore[type-arg]
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
