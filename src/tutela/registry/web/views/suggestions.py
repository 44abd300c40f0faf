"""Suggest a correction or a missing activity; decide on suggestions; see what became of them."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from tutela.foundation.errors import Conflict, InputRefused, NotAllowed, NotFound
from tutela.pages.request import clock, spoken, viewer_of, warn
from tutela.people.engine.roles import Action
from tutela.people.engine.viewer import Viewer
from tutela.registry.engine.merging import changed_fields
from tutela.registry.engine.record import Activity
from tutela.registry.store.bodies import activity_from_json, activity_json
from tutela.registry.store.operations import suggesting
from tutela.registry.store.queries.desk import Suggested, suggestion, suggestions
from tutela.registry.store.queries.records import record
from tutela.registry.web.forms.activity import ActivityForm
from tutela.registry.web.forms.drafting import drafted, form_for, take_problems
from tutela.registry.web.presenters import lines, values
from tutela.registry.web.views.editing import form_page, sound


@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """List suggestions that wait, and what became of the others."""
    viewer = viewer_of(request)
    found = {state: suggestions(viewer, state=state) for state in ("open", "accepted", "declined")}
    settled = sorted(
        (*found["accepted"], *found["declined"]), key=lambda one: one.key, reverse=True
    )
    return render(request, "registry/work_suggestions.html", {
        "decide": [_line(viewer, one) for one in found["open"] if one.may_decide],
        "waiting": [_line(viewer, one) for one in found["open"] if not one.may_decide],
        "settled": [_line(viewer, one) for one in settled],
    })


def _line(viewer: Viewer, one: Suggested) -> dict[str, Any]:
    title, address = _about(viewer, one)
    return {
        "one": one, "title": title, "address": address,
        "what": values.named(one.field) if one.record and one.field else _("A missing activity"),
        "state": states()[one.state], "mine": one.made_by == viewer.account,
    }


def states() -> dict[str, str]:
    """Name what became of a suggestion."""
    return {"open": _("Waits for a decision"), "accepted": _("Accepted"),
            "declined": _("Declined")}


def _about(viewer: Viewer, one: Suggested) -> tuple[dict[str, str], str]:
    if not one.field:
        activity = activity_from_json({**one.proposed, "origins": {}})
        address = reverse("registry:record", args=[one.record]) if one.record else ""
        return lines.titled(activity), address
    try:
        shown = record(viewer, one.record)
    except NotFound:
        return {"text": _("A record that is shown no more"), "tag": ""}, ""
    return lines.titled(shown.activity), reverse("registry:record", args=[one.record])


def suggest(request: HttpRequest, key: int) -> HttpResponse:
    """Suggest corrections: the record's form, of which only what was changed is sent."""
    viewer = viewer_of(request)
    viewer.require(Action.SUGGEST)
    shown = record(viewer, key)
    form = form_for(
        request.POST if request.method == "POST" else None, before=shown.told, purpose="suggest"
    )
    more: dict[str, object] = {
        "heading": _("Suggest a correction"), "cancel": reverse("registry:record", args=[key]),
        "record": lines.titled(shown.told),
    }
    if not sound(request, form, shown.told):
        return form_page(request, form, more)
    after = drafted(form, shown.told)
    names = changed_fields(shown.told, after)
    if not names:
        form.add_error(None, _("Nothing is different yet. Change what is wrong, then send it."))
        return form_page(request, form, more)
    body, why = activity_json(after), form.cleaned_data["why"]
    try:
        for name in names:
            suggesting.suggest(
                viewer=viewer, record=key, field=name, proposed=body.get(name), reason=why,
                clock=clock(),
            )
    except InputRefused as fault:
        take_problems(form, fault.problems)
        return form_page(request, form, more)
    messages.success(request, ngettext(
        "Thank you. {n} correction waits for a decision.",
        "Thank you. {n} corrections wait for a decision.", len(names),
    ).format(n=len(names)))
    return redirect("registry:suggestions")


def propose(request: HttpRequest) -> HttpResponse:
    """Propose an activity that the registry lacks."""
    viewer = viewer_of(request)
    viewer.require(Action.SUGGEST)
    form = form_for(request.POST if request.method == "POST" else None, purpose="propose")
    more: dict[str, object] = {
        "heading": _("Suggest a missing activity"), "cancel": reverse("registry:work"),
    }
    if not sound(request, form):
        return form_page(request, form, more)
    suggesting.propose(
        viewer=viewer, activity=drafted(form), reason=form.cleaned_data["why"], clock=clock()
    )
    messages.success(request, _("Thank you. The suggestion waits for a decision."))
    return redirect("registry:suggestions")


def one(request: HttpRequest, key: int) -> HttpResponse:
    """Show one suggestion; who decides accepts it or declines it with a reason."""
    viewer = viewer_of(request)
    found = suggestion(viewer, key)
    words = request.POST.get("words", "").strip()
    missing = False
    if request.method == "POST":
        if not found.may_decide:
            raise NotAllowed
        missing = request.POST.get("decision") != "accept" and not words
        if not missing:
            return _decided(request, found, words)
    return render(request, "registry/work_suggestion.html", {
        **_line(viewer, found), **_values(found), "missing": missing,
        "form_words": words,
    })


def _values(found: Suggested) -> dict[str, Any]:
    if found.field:
        return {"old": values.said_json(found.field, found.old),
                "new": values.said_json(found.field, found.proposed), "rows": []}
    activity = activity_from_json({**found.proposed, "origins": {}})
    rows = [(values.named(name), values.said(activity, name)) for name in found.proposed
            if name not in {"identifier", "origins", "currency"}]
    return {"rows": rows}


def _decided(request: HttpRequest, found: Suggested, words: str) -> HttpResponse:
    viewer = viewer_of(request)
    try:
        if request.POST.get("decision") == "accept":
            suggesting.accept(viewer=viewer, key=found.key, words=words, clock=clock())
            messages.success(request, _("Accepted. The registry shows it from now on."))
        else:
            suggesting.decline(viewer=viewer, key=found.key, words=words, clock=clock())
            messages.success(request, _("Declined. Who suggested it reads your reason."))
    except InputRefused as fault:
        messages.error(request, " ".join(one.text(spoken()) for one in fault.problems))
        return redirect("registry:suggestion", found.key)
    except Conflict as fault:
        warn(request, fault)
    return redirect("registry:suggestions")


def change(request: HttpRequest, key: int) -> HttpResponse:
    """Accept a suggestion with changes."""
    viewer = viewer_of(request)
    found = suggestion(viewer, key)
    if not found.may_decide:
        raise NotAllowed if found.state == "open" else NotFound
    before = _before(viewer, found)
    form = form_for(
        request.POST if request.method == "POST" else None, before=before, purpose="accept"
    )
    more: dict[str, object] = {
        "heading": _("Accept with a change"),
        "cancel": reverse("registry:suggestion", args=[key]),
    }
    if not sound(request, form, before):
        return form_page(request, form, more)
    return _accepted(request, form, found, before) or form_page(request, form, more)


def _before(viewer: Viewer, found: Suggested) -> Activity:
    """Return what would stand in the registry if the suggestion were taken as it is."""
    if not found.field:
        return activity_from_json({**found.proposed, "origins": {}})
    body = activity_json(record(viewer, found.record).told)
    body.pop(found.field, None)
    if found.proposed is not None:
        body[found.field] = found.proposed
    return activity_from_json(body)


def _accepted(
    request: HttpRequest, form: ActivityForm, found: Suggested, before: Activity
) -> HttpResponse | None:
    body = activity_json(drafted(form, before))
    instead = body.get(found.field) if found.field else body
    other = [name for name in changed_fields(before, drafted(form, before))
             if found.field and name != found.field]
    if other:
        form.add_error(None, _("Only “{field}” is decided here. Edit the record to change "
                               "more.").format(field=values.named(found.field)))
        return None
    try:
        suggesting.accept(
            viewer=viewer_of(request), key=found.key, instead=instead, clock=clock(),
            words=_("Accepted with a change."),
        )
    except InputRefused as fault:
        take_problems(form, fault.problems)
        return None
    except Conflict as fault:
        warn(request, fault)
    else:
        messages.success(request, _("Accepted. The registry shows it from now on."))
    return redirect("registry:suggestions")
