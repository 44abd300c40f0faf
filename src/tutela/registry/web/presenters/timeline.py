"""Activities on a grid of eight quarters."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from tutela.registry.engine.record import Presence
from tutela.registry.store.queries.searching import Line
from tutela.registry.web.presenters import lines
from tutela.registry.web.presenters.months import QUARTER, YEAR, moved

QUARTERS = 8
MONTHS = QUARTERS * QUARTER
MOST = 60
"""Activities that are drawn."""


def rows(found: Sequence[Line], start: date) -> list[dict[str, Any]]:
    """Return each activity with its first quarter, 1..8, and how many quarters it spans."""
    return [_row(one, start) for one in found]


def _row(one: Line, start: date) -> dict[str, Any]:
    first = one.activity.starts or one.activity.ends or start
    last = one.activity.ends or first
    begins = min(max(_place(first, start), 0), QUARTERS - 1)
    ends = min(max(_place(last, start), begins), QUARTERS - 1)
    return {
        **lines.line(one), "first": begins + 1, "length": ends - begins + 1,
        "online": one.activity.presence is Presence.ONLINE,
    }


def _place(day: date, start: date) -> int:
    """Return the number of the quarter of a day, from 0 at the start."""
    return ((day.year - start.year) * YEAR + day.month - start.month) // QUARTER


def quarters(start: date) -> list[str]:
    """Name the eight quarters in a few signs."""
    return [
        _("Q{n}").format(n=(moved(start, at * QUARTER).month - 1) // QUARTER + 1)
        for at in range(QUARTERS)
    ]


def years(start: date) -> list[dict[str, int]]:
    """Return the years over the quarters: where each begins, 1..8, and how many it spans."""
    found: list[dict[str, int]] = []
    for at in range(QUARTERS):
        year = moved(start, at * QUARTER).year
        if found and found[-1]["year"] == year:
            found[-1]["length"] += 1
        else:
            found.append({"year": year, "first": at + 1, "length": 1})
    return found
