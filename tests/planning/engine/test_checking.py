"""Malformed problems: what is wrong is named, with the place and a remedy."""

from dataclasses import replace

import pytest

from tests.planning.engine.small import fund, kind, need, problem, state
from tutela.planning.engine.checking import ProblemRefused, check
from tutela.planning.engine.problem import Covered, Pin, Problem
from tutela.planning.engine.solver import solve

GOOD = problem(
    kind("a", {"A1": 1.0}),
    states=(state("XMA"),),
    needs=(need("XMA", "A1", 2.0),),
)
IN = Pin(type="a", rule="in", state="XMA")
WRONG = {
    "quarters": ({"quarters": 0}, ("planning.not-positive", "quarters")),
    "gap": ({"gap": 2.0}, ("planning.outside", "gap")),
    "days": ({"trainer_days": {"en": -1}}, ("planning.negative", "trainer-days en")),
    "floor of nowhere": ({"floors": {"nowhere": 1}}, ("planning.unknown", "floors")),
    "money": ({"funds": (fund(-1),)}, ("planning.negative", "funds open amount")),
    "two funds": ({"funds": (fund(1), fund(2))}, ("planning.twice", "funds")),
    "tranches": (
        {"funds": (fund(1, by_quarter=(1,)),)},
        ("planning.length", "funds open by_quarter"),
    ),
    "earmark": (
        {"funds": (fund(1, types=frozenset("z")),)},
        ("planning.unknown", "funds open types"),
    ),
    "need of nobody": ({"needs": (need("XMZ", "A1", 1.0),)}, ("planning.unknown", "needs")),
    "not a number": (
        {"needs": (need("XMA", "A1", float("nan")),)},
        ("planning.outside", "needs XMA A1 gap"),
    ),
    "required": (
        {"types": {"a": kind("a", {"A1": 1.0}, requires=("z",))}},
        ("planning.unknown", "types a requires"),
    ),
    "circle": (
        {"types": {"a": kind("a", {}, requires=("b",)), "b": kind("b", {}, requires=("a",))}},
        ("planning.circle", "types a requires"),
    ),
    "request": (
        {"states": {"XMA": state("XMA", requests=frozenset("z"))}},
        ("planning.unknown", "states XMA requests"),
    ),
    "pin": ({"pins": (replace(IN, type="z"),)}, ("planning.unknown", "pins 1 type")),
    "pin's quarter": (
        {"pins": (replace(IN, rule="at", quarter=2),)},
        ("planning.outside", "pins 1 quarter"),
    ),
    "two quarters": (
        {"pins": (replace(IN, rule="at"), replace(IN, rule="at", quarter=1))},
        ("planning.pin-quarters", "pins 2"),
    ),
    "covered": (
        {"pins": (IN,), "covered": (Covered(state="XMA", type="a"),)},
        ("planning.pin-covered", "pins 1"),
    ),
    "not asked for": (
        {"pins": (IN,), "states": {"XMA": state("XMA", requests=frozenset())}},
        ("planning.pin-not-requested", "pins 1"),
    ),
    "language": (
        {"pins": (IN,), "states": {"XMA": state("XMA", language="pt")}},
        ("planning.pin-language", "pins 1"),
    ),
}


def test_nothing_wrong() -> None:
    assert check(problem=GOOD) == ()


@pytest.mark.parametrize(("changes", "expected"), WRONG.values(), ids=WRONG.keys())
def test_what_is_wrong(changes: dict[str, object], expected: tuple[str, str]) -> None:
    wrong: Problem = replace(GOOD, **changes)  # type: ignore[arg-type]
    first = check(problem=wrong)[0]
    assert (first.code, first.place.field) == expected
    assert "{" not in first.text()
    with pytest.raises(ProblemRefused):
        solve(problem=wrong)
