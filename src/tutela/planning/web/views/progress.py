"""What became of an approved plan: deliveries as they went, and results."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tutela.foundation.errors import Conflict, NotFound
from tutela.pages.request import clock, spoken, viewer_of, warn
from tutela.people.engine.roles import Action
from tutela.planning.store.operations.progress import keep_actual
from tutela.planning.store.queries.plans import progress_of, version
from tutela.planning.store.queries.results import results_of
from tutela.planning.web.forms.work import ActualForm
from tutela.planning.web.presenters import progress as shape
from tutela.planning.web.presenters.names import names_for


@require_safe
def progress(request: HttpRequest, key: int, number: int) -> HttpResponse:
    """List the deliveries of a version with what became of each."""
    viewer = viewer_of(request)
    found = version(viewer, key, number)
    names = names_for(spoken(), viewer_of(request), found.problem)
    return render(request, "planning/progress.html", {
        "key": key, "found": found, **shape.page(found, progress_of(viewer, key, number), names),
        "entered": found.line.status in {"approved", "replaced"},
        "may_plan": viewer.may(Action.PLAN),
    })


def enter(request: HttpRequest, key: int, number: int, delivery: int) -> HttpResponse:
    """Enter how one delivery went."""
    viewer = viewer_of(request)
    found = version(viewer, key, number)
    if delivery >= len(found.solution.deliveries):
        raise NotFound
    viewer.require(Action.PLAN)
    names = names_for(spoken(), viewer_of(request), found.problem)
    before = progress_of(viewer, key, number).get(delivery)
    form = ActualForm(request.POST or None, initial=shape.values(before))
    if request.method == "POST" and form.is_valid():
        try:
            keep_actual(viewer=viewer, plan=key, number=number, delivery=delivery, clock=clock(),
                        **form.cleaned_data)
        except Conflict as fault:
            warn(request, fault)
        else:
            messages.success(request, _("What became of the delivery is kept."))
        return redirect("planning:progress", key, number)
    return render(request, "planning/progress_enter.html", {
        "key": key, "found": found, "form": form,
        "row": shape.one(found, delivery, names),
    })


@require_safe
def results(request: HttpRequest, key: int, number: int) -> HttpResponse:
    """Show baseline, target, the level measured since, and what the plan may have contributed."""
    viewer = viewer_of(request)
    found = version(viewer, key, number)
    names = names_for(spoken(), viewer_of(request), found.problem)
    outcome = results_of(viewer, key, number, today=clock().now().date())
    return render(request, "planning/results.html", {
        "key": key, "found": found, "may_plan": viewer.may(Action.PLAN),
        "entered": found.line.status in {"approved", "replaced"},
        **shape.results(outcome, names, every="all" in request.GET),
    })
