"""The calendar: one month as a list, and the months around it with their numbers."""

from calendar import monthrange
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from tutela.foundation.language import language
from tutela.pages.request import spoken
from tutela.registry.store.queries.searching import Line
from tutela.registry.web.presenters import lines

QUARTER = 3
YEAR = 12
FIRST_YEAR, LAST_YEAR = 1990, 2100


def month_of(text: str, *, today: date) -> date:
    """Return the first day of a month written as 2027-02; the present month for anything else.

    >>> month_of("2027-02", today=date(2026, 11, 24)), month_of("x", today=date(2026, 11, 24))
    (datetime.date(2027, 2, 1), datetime.date(2026, 11, 1))
    """
    year, _dash, month = text.partition("-")
    fits = year.isascii() and year.isdigit() and month.isascii() and month.isdigit()
    if fits and FIRST_YEAR <= int(year[:5]) <= LAST_YEAR and 1 <= int(month[:3]) <= YEAR:
        return date(int(year), int(month), 1)
    return today.replace(day=1)


def moved(month: date, by: int) -> date:
    """Return the first day of the month some months later."""
    year, number = divmod(month.year * YEAR + month.month - 1 + by, YEAR)
    return date(year, number + 1, 1)


def last_day(month: date) -> date:
    """Return the last day of a month."""
    return month.replace(day=monthrange(month.year, month.month)[1])


def quarter_start(month: date) -> date:
    """Return the first month of the quarter.

    >>> quarter_start(date(2027, 2, 1))
    datetime.date(2027, 1, 1)
    """
    return month.replace(month=(month.month - 1) // QUARTER * QUARTER + 1)


def month_name(month: date) -> str:
    """Write a month with its year."""
    return _("{month} {year}").format(
        month=language(spoken()).months[month.month - 1], year=month.year)


def quarter_name(month: date) -> str:
    """Write the quarter of a month with its year."""
    return _("quarter {n} of {year}").format(
        n=(month.month - 1) // QUARTER + 1, year=month.year)


def listing(found: Sequence[Line], month: date) -> dict[str, Any]:
    """Return a month's activities: by first day, and those that began before it."""
    last = last_day(month)
    inside = [one for one in found if _touches(one, month, last)]
    begun = [one for one in inside if (_first(one) or month) < month]
    days: dict[date, list[dict[str, Any]]] = {}
    for one in inside:
        first = _first(one)
        if first is not None and first >= month:
            days.setdefault(first, []).append(lines.line(one))
    return {
        "days": [(day, days[day]) for day in sorted(days)],
        "begun": [lines.line(one) for one in begun], "count": len(inside),
    }


def quarter(found: Sequence[Line], start: date, chosen: date) -> list[dict[str, Any]]:
    """Return the three months of a quarter with the number of activities that begin or go on."""
    rows = []
    for by in range(QUARTER):
        month = moved(start, by)
        inside = [one for one in found if _touches(one, month, last_day(month))]
        begins = sum((_first(one) or month) >= month for one in inside)
        rows.append({
            "name": month_name(month), "value": f"{month:%Y-%m}", "current": month == chosen,
            "begins": begins, "goes_on": len(inside) - begins,
        })
    return rows


def _first(one: Line) -> date | None:
    return one.activity.starts or one.activity.ends


def _touches(one: Line, first: date, last: date) -> bool:
    begins, ends = _first(one), one.activity.ends or one.activity.starts
    return begins is not None and ends is not None and begins <= last and ends >= first
