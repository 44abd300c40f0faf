"""One activity of a plan, and decisions about it by hand."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tutela.foundation.errors import NotFound
from tutela.pages.request import clock, spoken, viewer_of
from tutela.people.engine.roles import Action
from tutela.planning.engine.draft import draft_from_plain
from tutela.planning.store.access import owned_plan
from tutela.planning.store.operations.plans import keep_pin, remove_pin
from tutela.planning.store.queries.plans import Version, plan_heading
from tutela.planning.store.queries.plans import version as one_version
from tutela.planning.web.forms.work import PinForm
from tutela.planning.web.presenters import activity as shape
from tutela.planning.web.presenters.names import Names, names_for, quarter_name


def activity(request: HttpRequest, key: int, number: int, code: str) -> HttpResponse:
    """Show one activity type in a plan; a POST keeps a decision by hand."""
    viewer = viewer_of(request)
    found = one_version(viewer, key, number)
    if code not in found.problem.types:
        raise NotFound
    names = names_for(spoken(), viewer_of(request), found.problem)
    form = _form(request, found, names) if viewer.may(Action.PLAN) else None
    if request.method == "POST":
        viewer.require(Action.PLAN)
        if form is not None and form.is_valid():
            keep_pin(viewer=viewer, plan=key, pin=form.pin(code), clock=clock())
            messages.success(request, _(
                "The decision is kept. It holds from the next time the plan is solved."
            ))
            return redirect("planning:setup", key)
    return render(request, "planning/activity.html", {
        "key": key, "found": found, "form": form, **shape.page(found, code, names),
    })


def _form(request: HttpRequest, found: Version, names: Names) -> PinForm:
    problem = found.problem
    regions = sorted({one.region for one in problem.states.values()})
    states = sorted(problem.states, key=names.state)
    places = [(f"region:{code}", _("every State of {region}").format(region=names.region(code)))
              for code in regions]
    places += [(f"state:{code}", names.state(code)) for code in states]
    quarters = [quarter_name(problem.first_quarter, n) for n in range(problem.quarters)]
    return PinForm(request.POST or None, places=places, quarters=quarters)


@require_POST
def remove(request: HttpRequest, key: int, place: int) -> HttpResponse:
    """Take a decision by hand back."""
    viewer = viewer_of(request)
    owned_plan(viewer=viewer, key=key, action=Action.PLAN)
    pins = draft_from_plain(plan_heading(viewer, key).draft).pins
    if place >= len(pins):
        raise NotFound
    remove_pin(viewer=viewer, plan=key, pin=pins[place], clock=clock())
    return redirect("planning:setup-rules", key)
