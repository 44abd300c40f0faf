"""Materials: list, page, form."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tutela.foundation.errors import InputRefused, NotAllowed
from tutela.pages.request import clock, spoken, viewer_of
from tutela.people.engine.roles import Action
from tutela.registry.store.operations import resources as work
from tutela.registry.store.queries import resources
from tutela.registry.store.queries.resources import KeptMaterial
from tutela.registry.web.forms.resources import SORTS, FindForm, MaterialForm
from tutela.registry.web.presenters import lines, words


@require_safe
def materials(request: HttpRequest) -> HttpResponse:
    """List the materials that fit a topic, an audience and a language."""
    viewer = viewer_of(request)
    form = FindForm(request.GET, people=False)
    chosen = form.chosen()
    return render(request, "registry/work_materials.html", {
        "rows": [_facts(one) for one in resources.materials(viewer, **chosen)], "form": form,
        "asked": any(chosen.values()), "may_add": viewer.may(Action.REGISTER),
    })


def _facts(one: KeptMaterial) -> dict[str, Any]:
    thing, topics, audiences = one.material, words.topics(), words.audiences()
    return {
        "key": one.key, "title": lines.worded(thing.titles), "one": one, "thing": thing,
        "sort": SORTS.get(thing.sort, thing.sort),
        "topics": [topics.get(code, code) for code in thing.topics],
        "audiences": [audiences.get(code, code) for code in thing.audiences],
        "languages": lines.spoken_in(thing.languages),
    }


@require_safe
def material(request: HttpRequest, key: int) -> HttpResponse:
    """Show one material."""
    found = resources.material(viewer_of(request), key)
    return render(request, "registry/work_material.html", _facts(found))


def add(request: HttpRequest) -> HttpResponse:
    """Register a material."""
    viewer = viewer_of(request)
    viewer.require(Action.REGISTER)
    form = MaterialForm(request.POST or None, spoken=spoken())
    if request.method == "POST" and form.is_valid():
        try:
            key = work.add_material(viewer=viewer, material=form.material(), clock=clock())
        except InputRefused as fault:
            form.add_error(None, " ".join(one.text(spoken()) for one in fault.problems))
        else:
            messages.success(request, _("The material is in the registry."))
            return redirect("registry:material", key)
    return _page(request, form, heading=_("Add a material"))


def _page(request: HttpRequest, form: MaterialForm, **more: object) -> HttpResponse:
    return render(request, "registry/work_material_form.html", {"form": form, **more})


def edit(request: HttpRequest, key: int) -> HttpResponse:
    """Change a material."""
    viewer = viewer_of(request)
    found = resources.material(viewer, key)
    if not found.may_edit:
        raise NotAllowed
    form = MaterialForm(request.POST or None, spoken=spoken(), before=found.material)
    if request.method == "POST" and form.is_valid():
        work.edit_material(viewer=viewer, key=key, material=form.material(), clock=clock())
        messages.success(request, _("The change is saved."))
        return redirect("registry:material", key)
    return _page(request, form, heading=_("Edit this material"), key=key)


@require_POST
def withdraw(request: HttpRequest, key: int) -> HttpResponse:
    """Take a material out of sight."""
    work.withdraw_material(viewer=viewer_of(request), key=key, clock=clock())
    messages.success(request, _("The material is out of sight."))
    return redirect("registry:materials")
