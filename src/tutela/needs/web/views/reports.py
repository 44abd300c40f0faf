"""Reports: ask for one, see when it is ready, download it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tutela.foundation.errors import InputRefused
from tutela.foundation.language import CODES, languages
from tutela.needs.store.operations.reports import ask_report, read_report
from tutela.needs.store.queries.assessments import sheet
from tutela.needs.store.queries.reports import ReportLine
from tutela.needs.store.queries.reports import reports as listed
from tutela.needs.web.forms.assessments import ReportForm
from tutela.needs.web.presenters.sharing import audience_words
from tutela.pages.request import clock, spoken, take_problems, viewer_of


def reports(request: HttpRequest, key: int) -> HttpResponse:
    """List the reports of an assessment, and ask for one."""
    viewer = viewer_of(request)
    names = {code: languages()[code].native for code in CODES}
    form = ReportForm(
        request.POST or None, languages=list(names.items()),
        audiences=list(audience_words().items()), initial={"language": spoken()},
    )
    lines = listed(viewer, key)
    if request.method == "POST" and form.is_valid():
        try:
            ask_report(viewer=viewer, assessment=key, clock=clock(), **form.cleaned_data)
        except InputRefused as fault:
            take_problems(form, fault)
        else:
            return redirect("needs:reports", key)
    return render(request, "needs/reports.html", {
        "found": sheet(viewer, key), "form": form, **_lines(lines),
    })


@require_safe
def reports_part(request: HttpRequest, key: int) -> HttpResponse:
    """Return the list alone, for a page that waits."""
    lines = listed(viewer_of(request), key)
    return render(request, "needs/part_reports.html", {
        "found": sheet(viewer_of(request), key), **_lines(lines),
    })


def _lines(lines: list[ReportLine]) -> dict[str, object]:
    names, readers = {code: languages()[code].native for code in CODES}, audience_words()
    formats = {"pdf": "PDF", "docx": "DOCX", "html": "HTML", "json": "JSON"}
    rows = [
        {
            "line": line, "language": names[line.language],
            "format": formats[line.format],
            "audience": readers[line.audience],
        }
        for line in lines
    ]
    waiting = sum(not (line.ready or line.failed) for line in lines)
    return {
        "rows": rows, "waiting": waiting, "failed": any(line.failed for line in lines[:1]),
        "none": _("No report yet."),
    }


@require_safe
def report_file(request: HttpRequest, report: int) -> HttpResponse:
    """Hand over a report."""
    found = read_report(viewer=viewer_of(request), report=report, clock=clock())
    answer = HttpResponse(found.data, content_type=found.content_type)
    answer["Content-Disposition"] = f'attachment; filename="{found.name}"'
    answer["Cache-Control"] = "no-store"
    return answer
