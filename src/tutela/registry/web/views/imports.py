"""Import files: upload, say what columns mean, look, then keep everything or nothing."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from tutela.foundation.errors import Conflict, InputRefused
from tutela.pages.request import clock, spoken, viewer_of, warn
from tutela.people.engine.roles import Action
from tutela.people.engine.viewer import Viewer
from tutela.people.store.queries import organisation
from tutela.registry.engine.exchange.detect import Kind, kind_of
from tutela.registry.engine.exchange.mapping import ENCODINGS, Mapping
from tutela.registry.engine.exchange.table import Preview
from tutela.registry.store.operations import imports as work
from tutela.registry.store.queries import desk
from tutela.registry.store.queries.deciding import (
    kind_of_import,
    mapping_of,
    table_of,
    without_topics,
)
from tutela.registry.web.forms.importing import ColumnsForm, UploadForm
from tutela.registry.web.presenters import importing as shape

TABLES = {Kind.CSV, Kind.XLSX}
_HEAD = 65_536


@require_safe
def imports(request: HttpRequest) -> HttpResponse:
    """List the imports of the organisation."""
    named = shape.states()
    rows = [{"one": one, "state": named[one.state]} for one in desk.imports(viewer_of(request))]
    return render(request, "registry/work_imports.html", {"rows": rows})


def upload(request: HttpRequest) -> HttpResponse:
    """Take a file; a table first asks what its columns mean, unless that is remembered."""
    viewer = viewer_of(request)
    viewer.require(Action.REGISTER)
    form = UploadForm(
        request.POST or None, request.FILES or None,
        initial={"source": organisation(viewer, viewer.organisation).name},
    )
    if request.method == "POST" and form.is_valid():
        key = _take(viewer, form.cleaned_data["file"], form)
        return redirect("registry:import", key)
    return render(request, "registry/work_upload.html", {"form": form})


def _take(viewer: Viewer, given: "UploadedFile[Any]", form: UploadForm) -> int:
    table = kind_of(given.read(_HEAD)) in TABLES
    key = work.check_import(
        viewer=viewer, file_name=given.name or "", data=given.chunks(), clock=clock(), hold=table,
        source=form.cleaned_data["source"], visibility=form.cleaned_data["visibility"],
    )
    if table:
        _use_remembered(viewer, key)
    return key


def _use_remembered(viewer: Viewer, key: int) -> None:
    """Read a table with the columns that somebody chose for such a table before."""
    try:
        found = table_of(viewer, key)
    except InputRefused:
        return
    known = desk.mapping(viewer, found.fingerprint)
    if known:
        work.read_with(viewer=viewer, key=key, mapping=known, clock=clock())


def columns(request: HttpRequest, key: int) -> HttpResponse:
    """Say which column means what; the answer is remembered for tables with these headings."""
    viewer = viewer_of(request)
    seen = desk.import_row(viewer, key)
    page = {"seen": seen}
    encoding = request.POST.get("encoding") or request.GET.get("encoding", "")
    try:
        table = table_of(viewer, key, encoding=encoding)
    except (InputRefused, LookupError) as fault:
        found = getattr(fault, "problems", ())
        return render(request, "registry/work_columns.html", {
            **page, "unreadable": shape.problems(found),
            "encodings": [code for code in ENCODINGS if code],
        })
    form = ColumnsForm(request.POST or None, table=table, known=_known(viewer, key, table))
    if request.method == "POST" and form.is_valid():
        chosen = form.mapping().to_json()
        try:
            work.read_with(viewer=viewer, key=key, mapping=chosen, clock=clock())
        except Conflict as fault:
            form.add_error(None, fault.text(spoken()))
        else:
            work.remember_mapping(
                viewer=viewer, fingerprint=table.fingerprint, body=chosen, clock=clock()
            )
            return redirect("registry:import", key)
    return render(request, "registry/work_columns.html", {
        **page, "form": form, "table": table, "questions": shape.problems(table.problems),
    })


def _known(viewer: Viewer, key: int, table: Preview) -> Mapping | None:
    """Return the columns chosen for this import, else those remembered for such a table."""
    kept = mapping_of(viewer, key) or desk.mapping(viewer, table.fingerprint)
    return Mapping.from_json(dict(kept)) if kept else None


@require_safe
def one(request: HttpRequest, key: int) -> HttpResponse:
    """Show what a file would change, or what became of it."""
    viewer = viewer_of(request)
    seen = desk.import_row(viewer, key)
    if seen.state == "columns":
        return redirect("registry:import-columns", key)
    kind = kind_of_import(viewer, key)
    return render(request, "registry/work_import.html", {
        "seen": seen, "state": shape.states()[seen.state], "kind": shape.kinds()[kind],
        "table": kind in TABLES, "mapped": bool(mapping_of(viewer, key)),
        "problems": shape.problems(seen.problems), "samples": shape.samples(seen),
        "refusals": shape.refusals(seen), "going": seen.state in {"waiting", "keeping"},
        "topics": without_topics(viewer, source=seen.source)[1] if seen.state == "kept" else 0,
    })


@require_safe
def progress(request: HttpRequest, key: int) -> HttpResponse:
    """Draw how far a large file has come; the whole page again once it has ended."""
    seen = desk.import_row(viewer_of(request), key)
    if seen.state not in {"waiting", "keeping"}:
        answer = HttpResponse()
        answer["HX-Refresh"] = "true"
        return answer
    return render(request, "registry/work_part_progress.html", {
        "seen": seen, "state": shape.states()[seen.state],
    })


@require_POST
def keep(request: HttpRequest, key: int) -> HttpResponse:
    """Take a checked file over, everything or nothing."""
    viewer = viewer_of(request)
    if _done(request, key, work.keep_import):
        seen = desk.import_row(viewer, key)
        taken = seen.new + seen.changed
        if seen.state == "kept":
            messages.success(request, ngettext(
                "{n} record was taken over.", "{n} records were taken over.", taken
            ).format(n=taken))
    return redirect("registry:import", key)


@require_POST
def discard(request: HttpRequest, key: int) -> HttpResponse:
    """Forget a file."""
    if _done(request, key, work.discard_import):
        messages.success(request, _("The file is discarded. Nothing was changed."))
    return redirect("registry:imports")


@require_POST
def stop(request: HttpRequest, key: int) -> HttpResponse:
    """Stop a file that is being read or taken over."""
    if _done(request, key, work.stop_import):
        messages.success(request, _("It will stop in a moment. Nothing of it is half kept."))
    return redirect("registry:import", key)


def _done(request: HttpRequest, key: int, act: Callable[..., None]) -> bool:
    try:
        act(viewer=viewer_of(request), key=key, clock=clock())
    except Conflict as fault:
        warn(request, fault)
        return False
    return True


@require_safe
def rejected(request: HttpRequest, key: int) -> HttpResponse:
    """Hand over the rejected records as CSV."""
    seen = desk.import_row(viewer_of(request), key)
    answer = HttpResponse(shape.rejected_csv(seen), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="rejected-{key}.csv"'
    return answer
