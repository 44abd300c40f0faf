"""Everything the page of a version shows, whoever reads it."""

from typing import Any

from tutela.planning.store.queries.plans import Version
from tutela.planning.web.presenters import gantt, money, states, versions, why
from tutela.planning.web.presenters.names import Names, time_name

_FIRST = 12
"""States shown at first; the rest on request."""


def page(found: Version, names: Names, *, every: bool) -> dict[str, Any]:
    """Return headline, proof, time, money and States of a version."""
    problem, solution = found.problem, found.solution
    rows = states.rows(problem, solution, names)
    shaky = {kind for _state, kind in found.marks.get("flips", [])}
    return {
        "eyebrow": versions.eyebrow(found), "lead": versions.lead(found, names.language),
        "time": time_name(problem.first_quarter, problem.quarters),
        "proof": versions.proof(found, names.language),
        "clashes": versions.clashes(problem, solution, names),
        "rows": gantt.rows(problem, solution, names, shaky=shaky),
        "years": gantt.years(problem), "quarters": gantt.quarters(problem),
        "deliveries": gantt.table(problem, solution, names),
        "funds": money.by_fund(problem, solution, names),
        "spent": sum(solution.spent.values()), "left": sum(solution.left.values()),
        "regions": money.by_region(problem, solution, names),
        "price": why.price_words(found, names),
        "states": rows if every else rows[:_FIRST],
        "more": 0 if every else max(0, len(rows) - _FIRST),
        "map": states.plan_map(rows, names.language),
        "all_states": sorted(rows, key=lambda row: str(row["name"])),
    }
