"""Who sees what, and the State's own targets."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from tutela.foundation.errors import InputRefused
from tutela.needs.engine.instrument import current_instrument
from tutela.needs.store.operations.assessments import set_targets
from tutela.needs.store.operations.disclosing import choose_audiences, publish
from tutela.needs.store.queries.assessments import owned_sheet, sheet
from tutela.needs.store.queries.disclosing import chosen_audiences, published_at
from tutela.needs.store.queries.results import result_of
from tutela.needs.web.presenters import sharing as shape
from tutela.needs.web.request import instrument_words
from tutela.pages.request import clock, spoken, viewer_of
from tutela.people.engine.roles import Action


def sharing(request: HttpRequest, key: int) -> HttpResponse:
    """Choose the audience of each answer; shows what each audience would read."""
    viewer, words, instrument = viewer_of(request), instrument_words(), current_instrument()
    chosen = chosen_audiences(viewer, key)
    if request.method == "POST":
        try:
            choose_audiences(
                viewer=viewer, assessment=key, clock=clock(),
                audiences=shape.read_choices(request.POST, instrument, chosen),
            )
        except InputRefused as fault:
            messages.error(request, fault.problems[0].text(spoken()))
        else:
            messages.success(
                request, _("Your choice is kept. Nothing is shared before you publish it.")
            )
        return redirect("needs:sharing", key)
    found = sheet(viewer, key)
    result = result_of(found, as_of=clock().now().date())
    return render(request, "needs/sharing.html", {
        "found": found, "audiences": shape.audience_words(),
        "domains": shape.domains(instrument, words, chosen), "shared": len(chosen),
        "asked": len(instrument.indicators), "published": published_at(viewer, key),
        "previews": [
            shape.preview(result, chosen, name, words)
            for name in ("programme", "region", "public")
        ],
    })


@require_POST
def publish_now(request: HttpRequest, key: int) -> HttpResponse:
    """Replace what others read by the present answers."""
    shared = publish(viewer=viewer_of(request), assessment=key, clock=clock())
    messages.success(request, ngettext(
        "Published. {n} answer is shared.", "Published. {n} answers are shared.", shared
    ).format(n=shared))
    return redirect("needs:sharing", key)


def targets(request: HttpRequest, key: int) -> HttpResponse:
    """Set the State's own target for each question."""
    viewer, words, instrument = viewer_of(request), instrument_words(), current_instrument()
    found = owned_sheet(viewer, key)
    if request.method == "POST":
        set_targets(
            viewer=viewer, assessment=key, clock=clock(),
            levels={
                code: int(level) for code in instrument.indicators
                if (level := request.POST.get(f"target-{code}", "")) in {"1", "2", "3", "4"}
            },
        )
        messages.success(request, _("The targets are kept. The result uses them from now on."))
        return redirect("needs:targets", key)
    return render(request, "needs/targets.html", {
        "found": found, "may_change": viewer.may(Action.SETTLE), "levels": (1, 2, 3, 4),
        "own": len(found.targets),
        "domains": [
            {
                "name": words.domains[letter],
                "rows": [
                    {"code": item.code, "name": words.indicators[item.code].name,
                     "usual": item.target, "level": found.targets.get(item.code, item.target)}
                    for item in instrument.of_domain(letter)
                ],
            }
            for letter in instrument.domains
        ],
    })
