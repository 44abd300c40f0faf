"""Needs of planned courses: those to run, those to answer."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tutela.needs.store.queries.courses import courses as listed
from tutela.needs.web.request import clock, viewer_of
from tutela.people.engine.roles import Action


@require_safe
def courses(request: HttpRequest) -> HttpResponse:
    """List the courses whose needs the viewer asks for or is asked for."""
    viewer = viewer_of(request)
    return render(request, "needs/courses.html", {
        "lines": listed(viewer), "may_open": viewer.may(Action.RUN_COURSE_NEEDS),
        "today": clock().now().date(),
    })
