"""Invented planning problems of realistic shape, the same ones every time.

``world``: 193 States, 60 types, 22 regions, 8 quarters, five funds of which three are earmarked.
``corps``: another shape: few regions, many languages in each, costs by State, tight trainers.
``region``: 14 States, 45 types: what one regional office plans.
"""

import random

from tutela.planning.engine.catalogue import ActivityType, Effect
from tutela.planning.engine.problem import Covered, Fund, Need, PlannedState, Problem

LANGUAGES = ("ar", "en", "es", "fr", "ru", "zh")
AREAS = "ABCDEFGH"


def world(*, seed: int = 7) -> Problem:
    """193 States x 60 types x 8 quarters."""
    return invent(
        seed=seed, states=193, types=60, regions=22, quarters=8, tongues=2, money=7_200_000,
        days=60, most=8, fixed=(9_000, 72_000), place=(6_000, 48_000), requests=0.4,
    )  # fmt: skip


def corps(*, seed: int = 11) -> Problem:
    """193 States x 60 types x 8 quarters, six regions, mostly costs by State, tight trainers."""
    return invent(
        seed=seed, states=193, types=60, regions=6, quarters=8, tongues=4, money=18_000_000,
        days=45, most=12, fixed=(4_000, 20_000), place=(8_000, 60_000), requests=0.4,
    )  # fmt: skip


def region(*, seed: int = 3) -> Problem:
    """14 States x 45 types x 8 quarters."""
    return invent(
        seed=seed, states=14, types=45, regions=3, quarters=8, tongues=2, money=1_200_000,
        days=45, most=8, fixed=(9_000, 40_000), place=(3_000, 15_000), requests=0.7,
    )  # fmt: skip


def invent(
    *, seed: int, states: int, types: int, regions: int, quarters: int, tongues: int, money: int,
    days: int, most: int, fixed: tuple[int, int], place: tuple[int, int], requests: float,
) -> Problem:  # fmt: skip
    dice = random.Random(seed)
    indicators = [f"{letter}{number}" for letter in AREAS for number in range(1, 5)]
    kinds = {}
    for number in range(types):
        code = f"type-{number:02}"
        served = dice.sample(indicators, dice.randint(1, 4))
        alone = dice.random() < 0.2
        kinds[code] = ActivityType(
            code=code, topics=(), audiences=(), proficiency="practitioner", sort="course",
            presence="onsite", paragraphs=(26,),
            effects={
                one: Effect(levels=round(dice.uniform(0.3, 1.4), 1), ceiling=dice.choice((2, 3, 4)))
                for one in sorted(served)
            },
            requires=_before(dice, number),
            trainer_days=dice.randint(3, 15),
            fixed_cost=100 * round(dice.uniform(*fixed) / 100),
            state_cost=100 * round(dice.uniform(*place) / 100),
            most_states=1 if alone else most,
        )  # fmt: skip
    homes = [f"region-{number:02}" for number in range(regions)]
    spoken = {home: dice.sample(LANGUAGES, tongues) for home in homes}
    people = {}
    for number in range(states):
        code = f"X{number:03}"
        home = homes[number % regions]
        people[code] = PlannedState(
            code=code, name=code, region=home, language=dice.choice(spoken[home]),
            weight=round(min(6.0, max(0.2, dice.lognormvariate(0, 1))), 2),
            requests=frozenset(kind for kind in kinds if dice.random() < requests),
            capacity=dice.choice((1, 2, 2, 3)), pilot=home == homes[0],
        )  # fmt: skip
    needs = []
    for code in people:
        for one in indicators:
            gap = round(4 * dice.betavariate(2, 3), 1)
            target = 4 if gap > 2 else 3
            needs.append(
                Need(
                    state=code, indicator=one, target=target, gap=min(gap, target),
                    gap_low=max(0.0, round(gap - dice.uniform(0, 1), 1)),
                    gap_high=min(float(target), round(gap + dice.uniform(0, 1), 1)),
                    level=round(target - min(gap, target), 1),
                )
            )  # fmt: skip
    return Problem(
        title="Invented", currency="USD", first_quarter=(2027, 1), quarters=quarters,
        types=kinds, states=people, needs=tuple(needs),
        funds=(
            Fund(code="areas", name="Two areas", amount=money // 8, areas=frozenset("AC")),
            Fund(code="few", name="Some States", amount=money // 8,
                 states=frozenset(sorted(people)[:: max(2, states // 20)])),
            Fund(code="homes", name="Some regions", amount=money // 8,
                 regions=frozenset(homes[: max(1, regions // 4)]),
                 by_quarter=(money // 32,) * quarters),
            Fund(code="kinds", name="Some types", amount=money // 8,
                 types=frozenset(sorted(kinds)[::3])),
            Fund(code="open", name="Open", amount=money // 2),
        ),
        trainer_days=dict.fromkeys(LANGUAGES, days),
        covered=tuple(
            Covered(state=code, type=kind, record=f"record-{code}-{kind}")
            for code in people for kind in kinds if dice.random() < 0.06
        ),
        floors=dict.fromkeys(homes, 1),
        regions={home: home for home in homes},
    )  # fmt: skip


def _before(dice: random.Random, number: int) -> tuple[str, ...]:
    """Require one earlier type for four types of ten, from the tenth on."""
    wanted = number > 8 and dice.random() < 0.4
    return (f"type-{dice.randrange(number):02}",) if wanted else ()
