"""Choosing and scheduling in one model, by CP-SAT: exact for small problems, and for repairs.

States of one cohort may be divided over its deliveries and left out, so this also finds what to
give up when not everything that was chosen fits into the quarters.
"""

import itertools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from ortools.sat.python import cp_model

from tutela.planning.engine.candidates import Pair
from tutela.planning.engine.model import Chosen, Model
from tutela.planning.engine.schedule import Item, Placed
from tutela.planning.engine.timetable import Timetable, search

FINE = 1000
"""Parts of a level, and of a weight, that the whole numbers of CP-SAT tell apart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Integrated:
    """What came of it.

    Attributes:
        status: "optimal", "feasible", "infeasible" or "unknown".
        placed: Deliveries in quarters.
        bound: Proven for what was offered, in weighted levels.
    """

    status: str
    placed: tuple[Placed, ...] = ()
    bound: float = 0.0


@dataclass(slots=True, kw_only=True)
class _Parts:
    """Variables beside the timetable's: who takes part in which cohort in which quarter."""

    table: Timetable
    parts: dict[tuple[int, str], list[cp_model.IntVar]]


def improve(
    *,
    model: Model,
    offered: Chosen,
    hint: Sequence[Placed] = (),
    effort: float = 5.0,
    gap: float = 0.0,
    valued: bool = True,
    stop: Callable[[], bool] | None = None,
) -> Integrated:
    """Choose and schedule among what is offered.

    Args:
        model: What is planned.
        offered: States that may take part, by cohort.
        hint: A plan to begin from.
        effort: Limit in deterministic time.
        gap: Proven distance from the best at which to stop, share.
        valued: Whether to close the most need; otherwise any plan that keeps the rules will do.
        stop: Asked now and then.
    """
    built = _build(model, offered)
    if built is None:
        return Integrated(status="infeasible")
    if valued:
        _add_value(model, built)
    _add_hint(built, hint)
    found = search(program=built.table.program, effort=effort, gap=gap, stop=stop)
    if found.status not in {"optimal", "feasible"}:
        return Integrated(status=found.status)
    placed: list[Placed] = []
    for number in offered:
        for quarter in built.table.quarters:
            states = tuple(
                state
                for state in offered[number]
                if found.value(built.parts[number, state][quarter])
            )
            placed += [Placed(quarter=quarter, item=item) for item in _cut(model, number, states)]
    bound = (found.bound + len(model.chains)) / FINE**2 if valued else 0.0
    return Integrated(status=found.status, placed=tuple(sorted(placed)), bound=bound)


def everything(*, model: Model) -> Chosen:
    """Offer every cohort to all who may join it."""
    return {cohort.number: cohort.states for cohort in model.cohorts}


def _cut(model: Model, number: int, states: tuple[str, ...]) -> list[Item]:
    most = model.problem.types[model.cohorts[number].type].most_states
    many = -(-len(states) // most)
    cuts = [len(states) * part // many for part in range(many + 1)] if many else [0]
    return [Item(cohort=number, states=states[low:high]) for low, high in itertools.pairwise(cuts)]


def _build(model: Model, offered: Chosen) -> _Parts | None:
    built = _Parts(table=Timetable(model=model), parts={})
    table = built.table
    for number in sorted(offered):
        _add_cohort(built, number, offered[number])
    forced = set(model.candidates.forced)
    by_pair: dict[Pair, list[cp_model.IntVar]] = {}
    for (number, state), quarters in built.parts.items():
        by_pair.setdefault((state, model.cohorts[number].type), []).extend(quarters)
    if any(pair not in by_pair for pair in forced):
        return None
    for pair, literals in by_pair.items():
        (table.program.add_exactly_one if pair in forced else table.program.add_at_most_one)(
            literals
        )
    table.add_rules(money=True)
    states = model.problem.states
    for region, least in sorted(model.problem.floors.items()):
        inside = [
            one
            for (state, _), literals in by_pair.items()
            if states[state].region == region
            for one in literals
        ]
        if len(inside) < least:
            return None
        table.program.add(sum(inside) >= least)
    return built


def _add_cohort(built: _Parts, number: int, states: tuple[str, ...]) -> None:
    table, cohort = built.table, built.table.model.cohorts[number]
    program, kind = table.program, table.model.problem.types[cohort.type]
    many = -(-len(states) // kind.most_states)
    # States may also be divided over quarters where one delivery would hold all of them.
    counts = [
        program.new_bool_var("") if many == 1 else program.new_int_var(0, many, "")
        for _ in table.quarters
    ]
    table.counts[number], table.cohorts[number] = counts, number
    for quarter in table.quarters:
        table.costs.setdefault((quarter, cohort.payers), []).append(
            (counts[quarter], kind.fixed_cost)
        )
    for state in states:
        pair = state, cohort.type
        first, last = table.model.candidates.windows[pair]
        if cohort.at is not None:
            first = last = cohort.at
        literals = [program.new_bool_var("") for _ in table.quarters]
        built.parts[number, state] = literals
        presence = table.presence.setdefault(pair, [[] for _ in table.quarters])
        for quarter, literal in enumerate(literals):
            presence[quarter].append(literal)
            if first <= quarter <= last:
                program.add(literal <= counts[quarter])
            else:
                program.add(literal == 0)
            table.costs.setdefault((quarter, table.model.places[pair]), []).append(
                (literal, kind.state_cost)
            )
    if many > 1:
        for quarter in table.quarters:
            inside = [built.parts[number, state][quarter] for state in states]
            program.add(sum(inside) <= kind.most_states * counts[quarter])


def _add_value(model: Model, built: _Parts) -> None:
    program, terms = built.table.program, []
    takes: Mapping[Pair, list[list[cp_model.IntVar]]] = built.table.presence
    for chain in model.chains:
        before: cp_model.IntVar | int = 0
        for step in chain.steps:
            reach = round(step.room * FINE)
            closed = program.new_int_var(0, reach, "")
            gained = [
                min(round(levels * FINE), reach) * one
                for code, levels in step.effects
                for quarter in takes.get((chain.need.state, code), ())
                for one in quarter
            ]
            program.add(closed <= before + sum(gained))
            before = closed
        terms.append(round(chain.weight * FINE) * before)
    program.maximize(sum(terms))


def _add_hint(built: _Parts, hint: Sequence[Placed]) -> None:
    if not hint:
        return
    present = {
        (placed.item.cohort, state): placed.quarter
        for placed in hint
        for state in placed.item.states
    }
    for key, literals in built.parts.items():
        for quarter, literal in enumerate(literals):
            built.table.program.add_hint(literal, int(present.get(key) == quarter))
    for item, counts in built.table.counts.items():
        for quarter, count in enumerate(counts):
            many = sum(one.quarter == quarter and one.item.cohort == item for one in hint)
            built.table.program.add_hint(count, many)
