"""One version of a plan, the list of versions, and two beside each other."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from tutela.pages.request import spoken, viewer_of
from tutela.people.engine.roles import Action
from tutela.planning.engine.payload import dumped, problem_to_plain
from tutela.planning.store.queries.plans import newest_number, reasons_for
from tutela.planning.store.queries.plans import version as one_version
from tutela.planning.store.queries.plans import versions as listed
from tutela.planning.web.presenters import comparison, why
from tutela.planning.web.presenters import versions as shape
from tutela.planning.web.presenters.names import STATUSES, names_for
from tutela.planning.web.presenters.versionpage import page

_DIGITS = 7
"""More than any number of a version has."""


@require_safe
def newest(request: HttpRequest, key: int) -> HttpResponse:
    """Lead to the newest version, or to the set-up where there is none."""
    viewer = viewer_of(request)
    number = newest_number(viewer, key)
    if number:
        return redirect("planning:version", key, number)
    if viewer.may(Action.PLAN):
        return redirect("planning:setup", key)
    return redirect("planning:versions", key)


@require_safe
def version(request: HttpRequest, key: int, number: int) -> HttpResponse:
    """Show a plan: what it closes, when, where, with which money, and why not more."""
    viewer = viewer_of(request)
    found = one_version(viewer, key, number)
    names = names_for(spoken(), viewer_of(request), found.problem)
    asked = request.GET.get("state", "")
    reasons = reasons_for(viewer, key, number, asked) if asked in found.problem.states else None
    return render(request, "planning/version.html", {
        **page(found, names, every="all" in request.GET), "key": key, "found": found,
        "asked": asked,
        "why": None if reasons is None else why.of_state(found, reasons, asked, names),
        "may_plan": viewer.may(Action.PLAN), "newest": newest_number(viewer, key),
        "may_approve": viewer.may(Action.APPROVE_PLAN) and not found.own,
    })


@require_safe
def proof(request: HttpRequest, key: int, number: int) -> HttpResponse:
    """Say how the limit is proven, and give what is needed to check it."""
    found = one_version(viewer_of(request), key, number)
    if request.GET.get("file") == "problem":
        answer = HttpResponse(dumped(problem_to_plain(found.problem)),
                              content_type="application/json")
        answer["Content-Disposition"] = f'attachment; filename="plan-{key}-{number}-problem.json"'
        return answer
    return render(request, "planning/proof.html", {
        "key": key, "found": found, "proof": shape.proof(found, spoken()),
    })


@require_safe
def versions(request: HttpRequest, key: int) -> HttpResponse:
    """List the versions of a plan, and offer to compare two."""
    viewer = viewer_of(request)
    lines = listed(viewer, key)
    title = one_version(viewer, key, lines[0].number).title if lines else ""
    return render(request, "planning/versions.html", {
        "key": key, "title": title, "may_plan": viewer.may(Action.PLAN),
        "lines": [{"one": line, "status": STATUSES[line.status]} for line in lines],
        "first": lines[1].number if len(lines) > 1 else 0,
        "second": lines[0].number if lines else 0,
    })


@require_safe
def compare(request: HttpRequest, key: int) -> HttpResponse:
    """Show how two versions differ."""
    viewer = viewer_of(request)
    newest_number(viewer, key)
    numbers = [request.GET.get("first", ""), request.GET.get("second", "")]
    if not all(one.isdecimal() and len(one) < _DIGITS for one in numbers):
        return redirect("planning:versions", key)
    first, second = (one_version(viewer, key, int(one)) for one in numbers)
    names = names_for(spoken(), viewer_of(request), second.problem)
    return render(request, "planning/compare.html", {
        "key": key, "first": first, "second": second,
        **comparison.differences(first, second, names),
    })
