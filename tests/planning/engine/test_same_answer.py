"""Equal input has equal answers, whatever the order it comes in."""

import random
from dataclasses import replace

import pytest

from benchmarks.planning_instances import invent
from tutela.planning.engine.problem import Problem
from tutela.planning.engine.solver import solve
from tutela.planning.engine.stopping import Stopped

MIDDLE = invent(
    seed=5, states=5, types=10, regions=2, quarters=4, tongues=2, money=400_000, days=30, most=3,
    fixed=(9_000, 40_000), place=(3_000, 15_000), requests=0.7,
)  # fmt: skip


def shuffled(given: Problem, seed: int) -> Problem:
    dice = random.Random(seed)

    def mixed[T](items: tuple[T, ...]) -> tuple[T, ...]:
        return tuple(dice.sample(items, len(items)))

    return replace(
        given,
        types=dict(mixed(tuple(given.types.items()))),
        states=dict(mixed(tuple(given.states.items()))),
        needs=mixed(given.needs),
        covered=mixed(given.covered),
        trainer_days=dict(mixed(tuple(given.trainer_days.items()))),
        floors=dict(mixed(tuple(given.floors.items()))),
    )


def test_twice_the_same() -> None:
    assert solve(problem=MIDDLE) == solve(problem=MIDDLE)


@pytest.mark.parametrize("seed", [1, 2])
def test_the_order_of_the_input_makes_no_difference(seed: int) -> None:
    first, second = solve(problem=MIDDLE), solve(problem=shuffled(MIDDLE, seed))
    assert first.deliveries
    assert (first.deliveries, first.value, first.bound, first.spent) == (
        second.deliveries, second.value, second.bound, second.spent,
    )  # fmt: skip


def test_steps_are_told_in_order() -> None:
    told: list[tuple[str, float]] = []
    solve(problem=MIDDLE, progress=lambda step, share: told.append((step, share)))
    assert [step for step, _ in told] == ["choose", "schedule", "fill", "pay", "done"]
    assert sorted(share for _, share in told) == [share for _, share in told]


def test_stopping() -> None:
    with pytest.raises(Stopped):
        solve(problem=MIDDLE, stop=lambda: True)
