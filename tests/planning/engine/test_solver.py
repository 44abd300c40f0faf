"""Plans of tiny problems, against trying every plan; and one test for each rule."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.planning.engine.small import (
    best,
    fund,
    keeps,
    kind,
    need,
    plan_of,
    problem,
    state,
    worth,
)
from tutela.planning.engine.catalogue import Effect
from tutela.planning.engine.problem import Covered, Pin, Problem
from tutela.planning.engine.solver import solve

LEVELS = st.sampled_from([0.5, 1.0, 1.5])


@st.composite
def problems(draw: st.DrawFn) -> Problem:
    codes = ["XMA", "XMB", "XMC"][: draw(st.integers(1, 2))]
    names = ["a", "b", "c", "d"][: draw(st.integers(1, 3))]
    kinds = [
        kind(
            name,
            draw(st.dictionaries(st.sampled_from(["A1", "B1"]), LEVELS, min_size=1)),
            requires=tuple(names[:place][-1:]) if draw(st.booleans()) else (),
            fixed_cost=draw(st.sampled_from([0, 30, 60])),
            state_cost=draw(st.sampled_from([5, 20])),
            trainer_days=draw(st.sampled_from([0, 4, 8])),
            most_states=draw(st.sampled_from([1, 2])),
        )
        for place, name in enumerate(names)
    ]  # fmt: skip
    return problem(
        *kinds,
        states=tuple(
            state(
                code,
                language=draw(st.sampled_from(["en", "fr"])),
                weight=draw(st.sampled_from([0.5, 1.0, 2.0])),
                capacity=draw(st.integers(1, 2)),
                pilot=draw(st.booleans()),
            )
            for code in codes
        ),
        needs=tuple(
            need(code, one, draw(st.sampled_from([1.0, 2.5])))
            for code in codes
            for one in ("A1", "B1")
        ),
        funds=(
            fund(draw(st.sampled_from([40, 90]))),
            fund(draw(st.sampled_from([0, 50])), "some", types=frozenset(names[:1])),
        ),
        trainer_days={"en": draw(st.sampled_from([8, 12])), "fr": 8},
        floors={"north": draw(st.integers(0, 2))},
        covered=tuple(
            Covered(state=codes[0], type=name) for name in names[:1] if draw(st.booleans())
        ),
    )  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(given_problem=problems())
def test_nothing_better_than_trying_every_plan(given_problem: Problem) -> None:
    solution = solve(problem=given_problem)
    expected = best(given_problem)
    assert solution.feasible == (expected >= 0)
    if solution.feasible:
        assert keeps(given_problem, plan_of(solution))
        assert solution.value == pytest.approx(worth(given_problem, plan_of(solution)))
        assert solution.value == pytest.approx(expected, abs=1e-6)
        assert solution.bound >= expected - 1e-6


TWO = problem(
    kind("a", {"A1": 1.0}, fixed_cost=100, state_cost=10),
    kind("b", {"B1": 2.0}, fixed_cost=100, state_cost=10),
    states=(state("XMA"), state("XMB")),
    needs=(need("XMA", "A1", 2.0), need("XMB", "A1", 2.0), need("XMA", "B1", 2.0)),
    funds=(fund(10_000),),
)


def test_everything_that_helps_when_nothing_is_scarce() -> None:
    solution = solve(problem=TWO)
    assert plan_of(solution) == {("XMA", "a"): 0, ("XMB", "a"): 0, ("XMA", "b"): 0}
    assert (solution.value, solution.need, solution.bound) == (4.0, 6.0, 4.0)
    assert {one.type: (one.cost, one.states) for one in solution.deliveries} == {
        "a": (120, ("XMA", "XMB")),
        "b": (110, ("XMA",)),
    }
    assert (solution.spent, solution.left) == ({"open": 230}, {"open": 9_770})


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"funds": (fund(119),)}, {("XMA", "b"): 0}),
        ({"funds": (fund(10_000, types=frozenset("a")),)}, {("XMA", "a"): 0, ("XMB", "a"): 0}),
        ({"funds": (fund(10_000, areas=frozenset("B")),)}, {("XMA", "b"): 0}),
        (
            {
                "funds": (fund(10_000, regions=frozenset({"south"})),),
                "regions": {"north": "North", "south": "South"},
            },
            {},
        ),
        ({"funds": (fund(10_000, by_quarter=(0, 110)),)}, {("XMA", "b"): 1}),
        ({"funds": (fund(10_000, states=frozenset({"XMB"})),)}, {("XMB", "a"): 0}),
        ({"covered": (Covered(state="XMA", type="b"),)}, {("XMA", "a"): 0, ("XMB", "a"): 0}),
        ({"pins": (Pin(type="a", rule="out", region="north"),)}, {("XMA", "b"): 0}),
        (
            {"pins": (Pin(type="a", rule="at", region="north", quarter=1),)},
            {("XMA", "a"): 1, ("XMB", "a"): 1, ("XMA", "b"): 0},
        ),
        (
            {"funds": (fund(119),), "pins": (Pin(type="a", rule="in", state="XMB"),)},
            {("XMB", "a"): 0},
        ),
    ],
    ids=["budget", "type", "area", "region", "quarter", "state", "covered", "out", "at", "in"],
)
def test_each_rule_of_the_problem(changes: dict[str, object], expected: dict[object, int]) -> None:
    assert plan_of(solve(problem=replace(TWO, **changes))) == expected  # type: ignore[arg-type]


def with_states(**changes: object) -> Problem:
    states = {code: replace(one, **changes) for code, one in TWO.states.items()}
    return replace(TWO, states=states)


def with_types(code: str, **changes: object) -> Problem:
    return replace(TWO, types={**TWO.types, code: replace(TWO.types[code], **changes)})


def test_only_what_a_state_asked_for() -> None:
    assert plan_of(solve(problem=with_states(requests=frozenset("b")))) == {("XMA", "b"): 0}


def test_no_more_than_a_state_can_take_in_a_quarter() -> None:
    plan = plan_of(solve(problem=with_states(capacity=1)))
    assert sorted([plan["XMA", "a"], plan["XMA", "b"]]) == [0, 1]


def test_what_is_required_comes_in_an_earlier_quarter() -> None:
    plan = plan_of(solve(problem=with_types("b", requires=("a",))))
    assert (plan["XMA", "a"], plan["XMA", "b"]) == (0, 1)


def test_what_is_required_may_be_covered() -> None:
    given_problem = with_types("b", requires=("a",))
    covered = replace(given_problem, covered=(Covered(state="XMA", type="a"),))
    assert plan_of(solve(problem=covered)) == {("XMB", "a"): 0, ("XMA", "b"): 0}


def test_trainers_work_no_longer_than_their_days() -> None:
    given_problem = with_types("a", trainer_days=6)
    types = {**given_problem.types, "b": replace(given_problem.types["b"], trainer_days=6)}
    given_problem = replace(given_problem, types=types, trainer_days={"en": 10})
    plan = plan_of(solve(problem=given_problem))
    assert sorted({plan["XMA", "a"], plan["XMA", "b"]}) == [0, 1]
    assert plan_of(solve(problem=replace(given_problem, trainer_days={"en": 5}))) == {}


def test_several_deliveries_where_one_is_full() -> None:
    solution = solve(problem=with_types("a", most_states=1))
    assert [one.states for one in solution.deliveries if one.type == "a"] == [("XMA",), ("XMB",)]


def test_no_delivery_in_two_languages() -> None:
    states = {**TWO.states, "XMB": replace(TWO.states["XMB"], language="fr")}
    solution = solve(problem=replace(TWO, states=states))
    assert sorted((one.type, one.language, one.cost) for one in solution.deliveries) == [
        ("a", "en", 110), ("a", "fr", 110), ("b", "en", 110),
    ]  # fmt: skip
    assert plan_of(solve(problem=with_types("b", languages=("fr",)))) == {
        ("XMA", "a"): 0, ("XMB", "a"): 0,
    }  # fmt: skip


def test_pilots_come_in_an_earlier_quarter() -> None:
    states = {**TWO.states, "XMB": replace(TWO.states["XMB"], pilot=True)}
    solution = solve(problem=replace(TWO, states=states))
    plan = plan_of(solution)
    assert (plan["XMB", "a"], plan["XMA", "a"]) == (0, 1)
    assert [one.states for one in solution.deliveries if one.pilot] == [("XMB",)]


def test_a_floor_is_met_though_other_things_would_be_worth_more() -> None:
    south = {**TWO.states, "XMB": replace(TWO.states["XMB"], region="south")}
    scarce = replace(TWO, states=south, funds=(fund(110),))
    assert plan_of(solve(problem=scarce)) == {("XMA", "b"): 0}
    assert plan_of(solve(problem=replace(scarce, floors={"south": 1}))) == {("XMB", "a"): 0}


def test_no_activity_lifts_above_its_ceiling() -> None:
    low = with_types("a", effects={"A1": Effect(levels=2.0, ceiling=3)})
    solution = solve(problem=low)
    closed = {one.state: one.closed for one in solution.closed if one.indicator == "A1"}
    assert closed == {"XMA": 1.0, "XMB": 1.0}


def test_an_unknown_level_is_not_planned_for() -> None:
    unknown = need("XMA", "B1", 0.0, level=None, gap_low=0.0, gap_high=4.0)
    solution = solve(problem=replace(TWO, needs=(*TWO.needs[:2], unknown)))
    assert ("XMA", "b") not in plan_of(solution)
    assert [one.indicator for one in solution.closed] == ["A1", "A1"]


def test_money_is_taken_from_the_first_fund_that_may_pay() -> None:
    funds = (fund(50, "first"), fund(60, "second", types=frozenset("b")), fund(10_000, "third"))
    solution = solve(problem=replace(TWO, funds=funds))
    assert solution.spent == {"first": 50, "second": 60, "third": 120}
    assert all(sum(one.paid_by.values()) == one.cost for one in solution.deliveries)


def test_a_fund_for_some_states_pays_their_places_only() -> None:
    funds = (fund(10_000, "few", states=frozenset({"XMB"})), fund(110, "open"))
    scarce = replace(TWO, funds=funds, pins=(Pin(type="b", rule="out", state="XMA"),))
    solution = solve(problem=scarce)
    assert plan_of(solution) == {("XMA", "a"): 0, ("XMB", "a"): 0}
    assert solution.spent == {"few": 10, "open": 110}
