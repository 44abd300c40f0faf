"""Evidence: add, remove, download."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from tutela.foundation.errors import Conflict, InputRefused
from tutela.needs.store.operations.evidence import (
    ReadFile,
    add_evidence,
    read_file,
    remove_evidence,
)
from tutela.needs.store.queries.assessments import require_asked, sheet
from tutela.needs.store.queries.questions import evidence_place
from tutela.needs.web.forms.answering import EvidenceForm, ReasonForm
from tutela.needs.web.request import instrument_words
from tutela.pages.request import clock, spoken, take_problems, viewer_of


def add(request: HttpRequest, key: int, code: str) -> HttpResponse:
    """Add one piece of evidence to the own answer."""
    viewer = viewer_of(request)
    found = sheet(viewer, key)
    require_asked(viewer, key, code)
    form = EvidenceForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        clean = dict(form.cleaned_data)
        upload = clean.pop("file")
        try:
            add_evidence(
                viewer=viewer, assessment=key, indicator=code, clock=clock(),
                data=upload.read() if upload else None, **clean,
            )
        except InputRefused as fault:
            take_problems(form, fault)
        except Conflict as fault:
            form.add_error(None, fault.text(spoken()))
        else:
            return redirect("needs:question", key, code)
    return render(request, "needs/evidence_add.html", {
        "found": found, "code": code, "form": form,
        "wording": instrument_words().indicators[code],
    })


@require_POST
def remove(request: HttpRequest, evidence: int) -> HttpResponse:
    """Take evidence away; the history keeps that it was there."""
    viewer = viewer_of(request)
    place = evidence_place(viewer, evidence)
    remove_evidence(viewer=viewer, evidence=evidence, clock=clock())
    return redirect("needs:question", place.assessment, place.indicator)


def file(request: HttpRequest, evidence: int) -> HttpResponse:
    """Hand over the file; another organisation's after a reason was given."""
    viewer = viewer_of(request)
    place = evidence_place(viewer, evidence)
    form = ReasonForm(request.POST or None)
    if place.own:
        return _attachment(read_file(viewer=viewer, evidence=evidence, clock=clock()))
    if request.method == "POST" and form.is_valid():
        return _attachment(read_file(
            viewer=viewer, evidence=evidence, reason=form.cleaned_data["reason"], clock=clock()
        ))
    return render(request, "needs/evidence_reason.html", {"place": place, "form": form})


def _attachment(found: ReadFile) -> HttpResponse:
    answer = HttpResponse(found.data, content_type=found.content_type)
    answer["Content-Disposition"] = f'attachment; filename="{found.name}"'
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer["Cache-Control"] = "no-store"
    return answer
