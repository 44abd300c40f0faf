"""The calendar and the timeline."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tutela.pages.request import today, viewer_of
from tutela.registry.store.queries import overview
from tutela.registry.web.asking import Asked, asked
from tutela.registry.web.presenters import months, timeline
from tutela.registry.web.presenters.narrowing import narrowing


@require_safe
def calendar(request: HttpRequest) -> HttpResponse:
    """List one month, and count the months of its quarter."""
    viewer, wanted = viewer_of(request), asked(request.GET)
    month = months.month_of(request.GET.get("month", ""), today=today())
    start = months.quarter_start(month)
    found = overview.calendar(
        viewer, starts=start, ends=months.last_day(months.moved(start, 2)), today=today(),
        filters=wanted.filters,
    )
    return render(request, "registry/calendar.html", {
        "month": months.month_name(month), "quarter_name": months.quarter_name(month),
        "quarter": months.quarter(found.lines, start, month),
        **months.listing(found.lines, month), "asked": wanted,
        "before": _link(wanted, months.moved(month, -1)),
        "after": _link(wanted, months.moved(month, 1)),
        "quarter_before": _link(wanted, months.moved(start, -3)),
        "quarter_after": _link(wanted, months.moved(start, 3)),
        "query": wanted.query(), "value": f"{month:%Y-%m}",
        "partial": found.total > len(found.lines), "total": found.total,
        "narrowing": narrowing(wanted), "feed": wanted.query(since=None, until=None),
    })


def _link(wanted: Asked, month: date) -> dict[str, Any]:
    return {"name": months.month_name(month), "quarter": months.quarter_name(month),
            "value": f"{month:%Y-%m}", "query": wanted.query()}


@require_safe
def time_line(request: HttpRequest) -> HttpResponse:
    """Draw activities over eight quarters."""
    viewer, wanted = viewer_of(request), asked(request.GET)
    start = months.quarter_start(months.month_of(request.GET.get("month", ""),
                                                 today=months.moved(today(), -3)))
    last = months.last_day(months.moved(start, timeline.MONTHS - 1))
    found = overview.calendar(
        viewer, starts=start, ends=last, today=today(), filters=wanted.filters
    )
    return render(request, "registry/timeline.html", {
        "rows": timeline.rows(found.lines[:timeline.MOST], start), "total": found.total,
        "years": timeline.years(start), "quarters": timeline.quarters(start),
        "first": months.quarter_name(start), "last": months.quarter_name(last),
        "partial": found.total > timeline.MOST, "most": timeline.MOST, "asked": wanted,
        "query": wanted.query(), "before": f"{months.moved(start, -12):%Y-%m}",
        "after": f"{months.moved(start, 12):%Y-%m}", "narrowing": narrowing(wanted),
        "value": f"{start:%Y-%m}",
    })
