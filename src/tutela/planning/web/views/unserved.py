"""Who has a need that nobody serves."""

from collections import Counter

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from tutela.pages.request import clock, spoken, viewer_of
from tutela.planning.store.queries.unserved import unserved as found_unserved
from tutela.planning.web.presenters.names import names_for

_FIRST = 25


@require_safe
def unserved(request: HttpRequest) -> HttpResponse:
    """List needs that no record of the registry serves, by question and by State."""
    viewer, names = viewer_of(request), names_for(spoken(), viewer_of(request))
    state, area = request.GET.get("state", ""), request.GET.get("area", "")
    found = found_unserved(viewer, today=clock().now().date())
    states = sorted({one.state for one in found}, key=names.state)
    counted = Counter(one.indicator for one in found)
    kept = [one for one in found
            if (not state or one.state == state) and (not area or one.indicator[0] == area)]
    every = "all" in request.GET
    return render(request, "planning/unserved.html", {
        "finding": _finding(len(counted), len(states)),
        "rows": [
            {"state": names.state(one.state), "code": one.indicator, "gap": one.gap,
             "name": names.indicator(one.indicator), "same": counted[one.indicator],
             "types": [{"code": code, "name": names.type(code)} for code in one.types[:3]]}
            for one in (kept if every else kept[:_FIRST])
        ],
        "more": 0 if every else max(0, len(kept) - _FIRST), "any": bool(found),
        "states": [(code, names.state(code)) for code in states], "state": state,
        "areas": names.needs.domains, "area": area,
    })


def _finding(needs: int, states: int) -> str:
    if not needs:
        return _("Every need that States share is served by somebody")
    return _("{needs} in {states} are served by nobody").format(
        needs=ngettext("{n} need", "{n} needs", needs).format(n=needs),
        states=ngettext("{n} State", "{n} States", states).format(n=states),
    )
