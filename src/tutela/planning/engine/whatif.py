"""Compare two plans, solve again around edits made by hand, and price the next money."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from tutela.planning.engine.choose import select
from tutela.planning.engine.model import build_model
from tutela.planning.engine.problem import Pin, Problem
from tutela.planning.engine.solution import Solution
from tutela.planning.engine.solver import solve

ROUNDING = 1e-9

type Place = tuple[str, str]
"""Code of a State, and code of a type or letter of a need area."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """A State's part in a type that stays in the plan in another quarter."""

    state: str
    type: str
    before: int
    after: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What the second plan has other than the first.

    Attributes:
        added: State and type that only the second has, sorted.
        removed: State and type that only the first has, sorted.
        moved: In both, in another quarter, sorted by State and type.
        deliveries: How many more deliveries.
        money: How much more is spent, by fund of either.
        value: How much more weighted need is closed, with each plan's own weights.
        closed: How many more levels are closed, by State and letter of the area, where not 0.
    """

    added: tuple[Place, ...]
    removed: tuple[Place, ...]
    moved: tuple[Moved, ...]
    deliveries: int
    money: Mapping[str, int]
    value: float
    closed: Mapping[Place, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Price:
    """What more of one thing would close, found in two ways.

    Attributes:
        rule: "budget" or "trainer-days".
        code: Of the fund or the language.
        amount: How much more was given: money in all, or days in every quarter.
        closes: Weighted need that a plan solved again with it closes besides, at least 0; it is a
            finite difference, and one below the solver's gap may be the solver's.
        marginal: The same by the price of the rule in the first stage without whole numbers: the
            worth of the very next unit, times the amount.
    """

    rule: str
    code: str
    amount: int
    closes: float
    marginal: float


def compare(
    *, problem_a: Problem, solution_a: Solution, problem_b: Problem, solution_b: Solution
) -> Difference:
    """Say what the second plan has other than the first."""
    before, after = _quarters(solution_a), _quarters(solution_b)
    funds = [fund.code for problem in (problem_a, problem_b) for fund in problem.funds]
    areas_a, areas_b = _closed(solution_a), _closed(solution_b)
    differences = {
        key: areas_b.get(key, 0.0) - areas_a.get(key, 0.0)
        for key in sorted(areas_a.keys() | areas_b.keys())
    }
    return Difference(
        added=tuple(sorted(after.keys() - before.keys())),
        removed=tuple(sorted(before.keys() - after.keys())),
        moved=tuple(
            Moved(state=state, type=code, before=before[state, code], after=after[state, code])
            for state, code in sorted(before.keys() & after.keys())
            if before[state, code] != after[state, code]
        ),
        deliveries=len(solution_b.deliveries) - len(solution_a.deliveries),
        money={
            code: solution_b.spent.get(code, 0) - solution_a.spent.get(code, 0)
            for code in dict.fromkeys(funds)
        },
        value=solution_b.value - solution_a.value,
        closed={key: more for key, more in differences.items() if abs(more) > ROUNDING},
    )


def price(
    *,
    problem: Problem,
    solution: Solution,
    money: int = 10_000,
    days: int = 5,
    afresh: bool = True,
    progress: Callable[[str, float], None] | None = None,
    stop: Callable[[], bool] | None = None,
) -> tuple[Price, ...]:
    """Find what the next money of each fund, and more days of each language's trainers, close.

    The plan as it is stays possible with more of anything, so no price is below 0.

    Args:
        problem: As it was solved.
        solution: Its plan.
        money: Added to one fund at a time; its quarterly limits rise by as much.
        days: Added to every quarter of one language at a time.
        afresh: Whether to solve again for each; without it only ``marginal`` is found, at once.
        progress: Told a step's name and the share done, 0..1.
        stop: Asked now and then.
    """
    spoken = {state.language for state in problem.states.values()}
    steps = [("budget", fund.code, money) for fund in problem.funds]
    steps += [("trainer-days", code, days) for code in sorted(spoken & set(problem.trainer_days))]
    worth, found = marginals(problem=problem), []
    for number, (rule, code, amount) in enumerate(steps):
        if progress:
            progress(code, number / len(steps))
        more = _with_more(problem, rule, code, amount)
        again = solve(problem=more, stop=stop) if afresh else solution
        closes = max(0.0, again.value - solution.value)
        # A language's row in the first stage counts the days of all quarters together.
        units = amount * (problem.quarters if rule == "trainer-days" else 1)
        marginal = max(0.0, worth.get((rule, code), 0.0)) * units
        found.append(Price(rule=rule, code=code, amount=amount, closes=closes, marginal=marginal))
    return tuple(found)


def marginals(*, problem: Problem) -> dict[tuple[str, str], float]:
    """Return the worth of one more unit by rule and code: prices of the relaxed first stage."""
    selection = select(model=build_model(problem=problem))
    prices = selection.linear.solve(relaxed=True).prices
    return {rule: prices[row] for rule, row in selection.rows.items() if prices}


def resolve(
    *,
    problem: Problem,
    previous: Solution,
    pins: Sequence[Pin],
    stop: Callable[[], bool] | None = None,
) -> tuple[Problem, Solution]:
    """Solve again around edits made by hand, keeping close to the plan that was edited.

    Leaving the plan costs a pair a quarter of what it closes by itself, and moving costs ten
    quarters' lateness: what the edits do not touch changes only for a clear gain. ``Solution.gap``
    shows what staying close costs; solve the problem returned afresh to have the best plan.

    Args:
        problem: As it was solved.
        previous: Its plan.
        pins: Edits; a pin about the same State or region and type replaces an older one.
        stop: Asked now and then.

    Returns:
        The problem with its pins, and its plan.
    """
    edited = replace(problem, pins=_merged(problem.pins, pins))
    return edited, solve(problem=edited, previous=_quarters(previous), stop=stop)


def _merged(old: Sequence[Pin], new: Sequence[Pin]) -> tuple[Pin, ...]:
    def about(pin: Pin) -> tuple[str, str, str]:
        return pin.state, pin.region, pin.type

    # A new "in" ends an old "out" and the other way round; "at" may stand beside "in".
    replaced = {(about(pin), rule) for pin in new for rule in _ended(pin.rule)}
    return (*(pin for pin in old if (about(pin), pin.rule) not in replaced), *new)


def _ended(rule: str) -> tuple[str, ...]:
    return {"in": ("in", "out"), "out": ("in", "out", "at"), "at": ("at", "out")}[rule]


def _with_more(problem: Problem, rule: str, code: str, amount: int) -> Problem:
    if rule == "budget":
        return replace(
            problem,
            funds=tuple(
                replace(
                    fund,
                    amount=fund.amount + amount,
                    by_quarter=tuple(part + amount for part in fund.by_quarter),
                )
                if fund.code == code
                else fund
                for fund in problem.funds
            ),
        )
    days = {**problem.trainer_days, code: problem.trainer_days[code] + amount}
    return replace(problem, trainer_days=days)


def _quarters(solution: Solution) -> dict[Place, int]:
    return {(state, one.type): one.quarter for one in solution.deliveries for state in one.states}


def _closed(solution: Solution) -> dict[Place, float]:
    found: dict[Place, float] = {}
    for one in solution.closed:
        key = one.state, one.indicator[0]
        found[key] = found.get(key, 0.0) + one.closed
    return found
