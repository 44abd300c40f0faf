"""The list of assessments, opening one, the overview of one, closing and reopening."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tutela.foundation.errors import Conflict, InputRefused
from tutela.needs.engine.answers import AnswerState
from tutela.needs.engine.instrument import current_instrument
from tutela.needs.store.operations.assessments import (
    close_assessment,
    open_assessment,
    reopen_assessment,
)
from tutela.needs.store.queries.assessments import assessments, owned_sheet, sheet
from tutela.needs.web.forms.assessments import OpenForm, ReopenForm
from tutela.needs.web.presenters.assessmentpage import assessment_page
from tutela.needs.web.presenters.progress import standings
from tutela.needs.web.request import instrument_words
from tutela.pages.request import clock, spoken, take_problems, viewer_of
from tutela.people.engine.roles import Action


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """List the assessments of the viewer's organisation, and where else its role leads."""
    viewer = viewer_of(request)
    if viewer.may(Action.READ_AGGREGATE):
        return redirect("needs:shared")
    if not (viewer.may(Action.READ_ASSESSMENT) or viewer.may(Action.OPEN_ASSESSMENT)):
        return redirect("needs:courses")
    return render(request, "needs/home.html", {
        "lines": assessments(viewer),
        "may_open": viewer.may(Action.OPEN_ASSESSMENT),
        "questions": len(current_instrument().indicators),
    })


def open_new(request: HttpRequest) -> HttpResponse:
    """Open an assessment."""
    viewer = viewer_of(request)
    viewer.require(Action.OPEN_ASSESSMENT)
    earlier = [(line.key, line.title) for line in assessments(viewer) if line.own]
    form = OpenForm(
        request.POST or None, earlier=earlier, initial={"opens": clock().now().date().isoformat()}
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = open_assessment(viewer=viewer, clock=clock(), **form.cleaned_data)
        except InputRefused as fault:
            take_problems(form, fault)
        else:
            return redirect("needs:assessment", made.pk)
    return render(request, "needs/open.html", {"form": form})


@require_safe
def assessment(request: HttpRequest, key: int) -> HttpResponse:
    """Show how far one assessment is and what to do next."""
    page = assessment_page(
        viewer_of(request), key, words=instrument_words(), today=clock().now().date()
    )
    return render(request, "needs/assessment.html", page)


@require_safe
def go_on(request: HttpRequest, key: int) -> HttpResponse:
    """Go to the first question without an answer, or back to the overview."""
    found = sheet(viewer_of(request), key)
    standing = standings(found, current_instrument(), today=clock().now().date())
    for code, one in standing.items():
        if one.state is AnswerState.UNKNOWN and code in found.assigned:
            return redirect("needs:question", key, code)
    return redirect("needs:assessment", key)


def status(request: HttpRequest, key: int) -> HttpResponse:
    """Ask before closing or reopening."""
    viewer = viewer_of(request)
    found = owned_sheet(viewer, key, Action.OPEN_ASSESSMENT)
    return render(request, "needs/status.html", {"found": found, "form": ReopenForm()})


@require_POST
def close(request: HttpRequest, key: int) -> HttpResponse:
    """Close an assessment."""
    try:
        close_assessment(viewer=viewer_of(request), assessment=key, clock=clock())
    except Conflict as fault:
        messages.warning(request, fault.text(spoken()), extra_tags="warn")
    return redirect("needs:assessment", key)


@require_POST
def reopen(request: HttpRequest, key: int) -> HttpResponse:
    """Take answers again."""
    viewer = viewer_of(request)
    found = owned_sheet(viewer, key, Action.OPEN_ASSESSMENT)
    form = ReopenForm(request.POST)
    if not form.is_valid():
        return render(request, "needs/status.html", {"found": found, "form": form})
    try:
        reopen_assessment(
            viewer=viewer, assessment=key, closes=form.cleaned_data["closes"], clock=clock()
        )
    except Conflict as fault:
        messages.warning(request, fault.text(spoken()), extra_tags="warn")
    else:
        messages.success(request, _("The assessment takes answers again."), extra_tags="good")
    return redirect("needs:assessment", key)
