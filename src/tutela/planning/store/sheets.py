"""The part of a plan that concerns one State, as a copy in codes and numbers."""

from collections.abc import Mapping
from typing import Any

from tutela.planning.engine.payload import plain
from tutela.planning.engine.problem import Problem
from tutela.planning.engine.solution import Solution


def sheet_content(
    problem: Problem, solution: Solution, *, state: str, words: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """Return what one State may know: its deliveries, its needs, what the registry covers there.

    Nothing of other States but the codes of those that share a delivery. Costs are of deliveries
    to this State alone; of shared ones only the State's own part is told. ``words`` are the
    programme's own, by type and language; those of types that are named here go along.
    """
    shown = {one.type for one in solution.deliveries if state in one.states} | {
        one.type for one in problem.covered if one.state == state
    }
    mine = [one for one in solution.deliveries if state in one.states]
    return {
        "currency": problem.currency, "first_quarter": list(problem.first_quarter),
        "quarters": problem.quarters, "state": plain(problem.states[state]),
        "types": {one.type: plain(problem.types[one.type]) for one in mine},
        "deliveries": [
            {
                "type": one.type, "quarter": one.quarter, "language": one.language,
                "pilot": one.pilot, "with": [code for code in one.states if code != state],
            }
            for one in mine
        ],
        "closed": [plain(one) for one in solution.closed if one.state == state],
        "needs": [plain(one) for one in problem.needs if one.state == state],
        "words": {code: one for code, one in (words or {}).items() if code in shown},
        "covered": [plain(one) for one in problem.covered if one.state == state],
    }
