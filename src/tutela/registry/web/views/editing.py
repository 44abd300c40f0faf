"""Add, edit, withdraw and restore an activity."""

from collections.abc import Mapping

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tutela.foundation.errors import Conflict, InputRefused, NotAllowed
from tutela.pages.request import clock, spoken, today, viewer_of
from tutela.people.engine.roles import Action
from tutela.registry.engine.checking import problems_of
from tutela.registry.engine.record import Activity
from tutela.registry.store.operations import records
from tutela.registry.store.queries.records import Shown, record
from tutela.registry.web import activitypage as shape
from tutela.registry.web.forms.activity import ActivityForm
from tutela.registry.web.forms.drafting import drafted, form_for, take_problems
from tutela.registry.web.presenters import lines

SAVING = {"save", "anyway"}


def sound(request: HttpRequest, form: ActivityForm, before: Activity | None = None) -> bool:
    """Tell whether a form was sent to be saved and has no problem; else put them beside it."""
    if request.method != "POST":
        return False
    fine = form.is_valid()
    if request.POST.get("step") not in SAVING:
        form.errors.clear()  # not sent to be saved yet
        return False
    if fine:
        take_problems(form, problems_of(drafted(form, before)))
    return not form.errors


def unsure(request: HttpRequest, form: ActivityForm) -> bool:
    """Tell whether no topic was chosen though the title suggests some, seen for the first time."""
    if request.POST.get("seen") or form.cleaned_data.get("topics"):
        return False
    return bool(shape.about(form, suggest=True)["suggested"]["topics"])


def form_page(
    request: HttpRequest, form: ActivityForm, more: Mapping[str, object], *, warn: bool = False
) -> HttpResponse:
    """Show the form of an activity."""
    asked = request.method == "POST"
    return render(request, "registry/work_activity.html", {
        **shape.parts(form, suggest=asked), "warn": warn,
        "seen": warn or request.POST.get("seen", ""), **more,
    })


def to_record(key: int) -> HttpResponse:
    """Go to a record's page."""
    return redirect("registry:record", key)


def add(request: HttpRequest) -> HttpResponse:
    """Register an activity; what looks like it is shown before it is saved."""
    viewer = viewer_of(request)
    viewer.require(Action.REGISTER)
    form = form_for(request.POST if request.method == "POST" else None)
    more: dict[str, object] = {"heading": _("Add an activity"), "cancel": reverse("registry:work")}
    if not sound(request, form):
        return form_page(request, form, more)
    if unsure(request, form):
        return form_page(request, form, more, warn=True)
    activity, why = drafted(form), request.POST.get("anyway_why", "").strip()
    anyway = request.POST.get("step") == "anyway"
    if not (anyway and why):
        found = shape.look(viewer, activity, today=today())
        if found.found:
            return render(request, "registry/work_check.html", {
                **shape.check_page(found, activity, request.POST), "unsaid": anyway,
            })
    try:
        key = records.register(
            viewer=viewer, activity=activity, why=why, clock=clock(),
            visibility=form.cleaned_data["visibility"] or "shared",
        )
    except Conflict as fault:
        form.add_error(None, fault.text(spoken()))
        return form_page(request, form, more)
    messages.success(request, _("The activity is in the registry."))
    return to_record(key)


@require_POST
def about(request: HttpRequest) -> HttpResponse:
    """Draw topics and audiences again, with what the title suggests."""
    viewer_of(request).require(Action.SUGGEST)
    form = form_for(request.POST)
    form.is_valid()
    form.errors.clear()
    return render(request, "registry/work_part_about.html", shape.about(form, suggest=True))


def _mine(request: HttpRequest, key: int) -> Shown:
    shown = record(viewer_of(request), key)
    if not shown.may_edit:
        raise NotAllowed
    return shown


def edit(request: HttpRequest, key: int) -> HttpResponse:
    """Change what a record says."""
    shown = _mine(request, key)
    form = form_for(
        request.POST if request.method == "POST" else None, before=shown.told, purpose="edit",
        visibility=shown.visibility,
    )
    version = request.POST.get("version", str(shown.version))
    more: dict[str, object] = {
        "heading": _("Edit this activity"), "cancel": reverse("registry:record", args=[key]),
        "version": version, "key": key, "withdrawn": shown.state != "kept",
        "record": lines.titled(shown.told),
    }
    if not sound(request, form, shown.told):
        return form_page(request, form, more)
    try:
        records.edit(
            viewer=viewer_of(request), key=key, activity=drafted(form, shown.told), clock=clock(),
            version=int(version) if version.isdecimal() else 0, why=form.cleaned_data["why"],
            visibility=form.cleaned_data["visibility"],
        )
    except InputRefused as fault:
        take_problems(form, fault.problems)
    except Conflict as fault:
        form.add_error(None, fault.text(spoken()))
        more["conflict"] = True
    else:
        messages.success(request, _("The change is saved. What the record said before is kept."))
        return to_record(key)
    return form_page(request, form, more)


def withdraw(request: HttpRequest, key: int) -> HttpResponse:
    """Take a record out of sight, with a reason."""
    shown = _mine(request, key)
    why = request.POST.get("why", "").strip()
    if request.method == "POST" and why:
        records.withdraw(viewer=viewer_of(request), key=key, why=why, clock=clock())
        messages.success(request, _("The activity is out of sight. You can restore it here."))
        return redirect("registry:edit", key)
    missing = request.method == "POST"
    return render(request, "registry/work_withdraw.html", {
        "key": key, "record": lines.titled(shown.told), "missing": missing,
    })


@require_POST
def restore(request: HttpRequest, key: int) -> HttpResponse:
    """Show a withdrawn record again."""
    _mine(request, key)
    records.restore(
        viewer=viewer_of(request), key=key, why=_("Restored by hand."), clock=clock()
    )
    messages.success(request, _("The activity is shown again."))
    return to_record(key)
