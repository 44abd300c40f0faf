"""Deliveries as they went, and what was measured afterwards."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tutela.planning.engine.contribution import sentences
from tutela.planning.engine.results import Outcome
from tutela.planning.store.queries.plans import Version, Went
from tutela.planning.store.queries.results import Results
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


def results(found: Results, names: Names, *, every: bool) -> dict[str, Any]:
    """Return the rows of the dashboard, its finding, and what the plan may have contributed."""
    works_on = [one for one in found.outcomes
                if one.activities or (one.state, one.indicator) in found.planned]
    changes = [one.change for one in works_on if one.change is not None]
    risen = sum(change > 0 for change in changes)
    ordered = sorted(works_on, key=lambda one: (one.change is None, not one.activities, -_planned(
        found, one), one.state, one.indicator))
    return {
        "finding": _finding(len(works_on), len(changes), risen),
        "measured": len(changes), "risen": risen, "all": len(works_on),
        "reached": sum(one.at_target is True for one in works_on),
        "rows": [_result(found, one, names) for one in (ordered if every else ordered[:_FIRST])],
        "more": 0 if every else max(0, len(ordered) - _FIRST),
        "readable": found.readable, "again": len(found.again), "delivered": found.delivered,
        "first_time": _(", ").join(names.state(code) for code in found.first_time),
        "sentences": sentences(found.contribution, names.language) if found.again else (),
        "sides": _sides(found) if found.again else (),
    }


def _result(found: Results, one: Outcome, names: Names) -> dict[str, Any]:
    return {
        "state": names.state(one.state), "name": names.indicator(one.indicator),
        "code": one.indicator, "row": one, "expected": _planned(found, one),
        "delivered": _(", ").join(names.type(code) for code in one.activities),
        "others": _(", ").join(one.others), "against": _against()[one.against_expected],
    }


def _planned(found: Results, one: Outcome) -> float:
    return found.planned.get((one.state, one.indicator), one.expected)


def _against() -> Mapping[str, str]:
    return {"more": _("more than expected"), "less": _("less than expected"),
            "within": _("within what was expected"), "open": "", "": ""}


def _sides(found: Results) -> list[dict[str, Any]]:
    whole = found.contribution
    return [{"name": _("With activities of the plan"), "tally": whole.served},
            {"name": _("With a gap and without any activity"), "tally": whole.unserved}]


def _finding(every: int, measured: int, risen: int) -> str:
    if not every:
        return _("This version closes no need that could be measured")
    if not measured:
        return _("No State has been assessed again yet")
    return ngettext("{risen} of {n} measured level has risen",
                    "{risen} of {n} measured levels have risen", measured).format(
        risen=risen, n=measured)
