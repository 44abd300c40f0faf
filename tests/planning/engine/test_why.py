"""Reasons for what is in a plan and what is not, and what would change it."""

from dataclasses import replace

import pytest

from tests.planning.engine.small import fund, kind, need, plan_of, problem, state
from tutela.planning.engine.problem import Covered, Pin, PlannedState, Problem
from tutela.planning.engine.solver import solve
from tutela.planning.engine.why import Want, why, why_not

BASE = problem(
    kind("a", {"A1": 1.0}, fixed_cost=100, state_cost=10, trainer_days=6),
    kind("b", {"A1": 2.0}, fixed_cost=100, state_cost=10, trainer_days=6),
    states=(state("XMA"),),
    needs=(need("XMA", "A1", 2.0),),
    funds=(fund(10_000),),
)
XMA: PlannedState = BASE.states["XMA"]
OUT_A = Pin(type="a", rule="out", state="XMA")
CASES = {
    "dominated": ({}, "a", "dominated", ("b",), ()),
    "covered": (
        {"covered": (Covered(state="XMA", type="b", record="r-7"),)},
        "b", "covered", ("r-7",), (Want(rule="record", about=("r-7",)),),
    ),
    "no request": (
        {"states": {"XMA": replace(XMA, requests=frozenset("a"))}},
        "b", "not-requested", (), (Want(rule="request", about=("XMA", "b")),),
    ),
    "pinned out": (
        {"pins": (Pin(type="b", rule="out", state="XMA"),)},
        "b", "pinned-out", (), (Want(rule="pin", about=("XMA", "b")),),
    ),
    "budget": (
        {"funds": (fund(100),)},
        "b", "budget", ("open",), (Want(rule="budget", about=("open",), amount=10),),
    ),
    "trainers": (
        {"types": {**BASE.types, "c": kind("c", {"B1": 1.0}, trainer_days=6)},
         "needs": (*BASE.needs, need("XMA", "B1", 1.0)),
         "trainer_days": {"en": 8}, "quarters": 1},
        "c", "trainer-days", ("en",), (Want(rule="trainer-days", about=("en",), amount=4),),
    ),
    "capacity": (
        {"types": {**BASE.types, "c": kind("c", {"B1": 1.0})},
         "needs": (*BASE.needs, need("XMA", "B1", 1.0)),
         "states": {"XMA": replace(XMA, capacity=1)}, "quarters": 1},
        "c", "capacity", ("XMA",), (Want(rule="capacity", about=("XMA",), amount=1),),
    ),
    "prerequisite": (
        {"types": {**BASE.types, "b": replace(BASE.types["b"], requires=("a",))},
         "pins": (OUT_A,)},
        "b", "prerequisite", ("a",), (Want(rule="prerequisite", about=("a",)),),
    ),
    "too small": (
        {"types": {"a": kind("a", {"A1": 0.05})}}, "a", "small", (), (),
    ),
    "language": (
        {"types": {"a": replace(BASE.types["a"], languages=("fr",))}},
        "a", "language", ("en",), (Want(rule="language", about=("en",)),),
    ),
}  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "code", "reason", "about", "wants"), CASES.values(), ids=CASES.keys()
)
def test_why_something_is_not_in(
    changes: dict[str, object], code: str, reason: str, about: tuple[str, ...],
    wants: tuple[Want, ...],
) -> None:  # fmt: skip
    given: Problem = replace(BASE, **changes)  # type: ignore[arg-type]
    found = why(problem=given, solution=solve(problem=given)).reasons["XMA", code]
    assert (found.chosen, found.reason, found.about, found.wants) == (False, reason, about, wants)


def test_why_something_is_in() -> None:
    first = replace(BASE.types["a"], effects={})
    given = replace(BASE, types={"a": first, "b": replace(BASE.types["b"], requires=("a",))})
    reasons = why(problem=given, solution=solve(problem=given)).reasons
    assert (reasons["XMA", "a"].reason, reasons["XMA", "a"].about) == ("required", ("b",))
    assert (reasons["XMA", "b"].reason, reasons["XMA", "b"].adds) == ("closes", 2.0)
    assert (reasons["XMA", "a"].quarter, reasons["XMA", "b"].quarter) == (0, 1)


def test_a_pinned_place_says_so() -> None:
    given = replace(BASE, pins=(Pin(type="a", rule="in", state="XMA"),))
    reasons = why(problem=given, solution=solve(problem=given)).reasons
    assert reasons["XMA", "a"].reason == "pinned-in"


def test_what_it_takes_is_enough() -> None:
    """The exchange argument: with exactly what is named, it gets in and nothing else leaves."""
    scarce = replace(BASE, funds=(fund(150),), pins=(Pin(type="b", rule="out", state="XMA"),))
    scarce = replace(
        scarce, types={**scarce.types, "c": kind("c", {"B1": 0.5}, fixed_cost=90, state_cost=5)},
        needs=(*scarce.needs, need("XMA", "B1", 1.0)),
    )  # fmt: skip
    solution = solve(problem=scarce)
    found = why(problem=scarce, solution=solution).reasons["XMA", "c"]
    (want,) = found.wants
    assert (plan_of(solution), want.amount) == ({("XMA", "a"): 0}, 55)
    richer = replace(scarce, funds=(fund(150 + want.amount),))
    assert set(plan_of(solve(problem=richer))) == {("XMA", "a"), ("XMA", "c")}
    assert set(plan_of(solve(problem=replace(scarce, funds=(fund(204),))))) == {("XMA", "a")}


def test_what_it_would_displace() -> None:
    scarce = replace(BASE, funds=(fund(110),))
    found = why_not(problem=scarce, solution=solve(problem=scarce), state="XMA", type="a")
    assert (found.possible, found.loss, found.leaves, found.enters) == (
        True, 1.0, (("XMA", "b"),), (),
    )  # fmt: skip


def test_nothing_displaces_what_is_impossible() -> None:
    poor = replace(BASE, funds=(fund(10),))
    found = why_not(problem=poor, solution=solve(problem=poor), state="XMA", type="a")
    assert (found.possible, found.reason.reason) == (False, "budget")
