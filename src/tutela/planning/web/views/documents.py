"""Documents of a version: ask for one, see when it is ready, download it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tutela.foundation.errors import InputRefused, NotFound
from tutela.foundation.language import CODES, languages
from tutela.jobs.store.queries import standing_still
from tutela.pages.request import clock, spoken, take_problems, viewer_of
from tutela.people.engine.states import state_name
from tutela.planning.store.operations.documents import FORMATS, ask_document, read_document
from tutela.planning.store.queries.documents import FileLine
from tutela.planning.store.queries.documents import documents as listed
from tutela.planning.store.queries.plans import Version
from tutela.planning.store.queries.plans import version as one_version
from tutela.planning.web.forms.documents import DocumentForm


def documents(request: HttpRequest, key: int, number: int) -> HttpResponse:
    """List the documents of a version, and ask for one."""
    viewer = viewer_of(request)
    found = one_version(viewer, key, number)
    if not found.solution.feasible:
        raise NotFound
    form = DocumentForm(
        request.POST or None, choices=_choices(found),
        languages=[(code, languages()[code].native) for code in CODES],
        initial={"language": spoken()},
    )
    if request.method == "POST" and form.is_valid():
        try:
            ask_document(viewer=viewer, plan=key, number=number, clock=clock(), **form.asked())
        except InputRefused as fault:
            take_problems(form, fault)
        else:
            return redirect("planning:documents", key, number)
    return render(request, "planning/documents.html", {
        "key": key, "found": found, "form": form, "approved": found.line.status == "approved",
        **_lines(listed(viewer, key, number), found),
    })


@require_safe
def documents_part(request: HttpRequest, key: int, number: int) -> HttpResponse:
    """Return the list alone, for a page that waits."""
    viewer = viewer_of(request)
    found = one_version(viewer, key, number)
    lines = listed(viewer, key, number)
    return render(request, "planning/part_documents.html",
                  {"key": key, "found": found, **_lines(lines, found)})


@require_safe
def document_file(request: HttpRequest, file: int) -> HttpResponse:
    """Hand over a document."""
    found = read_document(viewer=viewer_of(request), file=file, clock=clock())
    answer = HttpResponse(found.data, content_type=found.content_type)
    answer["Content-Disposition"] = f'attachment; filename="{found.name}"'
    answer["Cache-Control"] = "no-store"
    return answer


def _choices(found: Version) -> list[tuple[str, str]]:
    abouts = {
        "brief": [fund.code for fund in found.problem.funds
                  if found.solution.spent.get(fund.code, 0)],
        "state-sheet": sorted({state for item in found.solution.deliveries
                               for state in item.states}),
    }
    return [
        (f"{kind}:{form}:{about}",
         _("{document}, {format}").format(document=_named(found, kind, about), format=_FORMS[form]))
        for kind, forms in FORMATS.items() for about in abouts.get(kind, [""]) for form in forms
    ]


_FORMS = {"pdf": "PDF", "docx": "DOCX", "html": "HTML", "xlsx": "XLSX", "xml": "XML"}


def _named(found: Version, kind: str, about: str) -> str:
    if kind == "brief":
        name = {fund.code: fund.name for fund in found.problem.funds}.get(about, about)
        return _("Brief for {fund}").format(fund=name)
    if kind == "state-sheet":
        state = found.problem.states.get(about)
        name = state_name(about, spoken())
        shown = state.name if state and state.name and name == about else name
        return _("Sheet of {state}").format(state=shown)
    return {
        "project-document": _("Project document"), "work-plan": _("Work plan and budget"),
        "iati": _("Data for IATI"),
    }[kind]


def _lines(lines: list[FileLine], found: Version) -> dict[str, object]:
    names = {code: languages()[code].native for code in CODES}
    rows = [{"line": line, "language": names[line.language], "format": _FORMS[line.format],
             "name": _named(found, line.kind, line.about)} for line in lines]
    waiting = sum(not (line.ready or line.failed) for line in lines)
    return {
        "rows": rows, "waiting": waiting, "still": bool(waiting) and standing_still(),
        "failed": any(line.failed for line in lines[:1]),
    }
