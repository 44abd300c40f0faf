"""What is worked out beside a solution: which choices may change, and what more money would do."""

from collections.abc import Callable
from typing import Any

from tutela.planning.engine.payload import plain
from tutela.planning.engine.problem import Problem
from tutela.planning.engine.robust import try_scenarios
from tutela.planning.engine.solution import Solution
from tutela.planning.engine.whatif import price
from tutela.planning.engine.why import why

MONEY = 10_000
"""How much more each fund is given to find its price, in whole units of the currency."""
_WORK = 30_000
"""State, type and scenario triples that are tried: fewer scenarios for larger problems."""
_MOST, _LEAST = 20, 8


def reasons(problem: Problem, solution: Solution) -> dict[str, list[dict[str, Any]]]:
    """Return for each State why it takes part in each type that could help it, or not."""
    found: dict[str, list[dict[str, Any]]] = {}
    if solution.feasible:
        for (state, _type), reason in why(problem=problem, solution=solution).reasons.items():
            found.setdefault(state, []).append(plain(reason))
    return found


def of(
    problem: Problem, solution: Solution, *, stop: Callable[[], bool],
    progress: Callable[[str, float], None] | None = None,
) -> dict[str, Any]:
    """Return marks for a version as JSON values: flips, knocking, scenarios, prices.

    Raises:
        Stopped: ``stop`` said so.
    """
    if not solution.feasible or not solution.deliveries:
        return {"scenarios": 0}
    pairs = max(1, len(problem.states) * len(problem.types))
    scenarios = max(_LEAST, min(_MOST, _WORK // pairs))
    found = try_scenarios(
        problem=problem, solution=solution, scenarios=scenarios, progress=progress, stop=stop
    )
    prices = price(problem=problem, solution=solution, money=MONEY, afresh=False, stop=stop)
    return {
        "scenarios": scenarios, "flips": [list(pair) for pair in found.flips],
        "knocking": [list(pair) for pair in found.knocking],
        "stays": [[*pair, found.stays[pair]] for pair in found.flips],
        "prices": [
            {"rule": one.rule, "code": one.code, "amount": one.amount, "closes": one.marginal}
            for one in prices
        ],
    }
