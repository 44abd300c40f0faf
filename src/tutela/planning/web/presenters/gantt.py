"""The plan in time: one row an activity type, its quarters as bars and as words."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tutela.planning.engine.problem import Problem
from tutela.planning.engine.solution import Delivery, Solution
from tutela.planning.web.presenters.names import SORTS, Names, quarter_name, quarter_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A stretch of quarters: where it begins from 1, how long, of which kind."""

    start: int
    length: int
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One activity type in the plan."""

    code: str
    name: str
    facts: tuple[str, ...]
    bars: tuple[Bar, ...]
    cost: int
    may_change: bool


def rows(problem: Problem, solution: Solution, names: Names, *,
         shaky: Collection[str]) -> list[Row]:
    """Return the rows in the order in which they begin, the costliest first."""
    by_type: dict[str, list[Delivery]] = {}
    for one in solution.deliveries:
        by_type.setdefault(one.type, []).append(one)
    made = [_row(code, found, problem, names, code in shaky) for code, found in by_type.items()]
    return sorted(made, key=lambda row: (min(bar.start for bar in row.bars), -row.cost, row.code))


def _row(
    code: str, found: Sequence[Delivery], problem: Problem, names: Names, may_change: bool
) -> Row:
    kind, first = problem.types[code], problem.first_quarter
    states = {state for one in found for state in one.states}
    pilots = {one.quarter for one in found if one.pilot}
    others = {one.quarter for one in found if not one.pilot}
    usual = "online" if kind.presence == "online" else "roll-out"
    bars = [*_bars(pilots, "pilot"), *_bars(others - pilots, usual)]
    facts = [
        ngettext("{n} State", "{n} States", len(states)).format(n=len(states)),
        str(SORTS.get(kind.sort, kind.sort)),
    ]
    if pilots:
        facts.append(_("pilot {quarters}").format(quarters=_spans(pilots, first)))
    if others:
        facts.append(_spans(others, first))
    return Row(
        code=code, name=names.type(code), facts=tuple(facts), cost=sum(one.cost for one in found),
        bars=tuple(sorted(bars, key=lambda bar: bar.start)), may_change=may_change,
    )


def _runs(quarters: Iterable[int]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for one in sorted(quarters):
        if found and found[-1][1] == one - 1:
            found[-1] = (found[-1][0], one)
        else:
            found.append((one, one))
    return found


def _bars(quarters: Iterable[int], kind: str) -> list[Bar]:
    return [Bar(start=a + 1, length=b - a + 1, kind=kind) for a, b in _runs(quarters)]


def _spans(quarters: Iterable[int], first: tuple[int, int]) -> str:
    named = [
        quarter_name(first, a) if a == b else _("{first} to {last}").format(
            first=quarter_name(first, a), last=quarter_name(first, b))
        for a, b in _runs(quarters)
    ]
    return _(", ").join(named)


def years(problem: Problem) -> list[dict[str, Any]]:
    """Return the years over the quarters: number, first column from 1, columns."""
    found: list[dict[str, Any]] = []
    for number in range(problem.quarters):
        year = quarter_of(problem.first_quarter, number)[0]
        if found and found[-1]["year"] == year:
            found[-1]["length"] += 1
        else:
            found.append({"year": year, "start": number + 1, "length": 1})
    return found


def quarters(problem: Problem) -> list[str]:
    """Return the short names of the quarters."""
    return [
        _("Q{quarter}").format(quarter=quarter_of(problem.first_quarter, number)[1])
        for number in range(problem.quarters)
    ]


def table(problem: Problem, solution: Solution, names: Names) -> list[dict[str, Any]]:
    """Return every delivery as words, in the order of the plan."""
    return [
        {
            "number": number, "type": one.type, "name": names.type(one.type),
            "quarter": quarter_name(problem.first_quarter, one.quarter),
            "region": names.region(one.region), "pilot": one.pilot,
            "states": [names.state(code) for code in one.states],
            "language": names.spoken(one.language), "cost": one.cost,
            "trainer_days": one.trainer_days,
        }
        for number, one in enumerate(solution.deliveries)
    ]
