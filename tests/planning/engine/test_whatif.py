"""Plans compared, edited by hand, priced, and tried under uncertain needs."""

from dataclasses import replace

from tests.planning.engine.small import fund, kind, need, plan_of, problem, state
from tutela.planning.engine.problem import Pin
from tutela.planning.engine.robust import draw, try_scenarios
from tutela.planning.engine.solver import solve
from tutela.planning.engine.whatif import Moved, compare, price, resolve

BASE = problem(
    kind("a", {"A1": 1.0}, state_cost=100, trainer_days=6),
    kind("b", {"B1": 1.1}, state_cost=100, trainer_days=6),
    states=(state("XMA"), state("XMB")),
    needs=tuple(need(code, one, 2.0) for code in ("XMA", "XMB") for one in ("A1", "B1")),
    funds=(fund(300),),
)


def test_the_difference_of_two_plans() -> None:
    richer = replace(BASE, funds=(fund(400),), trainer_days={"en": 6})
    first, second = solve(problem=BASE), solve(problem=richer)
    found = compare(problem_a=BASE, solution_a=first, problem_b=richer, solution_b=second)
    (added,) = set(plan_of(second)) - set(plan_of(first))
    assert (found.added, found.removed) == ((added,), ())
    assert found.money == {"open": 100}
    assert found.value == second.value - first.value
    assert found.closed == {(added[0], "A"): 1.0}
    assert found.moved == tuple(
        Moved(state=pair[0], type=pair[1], before=at, after=plan_of(second)[pair])
        for pair, at in sorted(plan_of(first).items())
        if plan_of(second)[pair] != at
    )
    assert len(found.moved) in {1, 2}


def test_a_plan_and_itself() -> None:
    solution = solve(problem=BASE)
    found = compare(problem_a=BASE, solution_a=solution, problem_b=BASE, solution_b=solution)
    assert (found.added, found.removed, found.moved, found.deliveries) == ((), (), (), 0)
    assert (found.money, found.value, found.closed) == ({"open": 0}, 0.0, {})


def test_an_edit_is_obeyed_and_the_rest_stays() -> None:
    before = plan_of(solve(problem=BASE))
    (left_out,) = {(code, kind) for code in ("XMA", "XMB") for kind in ("a", "b")} - set(before)
    edit = Pin(type="b", rule="out", state="XMA")
    problem_after, after = resolve(problem=BASE, previous=solve(problem=BASE), pins=(edit,))
    assert problem_after.pins == (edit,)
    assert set(plan_of(after)) == set(before) - {("XMA", "b")} | {left_out}


def test_staying_close_forgoes_a_small_gain() -> None:
    """Other weights would swap one place; around an edit, the plan keeps it."""
    before = solve(problem=BASE)
    stays = next(code for code, name in plan_of(before) if name == "a")
    other = "XMB" if stays == "XMA" else "XMA"
    states = {**BASE.states, other: replace(BASE.states[other], weight=1.05)}
    changed = replace(BASE, states=states)
    assert (other, "a") in plan_of(solve(problem=changed))
    _, near = resolve(problem=changed, previous=before, pins=())
    assert set(plan_of(near)) == set(plan_of(before))


def test_a_moved_delivery_moves_and_later_edits_replace_earlier_ones() -> None:
    first = Pin(type="b", rule="at", state="XMA", quarter=1)
    after, moved = resolve(problem=BASE, previous=solve(problem=BASE), pins=(first,))
    assert plan_of(moved)["XMA", "b"] == 1
    second = replace(first, quarter=0)
    again, back = resolve(problem=after, previous=moved, pins=(second,))
    assert (again.pins, plan_of(back)["XMA", "b"]) == ((second,), 0)


def test_the_next_money_closes_what_is_left_out() -> None:
    solution = solve(problem=BASE)
    prices = {one.code: one for one in price(problem=BASE, solution=solution, money=100, days=1)}
    assert round(prices["open"].closes, 6) == 1.0
    assert round(prices["open"].marginal, 6) == 1.0
    assert (prices["en"].closes, prices["en"].marginal) == (0.0, 0.0)


def test_firm_and_loose_choices() -> None:
    needs = (
        need("XMA", "B1", 2.0), need("XMB", "B1", 2.0),
        need("XMA", "A1", 1.0, gap_low=0.2, gap_high=1.0),
        need("XMB", "A1", 0.9, gap_low=0.2, gap_high=1.0),
    )  # fmt: skip
    given = replace(BASE, needs=needs)
    solution = solve(problem=given)
    assert set(plan_of(solution)) == {("XMA", "a"), ("XMA", "b"), ("XMB", "b")}
    found = try_scenarios(problem=given, solution=solution, scenarios=20)
    assert (found.stays["XMA", "b"], found.stays["XMB", "b"]) == (1.0, 1.0)
    assert 0.2 < found.stays["XMA", "a"] < 0.8
    assert found.stays["XMA", "a"] + found.stays["XMB", "a"] == 1.0
    assert set(found.flips) <= {("XMA", "a")}
    assert found == try_scenarios(problem=given, solution=solution, scenarios=20)


def test_draws_keep_to_their_range_and_do_not_depend_on_others() -> None:
    needs = tuple(need(code, "A1", 1.0, gap_low=0.5, gap_high=3.0) for code in ("XMA", "XMB"))
    both, one = draw(needs=needs, seed=1, scenario=3), draw(needs=needs[1:], seed=1, scenario=3)
    assert both[1] == one[0]
    assert all(0.5 <= drawn.gap <= 3.0 for drawn in both)
    assert len({draw(needs=needs, seed=1, scenario=number)[0].gap for number in range(20)}) == 20
    assert draw(needs=(replace(needs[0], gap=0.0),), seed=1, scenario=3)[0].gap == 0.0
