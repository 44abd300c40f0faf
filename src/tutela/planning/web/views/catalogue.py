"""The catalogue of activity types, and the programme body's own numbers."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tutela.foundation.errors import InputRefused, NotFound
from tutela.pages.request import clock, spoken, take_problems, viewer_of
from tutela.people.engine.roles import Action, Kind
from tutela.planning.store.access import require_programme
from tutela.planning.store.operations.types import edit_type
from tutela.planning.store.queries.types import (
    catalogue_of,
    edit_of,
    edited_codes,
    require_reader,
)
from tutela.planning.web.forms.work import TypeForm
from tutela.planning.web.presenters import activity as shape
from tutela.planning.web.presenters.names import SORTS, names_for


@require_safe
def catalogue(request: HttpRequest) -> HttpResponse:
    """List the activity types, by need area."""
    viewer = viewer_of(request)
    require_reader(viewer)
    names, area = names_for(spoken(), viewer_of(request)), request.GET.get("area", "")
    own = edited_codes(viewer) if viewer.kind is Kind.PROGRAMME else frozenset()
    types = catalogue_of(viewer).types
    rows = [
        {"code": code, "name": names.type(code), "words": names.types.get(code), "kind": kind,
         "sort": SORTS.get(kind.sort, kind.sort), "edited": code in own,
         "areas": sorted({indicator[0] for indicator in kind.effects})}
        for code, kind in types.items()
        if not area or any(indicator[0] == area for indicator in kind.effects)
    ]
    return render(request, "planning/catalogue.html", {
        "rows": sorted(rows, key=lambda row: row["name"]), "areas": names.needs.domains,
        "area": area, "all": len(types),
        "may_change": viewer.kind is Kind.PROGRAMME and viewer.may(Action.PLAN),
    })


@require_safe
def kind(request: HttpRequest, code: str) -> HttpResponse:
    """Show one activity type."""
    viewer = viewer_of(request)
    require_reader(viewer)
    found = catalogue_of(viewer).types.get(code)
    if found is None:
        raise NotFound
    names = names_for(spoken(), viewer_of(request))
    return render(request, "planning/type.html", {
        "code": code, "kind": found, "words": names.types.get(code), "name": names.type(code),
        "facts": shape.facts(found, names, "USD"), "effects": shape.effects(found, names),
        "edit": edit_of(viewer, code),
        "may_change": viewer.kind is Kind.PROGRAMME and viewer.may(Action.PLAN),
    })


def change(request: HttpRequest, code: str) -> HttpResponse:
    """Change the numbers of one type for this programme body."""
    viewer = viewer_of(request)
    require_programme(viewer, Action.PLAN)
    found = catalogue_of(viewer).types.get(code)
    if found is None:
        raise NotFound
    names = names_for(spoken(), viewer_of(request))
    form = TypeForm(request.POST or None, kind=found,
                    names={one: names.indicator(one) for one in found.effects})
    if request.method == "POST" and form.is_valid():
        try:
            edit_type(viewer=viewer, code=code, values=form.values(), clock=clock(),
                      reason=form.cleaned_data["reason"])
        except InputRefused as fault:
            take_problems(form, fault)
        else:
            messages.success(request, _("The numbers are kept. They hold for the next solution."))
            return redirect("planning:type", code)
    return render(request, "planning/type_change.html", {
        "code": code, "name": names.type(code), "form": form,
    })
