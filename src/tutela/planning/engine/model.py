"""The problem made ready to be solved: cohorts that States can join, and needs as chains.

Everything is sorted by code, so that the order of the input makes no difference.
"""

import itertools
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tutela.planning.engine.candidates import Candidates, Pair, find_candidates, room
from tutela.planning.engine.problem import Fund, Need, Problem

MOST_SUBSETS = 16
"""Separate groups for earmarks of one cohort; further ones pay places only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cohort:
    """States of one region and language that can take part in a type together.

    Attributes:
        number: Its place in ``Model.cohorts``.
        type: Code of the type.
        region: Code of the region.
        language: Language it is given in.
        pilot: Whether its States are pilots.
        states: Codes of the States that may join, sorted.
        at: Quarter that a person pinned, if any.
        payers: Codes of the funds that may pay the fixed cost, sorted.
    """

    number: int
    type: str
    region: str
    language: str
    pilot: bool
    states: tuple[str, ...]
    at: int | None
    payers: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """Part of a need that activities with the same ceiling can close, after the steps before.

    Attributes:
        room: Levels closed by this and all earlier steps together, at most.
        effects: Levels by type.
    """

    room: float
    effects: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """One need of a State, with what may close it, lowest ceiling first."""

    need: Need
    weight: float
    steps: tuple[Step, ...]

    def closed(self, *, types: Iterable[str]) -> float:
        """Return levels closed by these types."""
        chosen, total = set(types), 0.0
        for step in self.steps:
            gain = math.fsum(levels for code, levels in step.effects if code in chosen)
            total = min(total + gain, step.room)
        return total


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """What both stages work on.

    Attributes:
        problem: As given.
        candidates: Pairs that may be planned.
        cohorts: By number.
        joins: Numbers of the cohorts a pair may be in, by pair, sorted.
        chains: By State and indicator, only where something may close it.
        places: Codes of the funds that may pay a State's place, by pair, sorted.
    """

    problem: Problem
    candidates: Candidates
    cohorts: tuple[Cohort, ...]
    joins: Mapping[Pair, tuple[int, ...]]
    chains: tuple[Chain, ...]
    places: Mapping[Pair, tuple[str, ...]]

    def most(self, number: int) -> int:
        """Return how many deliveries a cohort can need at most."""
        cohort = self.cohorts[number]
        return -(-len(cohort.states) // self.problem.types[cohort.type].most_states)


type Chosen = Mapping[int, tuple[str, ...]]
"""Codes of the States that take part, sorted, by number of the cohort."""


def build_model(*, problem: Problem) -> Model:
    """Make a problem ready to be solved."""
    candidates = find_candidates(problem=problem)
    cohorts = _cohorts(problem, candidates)
    joins: dict[Pair, list[int]] = {pair: [] for pair in candidates.windows}
    for cohort in cohorts:
        for state in cohort.states:
            joins[state, cohort.type].append(cohort.number)
    return Model(
        problem=problem,
        candidates=candidates,
        cohorts=cohorts,
        joins={pair: tuple(numbers) for pair, numbers in joins.items()},
        chains=_chains(problem, candidates),
        places={
            pair: tuple(
                fund.code
                for fund in sorted(problem.funds, key=lambda fund: fund.code)
                if serves_type(problem=problem, fund=fund, code=pair[1])
                and _serves(problem, fund, (pair[0],))
            )
            for pair in candidates.windows
        },
    )


def serves_type(*, problem: Problem, fund: Fund, code: str) -> bool:
    """Tell whether a fund may be spent on a type: by its own code and by its indicators' areas."""
    if fund.types and code not in fund.types:
        return False
    return not fund.areas or any(one[0] in fund.areas for one in problem.types[code].effects)


def _serves(problem: Problem, fund: Fund, states: Iterable[str]) -> bool:
    return all(
        (not fund.states or state in fund.states)
        and (not fund.regions or problem.states[state].region in fund.regions)
        for state in states
    )


def _cohorts(problem: Problem, candidates: Candidates) -> tuple[Cohort, ...]:
    groups: dict[tuple[str, str, str, bool, str], list[str]] = {}
    for code, type_code in candidates.windows:
        state = problem.states[code]
        alone = code if problem.types[type_code].most_states == 1 else ""
        key = type_code, state.region, state.language, state.pilot, alone
        groups.setdefault(key, []).append(code)
    cohorts: list[Cohort] = []
    for key in sorted(groups):
        kind, region, language, pilot, _ = key
        payers = [
            fund for fund in problem.funds if serves_type(problem=problem, fund=fund, code=kind)
        ]
        for states, at in _variants(kind, sorted(groups[key]), payers, candidates):
            pays = sorted(fund.code for fund in payers if _serves(problem, fund, states))
            cohorts.append(
                Cohort(
                    number=len(cohorts), type=kind, region=region, language=language, pilot=pilot,
                    states=states, at=at, payers=tuple(pays),
                )
            )  # fmt: skip
    return tuple(cohorts)


def _variants(
    kind: str, states: list[str], payers: list[Fund], candidates: Candidates
) -> list[tuple[tuple[str, ...], int | None]]:
    """Offer, beside the open group, groups for the States of a fund and for pinned quarters."""
    whole = frozenset(states)
    earmarks = sorted({whole & fund.states for fund in payers if fund.states}, key=sorted)
    subsets = {whole}
    for earmark in earmarks:
        for other in sorted(subsets, key=sorted):
            if earmark & other and len(subsets) < MOST_SUBSETS:
                subsets.add(earmark & other)
    pinned = {state: candidates.pinned.get((state, kind)) for state in states}
    quarters = sorted({at for at in pinned.values() if at is not None})
    found: list[tuple[tuple[str, ...], int | None]] = []
    for subset, at in itertools.product(sorted(subsets, key=sorted), [None, *quarters]):
        fits = tuple(state for state in sorted(subset) if _fits(candidates, state, kind, at))
        if fits and (fits, at) not in found:
            found.append((fits, at))
    return found


def _fits(candidates: Candidates, state: str, kind: str, at: int | None) -> bool:
    pinned = candidates.pinned.get((state, kind))
    first, last = candidates.windows[state, kind]
    return pinned is None if at is None else pinned in {None, at} and first <= at <= last


def _chains(problem: Problem, candidates: Candidates) -> tuple[Chain, ...]:
    by_indicator: dict[str, list[str]] = {}
    for code in sorted(problem.types):
        for indicator in problem.types[code].effects:
            by_indicator.setdefault(indicator, []).append(code)
    chains = []
    for need in sorted(problem.needs, key=lambda need: (need.state, need.indicator)):
        steps: dict[float, list[tuple[str, float]]] = {}
        for code in by_indicator.get(need.indicator, ()):
            if (need.state, code) in candidates.windows:
                effect = problem.types[code].effects[need.indicator]
                reach = room(need=need, ceiling=effect.ceiling)
                if reach > 0:
                    steps.setdefault(reach, []).append((code, effect.levels))
        if steps:
            chains.append(
                Chain(
                    need=need,
                    weight=problem.states[need.state].weight * need.weight,
                    steps=tuple(
                        Step(room=reach, effects=tuple(steps[reach])) for reach in sorted(steps)
                    ),
                )
            )
    return tuple(chains)
