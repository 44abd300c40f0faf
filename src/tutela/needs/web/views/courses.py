"""Needs of planned courses: those to run, those to answer."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tutela.foundation.errors import Conflict, InputRefused
from tutela.needs.engine.pretraining import skill_words
from tutela.needs.store.operations.courses import answer_course_needs, open_course_needs
from tutela.needs.store.queries.courses import (
    CourseLine,
    own_values,
    plan_of,
    summary_of,
)
from tutela.needs.store.queries.courses import course as one_course
from tutela.needs.store.queries.courses import courses as listed
from tutela.needs.web.forms.courses import CourseForm, TraineeForm
from tutela.needs.web.presenters import course as shape
from tutela.needs.web.request import instrument_words
from tutela.pages.request import clock, spoken, take_problems, viewer_of
from tutela.people.engine.roles import Action
from tutela.people.store.queries import organisations


@require_safe
def courses(request: HttpRequest) -> HttpResponse:
    """List the courses whose needs the viewer asks for or is asked for."""
    viewer = viewer_of(request)
    if not viewer.may(Action.ANSWER_COURSE_NEEDS):
        viewer.require(Action.RUN_COURSE_NEEDS)
    return render(request, "needs/courses.html", {
        "lines": listed(viewer), "may_open": viewer.may(Action.RUN_COURSE_NEEDS),
    })


def open_course(request: HttpRequest) -> HttpResponse:
    """Ask the trainees of a planned course."""
    viewer = viewer_of(request)
    viewer.require(Action.RUN_COURSE_NEEDS)
    others = [
        (one.key, one.name) for one in organisations(viewer) if one.key != viewer.organisation
    ]
    form = CourseForm(
        request.POST or None, needs=shape.needs(instrument_words()), organisations=others
    )
    if request.method == "POST" and form.is_valid():
        clean = {"organisations": [], **form.cleaned_data}
        try:
            made = open_course_needs(
                viewer=viewer, country=viewer.state, skills=(), clock=clock(), **clean
            )
        except InputRefused as fault:
            take_problems(form, fault)
        else:
            return redirect("needs:course", made.pk)
    return render(request, "needs/course_open.html", {"form": form})


def course(request: HttpRequest, key: int) -> HttpResponse:
    """Show the summary to who runs it, the questions to who answers."""
    viewer = viewer_of(request)
    line = one_course(viewer, key)
    if not line.own:
        return _answer(request, line)
    plan, summary = summary_of(viewer, key)
    return render(request, "needs/course_summary.html", {
        "line": line, "summary": summary, "finding": shape.finding(summary),
        **shape.summary_rows(plan, summary, skill_words(spoken())),
    })


def _answer(request: HttpRequest, line: CourseLine) -> HttpResponse:
    viewer, plan = viewer_of(request), plan_of(line)
    form = TraineeForm(
        request.POST or None, plan=plan, words=skill_words(spoken()),
        values=own_values(viewer, line.key),
    )
    if request.method == "POST" and form.is_valid():
        values = form.values()
        complete = len(values["ratings"]) == len(plan.skills)
        try:
            answer_course_needs(
                viewer=viewer, course=line.key, values=values, complete=complete, clock=clock()
            )
        except Conflict:
            form.add_error(None, _("The last day to answer has passed. Tell your trainer."))
        else:
            words = _("Thank you. Your answers are complete.") if complete else _(
                "Your answers are kept. Rate every statement to complete them."
            )
            messages.success(request, words)
            return redirect("needs:course", line.key)
    return render(request, "needs/course_answer.html", {
        "line": line, "form": form,
        "skills": [form[item.code] for item in plan.skills],
        "checks": [form[item.code] for item in plan.checks],
        "context": [form[item.code] for item in plan.context],
    })
