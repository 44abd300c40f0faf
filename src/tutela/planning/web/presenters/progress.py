"""Deliveries as they went, and what was measured afterwards."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tutela.planning.store.queries.plans import Version, Went
from tutela.planning.store.queries.results import Outcome
from tutela.planning.web.presenters.gantt import table
from tutela.planning.web.presenters.names import PROGRESS, Names

_FIRST = 30


def page(found: Version, went: Mapping[int, Went], names: Names) -> dict[str, Any]:
    """Return every delivery with what became of it, and the sums."""
    rows = [
        {**row, "went": went.get(row["number"]),
         "progress": went[row["number"]].progress if row["number"] in went else "planned",
         "words": PROGRESS[went[row["number"]].progress if row["number"] in went else "planned"]}
        for row in table(found.problem, found.solution, names)
    ]
    done = [row for row in rows if row["progress"] == "done"]
    return {
        "rows": rows, "done": len(done), "all": len(rows),
        "finding": ngettext("{done} of {n} delivery is done", "{done} of {n} deliveries are done",
                            len(rows)).format(done=len(done), n=len(rows)),
        "people": sum(one.people or 0 for one in went.values()),
        "cost": sum(one.cost or 0 for one in went.values()),
        "planned": sum(row["cost"] for row in rows),
    }


def one(found: Version, delivery: int, names: Names) -> dict[str, Any]:
    """Return one delivery as words."""
    return table(found.problem, found.solution, names)[delivery]


def values(before: Went | None) -> dict[str, Any]:
    """Return what stands in the form."""
    if before is None:
        return {"progress": "planned"}
    return {"progress": before.progress, "people": before.people, "cost": before.cost,
            "ended": before.ended, "note_text": before.note}


def results(rows: Sequence[Outcome], names: Names, *, every: bool) -> dict[str, Any]:
    """Return the rows of the dashboard and its finding."""
    measured = [row for row in rows if row.measured is not None]
    risen = sum(row.measured > row.baseline for row in measured
                if row.measured is not None and row.baseline is not None)
    ordered = sorted(rows, key=lambda row: (row.measured is None, -row.expected, row.state))
    return {
        "finding": _finding(len(rows), len(measured), risen),
        "measured": len(measured), "risen": risen, "all": len(rows),
        "reached": sum(row.measured is not None and row.measured >= row.target for row in rows),
        "rows": [
            {"state": names.state(row.state), "name": names.indicator(row.indicator),
             "code": row.indicator, "row": row}
            for row in (ordered if every else ordered[:_FIRST])
        ],
        "more": 0 if every else max(0, len(rows) - _FIRST),
    }


def _finding(every: int, measured: int, risen: int) -> str:
    if not every:
        return _("This version closes no need that could be measured")
    if not measured:
        return _("No State has been assessed again yet")
    return ngettext("{risen} of {n} measured level has risen",
                    "{risen} of {n} measured levels have risen", measured).format(
        risen=risen, n=measured)
