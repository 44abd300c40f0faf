"""What States share: the view of the programme, and its queue of answers to verify."""

from collections.abc import Mapping
from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tutela.foundation.errors import Conflict, InputRefused, NotFound
from tutela.needs.engine.aggregate import shared_needs
from tutela.needs.store.operations.settling import open_shared, verify
from tutela.needs.store.queries.disclosing import to_verify
from tutela.needs.store.queries.results import shared_by_state
from tutela.needs.web.forms.answering import ReasonForm
from tutela.needs.web.presenters import shared as shape
from tutela.needs.web.request import instrument_words
from tutela.pages.request import clock, spoken, take_problems, viewer_of
from tutela.people.engine.roles import Action


@require_safe
def shared(request: HttpRequest) -> HttpResponse:
    """Show which needs are shared by which States; only what each discloses."""
    viewer, words = viewer_of(request), instrument_words()
    viewer.require(Action.READ_AGGREGATE)
    found = shared_by_state(viewer, as_of=clock().now().date())
    results = [one.result for one in found.values()]
    view = shared_needs(results)
    every = "all" in request.GET
    domain, region = request.GET.get("domain", ""), request.GET.get("region", "")
    rows = shape.rows(
        view, words, domain=domain, region=region,
        places={state: (one.name, one.region) for state, one in found.items()},
    )
    states = shape.state_rows(found, language=words.language, region=region)
    return render(request, "needs/shared.html", {
        "view": view, "finding": shape.finding(view, words), "lead": shape.lead(view),
        "rows": rows if every else rows[:shape.FIRST],
        "more": 0 if every else max(0, len(rows) - shape.FIRST),
        "domains": words.domains, "regions": shape.region_choices(
            {one.region or shape.region_of(state) for state, one in found.items()},
            words.language,
        ),
        "domain": domain, "region": region,
        "states": states, "invented": sum(not row["on_map"] for row in states),
        "maps": shape.need_map(results, words) if shape.on_the_map(results) else None,
        "may_verify": viewer.may(Action.VERIFY),
    })


@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """List the shared answers with evidence that nobody verified yet."""
    words = instrument_words()
    rows = [
        {"one": one, "name": words.indicators[one.indicator].name}
        for one in to_verify(viewer_of(request)) if one.indicator in words.indicators
    ]
    return render(request, "needs/queue.html", {"rows": rows})


def verify_one(request: HttpRequest, disclosed: int, answer: int, version: int) -> HttpResponse:
    """Open one shared answer for a reason, read it beside its ladder, and verify it."""
    viewer, words = viewer_of(request), instrument_words()
    waiting = (
        one for one in to_verify(viewer)
        if (one.disclosed, one.answer, one.version) == (disclosed, answer, version)
    )
    one = next(waiting, None)
    if one is None:
        raise NotFound
    form, opening = ReasonForm(request.POST or None), request.POST.get("step") == "open"
    opened = request.method == "POST" and not opening
    if request.method == "POST" and form.is_valid():
        about = {"disclosed": disclosed, "answer": answer, "version": version}
        if opening:
            opened, form = _opened(request, form, about), ReasonForm()
        elif _verified(request, form, about):
            messages.success(request, _("The answer is verified. The State sees your reason."))
            return redirect("needs:queue")
    return render(request, "needs/verify.html", {
        "one": one, "form": form, "wording": words.indicators[one.indicator], "opened": opened,
        "level_words": words.indicators[one.indicator].levels[one.level or 0],
        "evidence": [
            {**item, "dated": date.fromisoformat(str(item["dated"]))} for item in one.evidence
        ],
    })


def _opened(request: HttpRequest, form: ReasonForm, about: Mapping[str, int]) -> bool:
    open_shared(
        viewer=viewer_of(request), reason=form.cleaned_data["reason"], clock=clock(), **about
    )
    return True


def _verified(request: HttpRequest, form: ReasonForm, about: Mapping[str, int]) -> bool:
    try:
        verify(
            viewer=viewer_of(request), reason=form.cleaned_data["reason"], clock=clock(), **about
        )
    except InputRefused as fault:
        take_problems(form, fault)
    except Conflict as fault:
        form.add_error(None, fault.text(spoken()))
    else:
        return True
    return False
