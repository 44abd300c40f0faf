"""Impossible problems: the rules named are the ones that clash, and no others."""

from dataclasses import replace

import pytest

from tests.planning.engine.small import fund, kind, need, problem, state
from tutela.planning.engine.clashes import find_clashes, keep_only, list_rules, possible
from tutela.planning.engine.problem import Pin, Problem
from tutela.planning.engine.solver import solve

BASE = problem(
    kind("a", {"A1": 1.0}, fixed_cost=100, state_cost=10, trainer_days=6),
    kind("b", {"B1": 2.0}, fixed_cost=100, state_cost=10, trainer_days=6, requires=("a",)),
    states=(state("XMA"), state("XMB", region="south")),
    needs=tuple(need(code, one, 2.0) for code in ("XMA", "XMB") for one in ("A1", "B1")),
    funds=(fund(10_000),),
)
IN_A = Pin(type="a", rule="in", state="XMA")
IN_B = Pin(type="b", rule="in", state="XMA")
CASES = {
    "budget": (
        {"pins": (IN_A,), "funds": (fund(109),)},
        [("budget", {"fund": "open", "amount": 109}), ("pin", "a")],
    ),
    "trainers": (
        {"pins": (IN_A,), "trainer_days": {"en": 5}},
        [("pin", "a"), ("trainer-days", {"language": "en", "days": 5})],
    ),
    "capacity": (
        {"pins": (IN_A,), "states": {"XMA": state("XMA", capacity=0)}, "needs": BASE.needs[:2]},
        [("capacity", {"state": "XMA", "capacity": 0}), ("pin", "a")],
    ),
    "prerequisite out": (
        {"pins": (IN_B, Pin(type="a", rule="out", state="XMA"))},
        [("pin", "b"), ("pin", "a"), ("prerequisite", {"type": "b", "requires": "a"})],
    ),
    "prerequisite too late": (
        {"pins": (IN_B, Pin(type="b", rule="at", state="XMA", quarter=0))},
        [("pin", "b"), ("pin", "b"), ("prerequisite", {"type": "b", "requires": "a"})],
    ),
    "in and out": ({"pins": (IN_A, replace(IN_A, rule="out"))}, [("pin", "a"), ("pin", "a")]),
    "floor": ({"floors": {"north": 3}}, [("floor", {"region": "north", "least": 3})]),
    "floor and budget": (
        {"floors": {"north": 1, "south": 1}, "funds": (fund(200),)},
        [
            ("budget", {"fund": "open", "amount": 200}),
            ("floor", {"region": "north", "least": 1}),
            ("floor", {"region": "south", "least": 1}),
        ],
    ),
    "pilot": (
        {
            "states": {**BASE.states, "XMB": state("XMB", region="south", pilot=True)},
            "pins": (
                IN_A, Pin(type="a", rule="in", state="XMB"),
                Pin(type="a", rule="at", state="XMA", quarter=0),
            ),
        },
        [("pilot", {}), ("pin", "a"), ("pin", "a"), ("pin", "a")],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("changes", "expected"), CASES.values(), ids=CASES.keys())
def test_the_rules_that_clash(changes: dict[str, object], expected: list[object]) -> None:
    solution = solve(problem=replace(BASE, **changes))  # type: ignore[arg-type]
    named = [
        (one.rule, one.params["type"] if one.rule == "pin" else one.params)
        for one in solution.clashes
    ]
    assert (solution.feasible, named) == (False, expected)


@pytest.mark.parametrize("changes", [one for one, _ in CASES.values()], ids=CASES.keys())
def test_without_any_one_of_them_there_is_a_plan(changes: dict[str, object]) -> None:
    given = replace(BASE, **changes)  # type: ignore[arg-type]
    clashes = find_clashes(problem=given)
    core = [rule for rule in list_rules(problem=given) if rule[0] in {one.rule for one in clashes}]
    assert not possible(problem=keep_only(problem=given, rules=core))
    for left_out in {one.rule for one in clashes}:
        rest = [rule for rule in list_rules(problem=given) if rule[0] != left_out]
        assert possible(problem=keep_only(problem=given, rules=rest))


def test_a_possible_problem_has_no_clash() -> None:
    assert find_clashes(problem=BASE) == ()


def test_a_pin_for_a_region_passes_over_who_did_not_ask() -> None:
    given: Problem = replace(
        BASE,
        states={"XMA": state("XMA"), "XMB": state("XMB", requests=frozenset("b"))},
        pins=(Pin(type="a", rule="in", region="north"),),
    )
    solution = solve(problem=given)
    assert solution.feasible
    assert {one.states for one in solution.deliveries if one.type == "a"} == {("XMA",)}
