"""Solve a plan: ask, watch, stop."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from tutela.foundation.errors import Conflict, InputRefused
from tutela.jobs.store.queries import standing_still
from tutela.pages.request import clock, viewer_of, warn
from tutela.people.engine.roles import Action
from tutela.planning.store.access import owned_plan
from tutela.planning.store.operations.solving import ask_solve, stop_solve
from tutela.planning.store.queries.plans import newest_number
from tutela.planning.store.queries.runs import Run, latest_run
from tutela.planning.web.forms.setup import NoteForm

_STAGES = {
    "": gettext_lazy("Waiting for its turn"),
    "choose": gettext_lazy("Choosing activities, States and cohorts"),
    "schedule": gettext_lazy("Finding a quarter for each"),
    "pay": gettext_lazy("Taking the money from the funds"),
    "done": gettext_lazy("Adding everything up"),
    "explain": gettext_lazy("Finding the rules that clash"),
    "reasons": gettext_lazy("Finding the reason for each choice"),
}


@require_POST
def solve(request: HttpRequest, key: int) -> HttpResponse:
    """Ask for a solution of the plan as it is set up now."""
    form = NoteForm(request.POST)
    given = form.cleaned_data if form.is_valid() else {}
    viewer = viewer_of(request)
    near = newest_number(viewer, key) if given.get("near") else 0
    try:
        ask_solve(viewer=viewer, plan=key, note_text=given.get("note", ""), near=near,
                  clock=clock())
    except (Conflict, InputRefused) as fault:
        warn(request, fault)
        return redirect("planning:setup", key)
    return redirect("planning:run", key)


@require_safe
def run(request: HttpRequest, key: int) -> HttpResponse:
    """Show how far the solver is; leads to the plan when it is done."""
    context, found = _context(request, key)
    if found is None:
        return redirect("planning:setup", key)
    if found.status == "done":
        return redirect("planning:version", key, found.number)
    return render(request, "planning/run.html", context)


@require_safe
def run_part(request: HttpRequest, key: int) -> HttpResponse:
    """Return how far it is, for a page that waits; sends the page on when it is done."""
    context, found = _context(request, key)
    answer = render(request, "planning/part_run.html", context)
    if found is not None and not found.open:
        answer["HX-Refresh"] = "true"
    return answer


def _context(request: HttpRequest, key: int) -> tuple[dict[str, object], Run | None]:
    viewer = viewer_of(request)
    plan = owned_plan(viewer=viewer, key=key, action=Action.PLAN)
    found = latest_run(viewer, key)
    stage = _STAGES.get(found.stage, _("Working")) if found else ""
    still = found is not None and found.status == "waiting" and standing_still()
    return {"plan": plan, "key": key, "run": found, "stage": stage, "still": still}, found


@require_POST
def stop(request: HttpRequest, key: int) -> HttpResponse:
    """Stop the solver; nothing of this run is kept."""
    stop_solve(viewer=viewer_of(request), plan=key, clock=clock())
    messages.success(request, _("The calculation is being stopped. Nothing of it is kept."))
    return redirect("planning:setup", key)
