"""The catalogue as a file, and the programme body's changes of it: download, look, keep."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from tutela.foundation.errors import Conflict, InputRefused
from tutela.pages.request import clock, spoken, viewer_of, warn
from tutela.people.engine.roles import Action
from tutela.people.engine.viewer import Viewer
from tutela.planning.engine.catalogue_file import (
    LARGEST,
    CatalogueRefused,
    catalogue_to_toml,
    edits_to_toml,
)
from tutela.planning.store.access import require_programme
from tutela.planning.store.operations.edits import Preview, drop_edits, keep_edits, preview_edits
from tutela.planning.store.queries.types import (
    catalogue_of,
    edits_of,
    require_reader,
    stamp_of,
)
from tutela.planning.web.forms.work import EditsForm, KeepEditsForm
from tutela.planning.web.presenters.edits import changes, faults
from tutela.planning.web.presenters.names import names_for


@require_safe
def whole(request: HttpRequest) -> HttpResponse:
    """Hand over the whole catalogue as the viewer sees it."""
    viewer = viewer_of(request)
    require_reader(viewer)
    return _file(catalogue_to_toml(catalogue_of(viewer)), "catalogue.toml")


@require_safe
def present(request: HttpRequest) -> HttpResponse:
    """Hand over the present changes."""
    viewer = viewer_of(request)
    require_programme(viewer, Action.PLAN)
    return _file(edits_to_toml(edits_of(viewer)), "catalogue-changes.toml")


def edits(request: HttpRequest) -> HttpResponse:
    """Take a file of changes, and show what it would do or what is wrong with it."""
    viewer = viewer_of(request)
    require_programme(viewer, Action.PLAN)
    form, context = EditsForm(), dict[str, Any]()
    if request.method == "POST":
        form = EditsForm(request.POST, request.FILES)
        if form.is_valid():
            given = form.cleaned_data["file"]
            context = _looked_at(viewer, given.read(LARGEST + 1), given.name)
    return _page(request, viewer, form=form, **context)


@require_POST
def keep(request: HttpRequest) -> HttpResponse:
    """Keep the changes that were looked at, or take all of them back."""
    viewer = viewer_of(request)
    require_programme(viewer, Action.PLAN)
    form, drop = KeepEditsForm(request.POST), "drop" in request.POST
    if not form.is_valid():
        return _again(request, viewer, form, drop=drop)
    given, text = form.cleaned_data, form.cleaned_data["text"].encode()
    try:
        if drop:
            done = drop_edits(viewer=viewer, reason=given["reason"], stamp=given["stamp"],
                              clock=clock())
        else:
            done = keep_edits(viewer=viewer, data=text, reason=given["reason"],
                              stamp=given["stamp"], clock=clock())
    except CatalogueRefused as fault:
        return _page(request, viewer, form=EditsForm(), problems=faults(fault.problems, spoken()))
    except (Conflict, InputRefused) as fault:
        warn(request, fault)
        return redirect("planning:edits")
    messages.success(request, ngettext(
        "{n} type was changed. It holds for the next solution.",
        "{n} types were changed. They hold for the next solution.", len(done),
    ).format(n=len(done)))
    return redirect("planning:catalogue")


def _looked_at(viewer: Viewer, data: bytes, name: str) -> dict[str, Any]:
    try:
        found = preview_edits(viewer=viewer, data=data)
    except CatalogueRefused as fault:
        return {"problems": faults(fault.problems, spoken()), "file": name}
    text = data.decode("utf-8-sig")
    return {"preview": found, "file": name,
            "keeping": KeepEditsForm(initial={"text": text, "stamp": found.stamp})}


def _again(
    request: HttpRequest, viewer: Viewer, form: KeepEditsForm, *, drop: bool
) -> HttpResponse:
    """Show the same again beside what the form lacks."""
    if drop:
        return _page(request, viewer, form=EditsForm(), dropping=form)
    context = _looked_at(viewer, form.data.get("text", "").encode(), "")
    if "preview" in context:
        context["keeping"] = form
    return _page(request, viewer, form=EditsForm(), **context)


def _page(
    request: HttpRequest, viewer: Viewer, *, form: EditsForm, preview: Preview | None = None,
    dropping: KeepEditsForm | None = None, **context: Any,
) -> HttpResponse:
    now, names = edits_of(viewer), names_for(spoken(), viewer)
    shown = context.get("keeping") or dropping or form
    return render(request, "planning/edits.html", {
        "upload": form, "form": shown, "preview": preview, "present": len(now),
        "changes": changes(preview.changes, names) if preview else [],
        "gone": [names.type(code) for code, edit in now.items() if edit is False],
        "dropping": dropping or KeepEditsForm(initial={"stamp": stamp_of(now)}, auto_id="drop_%s"),
        "title": _("Change the catalogue by a file"), **context,
    })


def _file(data: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(data, content_type="application/toml")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "no-store"
    return answer
