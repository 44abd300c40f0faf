"""The States of a plan: a list, a map, and the sheet of each."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from tutela.documents.blocks import Drawing
from tutela.documents.figures.tilemap import cells, tiles
from tutela.planning.engine.payload import activity_type
from tutela.planning.engine.problem import Problem
from tutela.planning.engine.solution import Solution
from tutela.planning.web.presenters.money import share_closed
from tutela.planning.web.presenters.names import Names, quarter_name


def rows(problem: Problem, solution: Solution, names: Names) -> list[dict[str, Any]]:
    """Return one row a State by region and name: activities, share of its need that is closed."""
    found: list[dict[str, Any]] = []
    for code, one in problem.states.items():
        taking = [row for row in solution.deliveries if code in row.states]
        found.append({
            "code": code, "name": names.state(code), "region": names.region(one.region),
            "activities": len(taking), "share": share_closed(problem, solution, {code}),
            "pilot": one.pilot, "asked": one.requests != frozenset(),
        })
    return sorted(found, key=lambda row: (row["region"], row["name"]))


def plan_map(states: Sequence[Mapping[str, Any]], language: str) -> tuple[Drawing, Drawing] | None:
    """Draw how many activities each State takes part in; None when no State has a square."""
    values: dict[str, float | None] = {
        row["code"]: float(row["activities"]) for row in states if row["code"] in cells()
    }
    if not values:
        return None
    labels = [_("none"), _("1 or 2"), _("3 to 5"), _("6 to 10"), _("11 and more")]

    def draw(form: str) -> Drawing:
        return tiles(
            values, code=language, title=_("Activities of the plan by State"), places=0,
            bounds=[0.0, 2.0, 5.0, 10.0], labels=labels, form=form,  # type: ignore[arg-type]
            name="plan",
        )

    return draw("wide"), draw("narrow")


def sheet(content: Mapping[str, Any], names: Names) -> dict[str, Any]:
    """Say what a plan holds for one State, from the copy that its focal point reads."""
    first = tuple(content["first_quarter"])
    return {
        "deliveries": [
            {
                "name": names.type(row["type"]), "code": row["type"], "pilot": row["pilot"],
                "outcome": names.types[row["type"]].outcome if row["type"] in names.types else "",
                "quarter": quarter_name(first, row["quarter"]),
                "language": names.spoken(row["language"]),
                "with": [names.state(code) for code in row["with"]],
                "days": activity_type(content["types"][row["type"]]).days,
                "seats": activity_type(content["types"][row["type"]]).seats,
            }
            for row in content["deliveries"]
        ],
        "needs": sorted(
            (
                {
                    "name": names.indicator(row["indicator"]), "code": row["indicator"],
                    "gap": row["gap"], "closed": row["closed"], "left": row["gap"] - row["closed"],
                }
                for row in content["closed"]
            ),
            key=lambda row: (-row["closed"], -row["gap"], row["code"]),
        ),
        "unknown": sum(row["level"] is None for row in content["needs"]),
        "covered": [
            {"name": names.type(row["type"]), **row} for row in content["covered"]
        ],
        "share": _share(content["closed"]),
    }


def _share(closed: Sequence[Mapping[str, Any]]) -> float | None:
    need = sum(row["gap"] * row["weight"] for row in closed)
    return sum(row["closed"] * row["weight"] for row in closed) / need if need else None
