"""Where the money goes: by fund, by region."""

from typing import Any

from django.utils.translation import get_language_bidi, ngettext
from django.utils.translation import gettext as _

from tutela.planning.engine.problem import Fund, Problem
from tutela.planning.engine.solution import Solution
from tutela.planning.web.presenters.names import Names

_WIDTH = 200


def by_fund(problem: Problem, solution: Solution, names: Names) -> list[dict[str, Any]]:
    """Return one row a fund: what it is for, what is planned, what is left, its bar."""
    found = []
    for fund in problem.funds:
        planned = solution.spent.get(fund.code, 0)
        width = _WIDTH * planned / fund.amount if fund.amount else 0
        found.append({
            "name": fund.name, "condition": condition(fund, names), "planned": planned,
            "left": fund.amount - planned, "width": f"{width:.1f}",
            "start": f"{_WIDTH - width if get_language_bidi() else 0:.1f}",
        })
    return found


def condition(fund: Fund, names: Names) -> str:
    """Say what a fund may be spent on."""
    parts = [
        *(names.region(code) for code in sorted(fund.regions)),
        *(names.state(code) for code in sorted(fund.states)),
        *(names.area(letter) for letter in sorted(fund.areas)),
        *(names.type(code) for code in sorted(fund.types)),
    ]
    if not parts:
        return _("no condition")
    if len(parts) > 3:  # noqa: PLR2004 - as many as fit in two lines
        return ngettext("only for {n} purpose", "only for {n} purposes",
                        len(parts)).format(n=len(parts))
    return _("only for {purposes}").format(purposes=_(", ").join(parts))


def by_region(problem: Problem, solution: Solution, names: Names) -> list[dict[str, Any]]:
    """Return one row a region: States, deliveries, cost, share of its need that is closed."""
    found = []
    for code in sorted({one.region for one in problem.states.values()}):
        states = {one.code for one in problem.states.values() if one.region == code}
        deliveries = [one for one in solution.deliveries if one.region == code]
        found.append({
            "name": names.region(code), "states": len(states), "deliveries": len(deliveries),
            "cost": sum(one.cost for one in deliveries),
            "share": share_closed(problem, solution, states),
        })
    return found


def share_closed(problem: Problem, solution: Solution, states: set[str]) -> float | None:
    """Return the share 0..1 of the weighted need of States that is closed; None without need."""
    rows = [one for one in solution.closed if one.state in states]
    weights = {code: problem.states[code].weight for code in states}
    need = sum(weights[one.state] * one.weight * one.gap for one in rows)
    closed = sum(weights[one.state] * one.weight * one.closed for one in rows)
    return closed / need if need else None
