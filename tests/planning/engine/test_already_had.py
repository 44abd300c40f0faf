"""What a State already has need not come first."""

from dataclasses import replace

from tests.planning.engine.planned import PROBLEM, TYPES
from tutela.planning.engine.candidates import find_candidates
from tutela.planning.engine.problem import Need


def required(level: float | None) -> tuple[str, ...]:
    """Return what must come before the interviews in Marevia, whose unit is at a level."""
    types = {**TYPES, "interviews": replace(TYPES["interviews"], requires=("unit-decree",))}
    unit = Need(state="XMA", indicator="A02", target=4, level=level, gap=0.0, gap_low=0.0,
                gap_high=0.0)
    needs = (*(x for x in PROBLEM.needs if (x.state, x.indicator) != ("XMA", "A02")), unit)
    found = find_candidates(problem=replace(PROBLEM, types=types, needs=needs))
    # Without a gap the decree itself closes nothing, but it still has to come first.
    return found.requires.get(("XMA", "interviews"), ("not planned",))


def test_a_unit_that_stands_needs_no_decree_first() -> None:
    assert required(4.0) == ()


def test_an_unknown_level_is_not_taken_for_one_that_is_reached() -> None:
    assert required(None) == ("unit-decree",)
