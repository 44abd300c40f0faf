"""What States share: the view of the programme, and its queue of answers to verify."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tutela.foundation.errors import Conflict, InputRefused, NotFound
from tutela.needs.engine.aggregate import shared_needs
from tutela.needs.store.operations.settling import verify
from tutela.needs.store.queries.disclosing import to_verify
from tutela.needs.store.queries.results import shared_by_state
from tutela.needs.web.forms.answering import ReasonForm
from tutela.needs.web.presenters import shared as shape
from tutela.needs.web.request import clock, instrument_words, spoken, take_problems, viewer_of
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
    """Read one shared answer beside its ladder, and verify it with a reason."""
    viewer, words = viewer_of(request), instrument_words()
    waiting = (
        one for one in to_verify(viewer)
        if (one.disclosed, one.answer, one.version) == (disclosed, answer, version)
    )
    one = next(waiting, None)
    if one is None:
        raise NotFound
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            verify(
                viewer=viewer, disclosed=disclosed, answer=answer, version=version,
                reason=form.cleaned_data["reason"], clock=clock(),
            )
        except InputRefused as fault:
            take_problems(form, fault)
        except Conflict as fault:
            form.add_error(None, fault.text(spoken()))
        else:
            messages.success(request, _("The answer is verified. The State sees your reason."))
            return redirect("needs:queue")
    return render(request, "needs/verify.html", {
        "one": one, "form": form, "wording": words.indicators[one.indicator],
        "level_words": words.indicators[one.indicator].levels[one.level or 0],
    })
