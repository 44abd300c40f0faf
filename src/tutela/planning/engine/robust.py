"""Which choices flip when the needs' scores are as uncertain as they are.

Each scenario draws every gap between its low and high end and chooses again. Draws come from
counters, not from a stream, so that a State or need that is added changes no other draw; and every
problem with the same needs meets the same scenarios.
"""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from tutela.planning.engine.candidates import Pair
from tutela.planning.engine.choose import choose
from tutela.planning.engine.model import build_model
from tutela.planning.engine.problem import Need, Problem
from tutela.planning.engine.prune import prune
from tutela.planning.engine.solution import Solution

SCENARIOS = 30
LOOSE = 0.01
"""Proven gap at which a scenario's choice is good enough."""
FLIPS = 0.6
"""A choice that stays in fewer scenarios than this share flips easily."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Robustness:
    """How firmly each choice stands.

    Attributes:
        scenarios: How many were drawn.
        stays: Share of scenarios in which it is chosen, 0..1, by pair; pairs never chosen and
            not in the plan are absent.
        flips: Pairs of the plan chosen in fewer than 60 of 100 scenarios, sorted.
        knocking: Pairs outside the plan chosen in at least 60 of 100 scenarios, sorted.
    """

    scenarios: int
    stays: Mapping[Pair, float]
    flips: tuple[Pair, ...]
    knocking: tuple[Pair, ...]


def try_scenarios(
    *,
    problem: Problem,
    solution: Solution,
    scenarios: int = SCENARIOS,
    seed: int = 1,
    progress: Callable[[str, float], None] | None = None,
    stop: Callable[[], bool] | None = None,
) -> Robustness:
    """Choose again for many draws of the needs and count how often each choice stays.

    Only the first stage is run, without quarters: whether a choice is worth it depends on money
    and trainers over all quarters, hardly on the order within them.

    Raises:
        Stopped: ``stop`` said so.
    """
    counts: dict[Pair, int] = {}
    for number in range(scenarios):
        if progress:
            progress("scenario", number / scenarios)
        drawn = replace(problem, needs=draw(needs=problem.needs, seed=seed, scenario=number))
        model = build_model(problem=drawn)
        choice = choose(model=model, gap=LOOSE, stop=stop)
        for cohort, states in prune(model=model, chosen=choice.chosen).items():
            for state in states:
                pair = state, model.cohorts[cohort].type
                counts[pair] = counts.get(pair, 0) + 1
    planned = {(state, one.type) for one in solution.deliveries for state in one.states}
    stays = {pair: counts.get(pair, 0) / scenarios for pair in sorted(planned | counts.keys())}
    return Robustness(
        scenarios=scenarios,
        stays=stays,
        flips=tuple(pair for pair in stays if pair in planned and stays[pair] < FLIPS),
        knocking=tuple(pair for pair in stays if pair not in planned and stays[pair] >= FLIPS),
    )


def draw(*, needs: tuple[Need, ...], seed: int, scenario: int) -> tuple[Need, ...]:
    """Return the needs with every gap drawn between its ends; unknown needs stay unknown."""
    return tuple(
        need
        if need.gap_high <= need.gap_low or need.gap <= 0
        else replace(need, gap=_between(need, f"{seed} {scenario} {need.state} {need.indicator}"))
        for need in needs
    )


def _between(need: Need, counter: str) -> float:
    whole = int.from_bytes(hashlib.sha256(counter.encode()).digest()[:8])
    return need.gap_low + (need.gap_high - need.gap_low) * whole / 2**64
