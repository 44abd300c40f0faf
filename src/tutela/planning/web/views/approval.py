"""Send a version for approval, and decide on it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from tutela.foundation.errors import Conflict, InputRefused
from tutela.pages.request import clock, spoken, take_problems, viewer_of, warn
from tutela.people.engine.roles import Action
from tutela.planning.store.access import owned_plan
from tutela.planning.store.operations.approval import approve, give_back
from tutela.planning.store.operations.approval import send as send_version
from tutela.planning.store.queries.plans import version
from tutela.planning.web.forms.work import DecisionForm
from tutela.planning.web.presenters.versions import lead


@require_POST
def send(request: HttpRequest, key: int, number: int) -> HttpResponse:
    """Send a version for approval."""
    try:
        send_version(viewer=viewer_of(request), plan=key, number=number, clock=clock())
    except Conflict as fault:
        warn(request, fault)
    else:
        messages.success(request, _(
            "The version waits for approval. An administrator of the programme decides on it."
        ))
    return redirect("planning:version", key, number)


def decide(request: HttpRequest, key: int, number: int) -> HttpResponse:
    """Approve a version that waits, or return it with a reason."""
    viewer = viewer_of(request)
    owned_plan(viewer=viewer, key=key, action=Action.APPROVE_PLAN)
    found = version(viewer, key, number)
    form = DecisionForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _decided(request, key, number, form):
        return redirect("planning:version", key, number)
    return render(request, "planning/decide.html", {
        "key": key, "found": found, "form": form, "lead": lead(found, spoken()),
        "waits": found.line.status == "sent" and not found.own,
    })


def _decided(request: HttpRequest, key: int, number: int, form: DecisionForm) -> bool:
    about: dict[str, Any] = {
        "viewer": viewer_of(request), "plan": key, "number": number, "clock": clock(),
    }
    try:
        if form.cleaned_data["decision"] == "return":
            give_back(**about, reason=form.cleaned_data["reason"])
            messages.success(request, _("The version is returned. The planner reads your reason."))
        else:
            sheets = approve(**about)
            messages.success(request, ngettext(
                "The version is approved. {n} State can read its sheet.",
                "The version is approved. {n} States can read their sheets.", sheets,
            ).format(n=sheets))
    except InputRefused as fault:
        take_problems(form, fault)
        return False
    except Conflict as fault:
        form.add_error(None, fault.text(spoken()))
        return False
    return True
