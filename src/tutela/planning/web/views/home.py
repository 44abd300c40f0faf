"""The list of plans, and a new one."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from tutela.foundation.errors import InputRefused
from tutela.pages.request import clock, take_problems, viewer_of
from tutela.people.engine.roles import Action, Kind
from tutela.planning.store.access import require_programme
from tutela.planning.store.operations.plans import create_plan
from tutela.planning.store.queries.plans import plans
from tutela.planning.store.queries.states import own_request, own_sheets
from tutela.planning.web.forms.setup import PlanForm
from tutela.planning.web.presenters.names import STATUSES, time_name


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """List plans to the programme, sheets to a State, and say to others where plans are."""
    viewer = viewer_of(request)
    viewer.require(Action.READ_PLAN)
    if viewer.kind is Kind.FOCAL_POINT:
        return render(request, "planning/home_state.html", {
            "sheets": own_sheets(viewer), "asked": own_request(viewer),
            "may_ask": viewer.role.value == "focal-point",
        })
    lines = [
        {"one": line, "time": time_name(line.first_quarter, line.quarters),
         "status": STATUSES[line.version.status] if line.version else ""}
        for line in plans(viewer)
    ]
    return render(request, "planning/home.html", {
        "lines": lines, "programme": viewer.kind is Kind.PROGRAMME,
        "may_plan": viewer.kind is Kind.PROGRAMME and viewer.may(Action.PLAN),
        "may_unserved": viewer.may(Action.READ_AGGREGATE),
    })


def new(request: HttpRequest) -> HttpResponse:
    """Begin a plan."""
    viewer = viewer_of(request)
    require_programme(viewer, Action.PLAN)
    year = clock().now().year + 1
    form = PlanForm(request.POST or None, initial={
        "first_year": year, "first_quarter": 1, "quarters": 8, "currency": "USD",
    })
    if request.method == "POST" and form.is_valid():
        try:
            made = create_plan(viewer=viewer, clock=clock(), **form.cleaned_data)
        except InputRefused as fault:
            take_problems(form, fault)
        else:
            return redirect("planning:setup", made.pk)
    return render(request, "planning/new.html", {"form": form})
