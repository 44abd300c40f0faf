"""Agencies of an assessment: list, invite, remind."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from tutela.foundation.errors import Conflict, InputRefused
from tutela.needs.engine.instrument import current_instrument
from tutela.needs.store.operations.agencies import invite_agency, remind_agency
from tutela.needs.store.queries.assessments import may_change, owned_sheet
from tutela.needs.web.forms.assessments import InviteForm
from tutela.needs.web.mailing import send_reminder
from tutela.needs.web.presenters.dashboard import team
from tutela.needs.web.request import instrument_words
from tutela.pages.request import clock, spoken, take_problems, viewer_of
from tutela.people.engine.roles import Action, Kind
from tutela.people.store.queries import organisations


@require_safe
def agencies(request: HttpRequest, key: int) -> HttpResponse:
    """List the agencies with their parts."""
    viewer, words = viewer_of(request), instrument_words()
    found = owned_sheet(viewer, key)
    known = current_instrument().indicators
    rows = team(found)
    for row, part in zip(rows, found.parts, strict=True):
        letters = sorted({known[code].domain for code in part.indicators if code in known})
        row["domains"] = [words.domains[letter] for letter in letters]
    return render(request, "needs/agencies.html", {
        "found": found, "team": rows,
        "may_change": may_change(viewer, found, Action.OPEN_ASSESSMENT),
    })


def invite(request: HttpRequest, key: int) -> HttpResponse:
    """Ask an agency to answer some domains."""
    viewer, words = viewer_of(request), instrument_words()
    found = owned_sheet(viewer, key, Action.OPEN_ASSESSMENT)
    listed = [
        (one.key, one.name) for one in organisations(viewer)
        if one.state == found.state and one.kind in {Kind.AGENCY, Kind.ACADEMY}
    ]
    part = next(
        (one for one in found.parts if str(one.agency) == request.GET.get("agency")), None
    )
    form = InviteForm(
        request.POST or None, agencies=listed, domains=list(words.domains.items()), part=part,
        initial={"due": found.closes},
    )
    if request.method == "POST" and form.is_valid():
        try:
            invite_agency(viewer=viewer, assessment=key, clock=clock(), **form.asked())
        except InputRefused as fault:
            take_problems(form, fault)
        except Conflict as fault:
            form.add_error(None, fault.text(spoken()))
        else:
            return redirect("needs:agencies", key)
    return render(request, "needs/invite.html", {
        "found": found, "form": form, "any": listed, "part": part,
    })


@require_POST
def remind(request: HttpRequest, key: int, agency: int) -> HttpResponse:
    """Put a reminder at the top of the agency's page, and send it by mail."""
    viewer = viewer_of(request)
    try:
        remind_agency(viewer=viewer, assessment=key, agency=agency, clock=clock())
    except Conflict as fault:
        messages.warning(request, fault.text(spoken()))
    else:
        messages.success(request, _("The agency sees the reminder at the top of its page."))
        sent = send_reminder(viewer=viewer, assessment=key, agency=agency)
        if sent is None:
            messages.warning(request, _("The mail could not be sent. The notice stands."))
        elif sent:
            messages.success(request, ngettext(
                "Mail was sent to {n} person.", "Mail was sent to {n} people.", sent
            ).format(n=sent))
    return redirect("needs:agencies", key)
