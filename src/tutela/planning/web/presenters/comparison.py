"""How two versions of a plan differ."""

from typing import Any

from tutela.planning.store.queries.plans import Version
from tutela.planning.web.presenters.money import share_closed
from tutela.planning.web.presenters.names import Names, quarter_name


def differences(first: Version, second: Version, names: Names) -> dict[str, Any]:
    """Return what closes more or less, what was added and dropped, what moved, what costs more."""
    before, after = _places(first), _places(second)
    funds = dict.fromkeys(
        [one.code for one in (*first.problem.funds, *second.problem.funds)]
    )
    return {
        "share_first": first.solution.share, "share_second": second.solution.share,
        "gain": second.solution.share - first.solution.share,
        "cost_first": sum(one.cost for one in first.solution.deliveries),
        "cost_second": sum(one.cost for one in second.solution.deliveries),
        "added": _listed(set(after) - set(before), after, second, names),
        "dropped": _listed(set(before) - set(after), before, first, names),
        "moved": [
            {"type": names.type(kind), "state": names.state(state),
             "before": quarter_name(first.problem.first_quarter, before[state, kind]),
             "after": quarter_name(second.problem.first_quarter, after[state, kind])}
            for state, kind in sorted(set(before) & set(after))
            if _when(first, before[state, kind]) != _when(second, after[state, kind])
        ],
        "funds": [
            {"name": _fund(first, second, code), "first": first.solution.spent.get(code, 0),
             "second": second.solution.spent.get(code, 0)}
            for code in funds
        ],
        "states": _states(first, second, names),
        "same": before == after,
    }


def _places(version: Version) -> dict[tuple[str, str], int]:
    return {
        (state, one.type): one.quarter
        for one in version.solution.deliveries for state in one.states
    }


def _when(version: Version, quarter: int) -> str:
    return quarter_name(version.problem.first_quarter, quarter)


def _listed(
    pairs: set[tuple[str, str]], places: dict[tuple[str, str], int], version: Version,
    names: Names,
) -> list[dict[str, str]]:
    return [
        {"type": names.type(kind), "state": names.state(state),
         "quarter": _when(version, places[state, kind])}
        for state, kind in sorted(pairs)
    ]


def _fund(first: Version, second: Version, code: str) -> str:
    named = {one.code: one.name for one in (*first.problem.funds, *second.problem.funds)}
    return named[code]


def _states(first: Version, second: Version, names: Names) -> list[dict[str, Any]]:
    rows = []
    for code in sorted({*first.problem.states, *second.problem.states}):
        shares = [
            share_closed(one.problem, one.solution, {code}) if code in one.problem.states else None
            for one in (first, second)
        ]
        if shares[0] != shares[1]:
            rows.append({"name": names.state(code), "first": shares[0], "second": shares[1]})
    return rows
