"""Experts: list, page, form; nobody is shown to others without consent."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tutela.foundation.errors import NotAllowed
from tutela.pages.request import clock, today, viewer_of
from tutela.people.engine.roles import Action
from tutela.registry.store.operations import resources as work
from tutela.registry.store.queries import resources
from tutela.registry.store.queries.resources import KeptExpert
from tutela.registry.web.forms.resources import ExpertForm, FindForm
from tutela.registry.web.presenters import lines, words


@require_safe
def experts(request: HttpRequest) -> HttpResponse:
    """List the experts that fit a topic, a language and a State."""
    viewer = viewer_of(request)
    form = FindForm(request.GET, people=True)
    chosen = form.chosen()
    return render(request, "registry/work_experts.html", {
        "rows": [_facts(one) for one in resources.experts(viewer, **chosen)], "form": form,
        "asked": any(chosen.values()), "may_add": viewer.may(Action.REGISTER),
    })


def _facts(one: KeptExpert) -> dict[str, Any]:
    person, topics, audiences = one.expert, words.topics(), words.audiences()
    return {
        "key": one.key, "one": one, "person": person,
        "topics": [topics.get(code, code) for code in person.topics],
        "audiences": [audiences.get(code, code) for code in person.audiences],
        "languages": lines.spoken_in(person.languages),
        "states": lines.listed([words.state(code) for code in person.states])
        or _("Anywhere"),
        "available": lines.span(person.available_from, person.available_until)
        if person.available_from or person.available_until else _("Not stated"),
        "seen_by": _seen_by(one),
    }


def _seen_by(one: KeptExpert) -> str:
    if one.expert.consented is None:
        return _("Only the organisation that made the entry. The person has not agreed yet.")
    if one.expert.visibility == "everyone":
        return _("Everyone who is signed in.")
    return _("The programme, and the organisation that made the entry.")


@require_safe
def expert(request: HttpRequest, key: int) -> HttpResponse:
    """Show one expert, with the consent and who sees the entry."""
    found = resources.expert(viewer_of(request), key)
    return render(request, "registry/work_expert.html", _facts(found))


def add(request: HttpRequest) -> HttpResponse:
    """List a person."""
    viewer = viewer_of(request)
    viewer.require(Action.REGISTER)
    form = ExpertForm(request.POST or None, today=today())
    if request.method == "POST" and form.is_valid():
        key = work.add_expert(viewer=viewer, expert=form.expert(), clock=clock())
        messages.success(request, _("The entry is saved."))
        return redirect("registry:expert", key)
    return _page(request, form, heading=_("Add an expert"))


def _page(request: HttpRequest, form: ExpertForm, **more: object) -> HttpResponse:
    return render(request, "registry/work_expert_form.html", {"form": form, **more})


def edit(request: HttpRequest, key: int) -> HttpResponse:
    """Change an entry, or the consent."""
    viewer = viewer_of(request)
    found = resources.expert(viewer, key)
    if not found.may_edit:
        raise NotAllowed
    form = ExpertForm(request.POST or None, today=today(), before=found.expert)
    if request.method == "POST" and form.is_valid():
        work.edit_expert(viewer=viewer, key=key, expert=form.expert(), clock=clock())
        messages.success(request, _("The entry is saved."))
        return redirect("registry:expert", key)
    return _page(request, form, heading=_("Edit this entry"), key=key)


@require_POST
def withdraw(request: HttpRequest, key: int) -> HttpResponse:
    """End a listing and forget what it said."""
    work.withdraw_expert(viewer=viewer_of(request), key=key, clock=clock())
    messages.success(request, _("The entry is deleted."))
    return redirect("registry:experts")
