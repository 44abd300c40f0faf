"""Before something is planned: what does the same already."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from tutela.pages.request import today, viewer_of
from tutela.people.engine.roles import Action
from tutela.registry.store.queries.overlapping import standing
from tutela.registry.web.forms.planning import PlanForm
from tutela.registry.web.presenters import comparing


@require_safe
def check(request: HttpRequest) -> HttpResponse:
    """Take a plan, and show what exists beside it."""
    viewer = viewer_of(request)
    given = {"state", "topic"} & request.GET.keys()
    form = PlanForm(request.GET) if given else PlanForm(initial={"state": viewer.state})
    found: dict[str, Any] = {}
    if given and form.is_valid():
        plan = form.planned()
        known = standing(viewer, plan, today=today())
        found = {
            "finding": comparing.finding(known, plan), "lead": comparing.lead(known),
            "rows": comparing.rows(known, plan), "adds": comparing.additions(known, plan),
            "left": comparing.left_out(known), "contacts": comparing.contacts(known),
            "none": not known.every, "serving": bool(comparing.the_same(known, plan)),
            "more": max(0, len(known.every) - comparing.MOST),
            "partial": known.total > known.looked_at, "total": known.total,
        }
    add = reverse("registry:add") if viewer.may(Action.REGISTER) else ""
    return render(request, "registry/check.html", {"form": form, "add": add, **found})
