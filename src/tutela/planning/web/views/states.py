"""What States ask for, and what a plan holds for each."""

from dataclasses import replace

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tutela.foundation.errors import InputRefused, NotFound
from tutela.jobs.store.queries import standing_still
from tutela.pages.request import clock, spoken, take_problems, viewer_of, warn
from tutela.people.engine.roles import Action
from tutela.people.engine.states import state_name
from tutela.planning.store.operations.questions import ask_why_not
from tutela.planning.store.operations.requests import keep_request, require_asker
from tutela.planning.store.queries.plans import reasons_for, version
from tutela.planning.store.queries.questions import questions
from tutela.planning.store.queries.states import own_request
from tutela.planning.store.queries.states import own_sheet as one_sheet
from tutela.planning.store.queries.states import requests as asked_for
from tutela.planning.store.queries.types import catalogue_of, words_beside
from tutela.planning.store.sheets import sheet_content
from tutela.planning.web.forms.work import RequestForm
from tutela.planning.web.presenters import states as shape
from tutela.planning.web.presenters import why
from tutela.planning.web.presenters.names import names_for
from tutela.planning.web.presenters.setup import asked_words, every_type


@require_safe
def requests(request: HttpRequest) -> HttpResponse:
    """List to the programme what States ask for."""
    names, asked = names_for(spoken(), viewer_of(request)), asked_for(viewer_of(request))
    return render(request, "planning/requests.html", {
        "asking": sum(one.asks != "nothing" for one in asked.values()),
        "rows": [
            {"name": state_name(code, spoken()), "words": asked_words(one, names), "one": one}
            for code, one in asked.items()
        ],
    })


def ask(request: HttpRequest) -> HttpResponse:
    """Let a focal point say what its State asks for."""
    viewer = viewer_of(request)
    require_asker(viewer)
    before = own_request(viewer)
    initial = {
        "asks": "everything" if before is None else before.asks,
        "types": list(before.types) if before else [], "note_text": before.note if before else "",
    }
    form = RequestForm(request.POST or None, types=every_type(names_for(spoken(), viewer)),
                       initial=initial)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            nothing = data["asks"] == "nothing"
            keep_request(viewer=viewer, everything=data["asks"] == "everything",
                         types=[] if nothing else data["types"], note_text=data["note_text"],
                         clock=clock(), nothing=nothing)
        except InputRefused as fault:
            take_problems(form, fault)
        else:
            messages.success(request, _("Your State asks for nothing now. The programme reads it.")
                             if nothing else _("Your request is kept. The programme reads it."))
            return redirect("planning:home")
    return render(request, "planning/ask.html", {"form": form, "before": before})


@require_safe
def own_sheet(request: HttpRequest, sheet: int) -> HttpResponse:
    """Show a State what an approved plan holds for it."""
    found = one_sheet(viewer_of(request), sheet)
    names = names_for(spoken(), viewer_of(request))
    names = replace(names, types=words_beside(
        names.types, found.content.get("words", {}), language=spoken()))
    return render(request, "planning/sheet.html", {
        "sheet": found, "name": state_name(found.state, spoken()),
        "currency": found.content["currency"],
        **shape.sheet(found.content, names),
        "known": catalogue_of(viewer_of(request)).types,
    })


@require_safe
def state(request: HttpRequest, key: int, number: int, code: str) -> HttpResponse:
    """Show to the programme what a version holds for one State."""
    found = version(viewer_of(request), key, number)
    if code not in found.problem.states:
        raise NotFound
    viewer, names = viewer_of(request), names_for(spoken(), viewer_of(request), found.problem)
    asked = questions(viewer, key, number, code)
    waiting = any(one.status == "waiting" for one in asked.values())
    content = sheet_content(found.problem, found.solution, state=code)
    return render(request, "planning/state.html", {
        "key": key, "found": found, "name": names.state(code), "code": code,
        "may_plan": viewer.may(Action.PLAN), "still": waiting and standing_still(),
        "currency": found.currency, "why": why.of_state(
            found, reasons_for(viewer, key, number, code), code, names,
            every=request.GET.get("why") == "all", asked=asked,
        ) if found.solution.feasible else None,
        **shape.sheet(content, names), "known": catalogue_of(viewer).types,
    })


@require_POST
def why_not(request: HttpRequest, key: int, number: int, code: str) -> HttpResponse:
    """Ask what would leave the plan for one activity."""
    try:
        ask_why_not(viewer=viewer_of(request), plan=key, number=number, state=code,
                    kind=request.POST.get("type", ""), clock=clock())
    except InputRefused as fault:
        warn(request, fault)
    return redirect(reverse("planning:state", args=[key, number, code]) + "?why=all#why")
