"""Answers in and out: forms to fill elsewhere, and import with a look before it counts."""

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from tutela.documents import docx, pdf
from tutela.foundation.errors import Conflict, InputRefused, NotAllowed, NotFound
from tutela.foundation.language import CODES, languages
from tutela.needs.engine.forms.answerset_json import answers_to_json
from tutela.needs.engine.forms.questionnaire import questionnaire
from tutela.needs.engine.forms.workbook import Addressee, write_workbook
from tutela.needs.engine.forms.xlsform import write_xlsform
from tutela.needs.engine.instrument import Indicator, current_instrument
from tutela.needs.store.faults import AssessmentClosed
from tutela.needs.store.operations.imports import check_import, confirm_import, discard_import
from tutela.needs.store.queries.assessments import Sheet, sheet, to_answer_set
from tutela.needs.store.queries.imports import CheckedFile, checked_file
from tutela.needs.web.forms.assessments import UploadForm
from tutela.needs.web.presenters import importing as shape
from tutela.needs.web.request import instrument_words
from tutela.pages.request import clock, spoken, viewer_of
from tutela.people.engine.roles import Action
from tutela.people.engine.states import state_name
from tutela.people.engine.viewer import Viewer
from tutela.people.store.queries import organisation

_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
def forms(request: HttpRequest, key: int) -> HttpResponse:
    """Offer the questions as files to fill elsewhere."""
    viewer = viewer_of(request)
    found = sheet(viewer, key)
    return render(request, "needs/forms.html", {
        "found": found, "languages": [languages()[code] for code in CODES],
        "asked": len(_asked(found)), "may_import": found.open and viewer.may(Action.ANSWER),
    })


def _asked(found: Sheet) -> list[Indicator]:
    return [
        item for code, item in current_instrument().indicators.items()
        if found.own or code in found.assigned
    ]


@require_safe
def form_file(request: HttpRequest, key: int, kind: str, language: str) -> HttpResponse:
    """Hand over one form."""
    viewer = viewer_of(request)
    found = sheet(viewer, key)
    if language not in CODES:
        raise NotFound
    name = organisation(viewer, viewer.organisation).name
    data, media, extension = _form(
        found, kind, language, name=name, today=clock().now().date(), viewer=viewer
    )
    answer = HttpResponse(data, content_type=media)
    answer["Content-Disposition"] = (
        f'attachment; filename="assessment-{key}-{kind}-{language}.{extension}"'
    )
    return answer


def _form(
    found: Sheet, kind: str, language: str, *, name: str, today: date, viewer: Viewer
) -> tuple[bytes, str, str]:
    instrument, asked = current_instrument(), _asked(found)
    if kind == "xlsform":
        return write_xlsform(instrument=instrument, indicators=asked), _XLSX, "xlsx"
    if kind == "workbook":
        addressee = Addressee(
            country=found.state, state=state_name(found.state, language),
            assessment=str(found.key), agency=str(viewer.organisation),
            agency_name="" if found.own else name,
        )
        data = write_workbook(
            instrument=instrument, indicators=asked, language=language, addressee=addressee
        )
        return data, _XLSX, "xlsx"
    if kind in {"paper", "paper-docx"}:
        document = questionnaire(
            instrument=instrument, indicators=asked, language=language, issued=today,
            organisation=name, state=state_name(found.state, language),
        )
        if kind == "paper":
            return pdf.render(document), "application/pdf", "pdf"
        return docx.render(document), _DOCX, "docx"
    if kind == "answers":
        return answers_to_json(to_answer_set(found)), "application/json", "json"
    raise NotFound


def upload(request: HttpRequest, key: int) -> HttpResponse:
    """Take a file and check it."""
    viewer = viewer_of(request)
    found = sheet(viewer, key)
    viewer.require(Action.ANSWER)
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data["file"]
        try:
            made = check_import(
                viewer=viewer, assessment=key, file_name=given.name, data=given.read(),
                clock=clock(),
            )
        except Conflict as fault:
            form.add_error(None, fault.text(spoken()))
        else:
            return redirect("needs:checked", made.pk)
    return render(request, "needs/upload.html", {
        "found": found, "form": form,
        "closed": "" if found.open else AssessmentClosed().text(spoken()),
    })


def checked(request: HttpRequest, pending: int) -> HttpResponse:
    """Show what a checked file would do; a POST takes it over, all or nothing."""
    viewer, today = viewer_of(request), clock().now().date()
    seen = checked_file(viewer, pending, today=today)
    viewer.require(Action.ANSWER)
    found = sheet(viewer, seen.assessment)
    listed = _agencies(viewer, found)
    agencies = shape.guessed_agencies(seen.answers, listed)
    fault = ""
    if request.method == "POST":
        agencies = {
            agency: int(value)
            for number, agency in enumerate(seen.answers.agencies)
            if (value := request.POST.get(f"agency-{number}", "0")).isdecimal()
        }
        try:
            taken = confirm_import(
                viewer=viewer, pending=pending, agencies=agencies, clock=clock()
            )
        except (InputRefused, Conflict, NotAllowed) as refusal:
            texts = [one.text(spoken()) for one in getattr(refusal, "problems", ())]
            fault = " ".join(texts) or refusal.text(spoken())
        else:
            messages.success(request, ngettext(
                "{n} answer was taken over.", "{n} answers were taken over.", taken
            ).format(n=taken))
            return redirect("needs:assessment", seen.assessment)
    return _checked_page(request, seen, found, listed=listed, agencies=agencies, fault=fault)


def _agencies(viewer: Viewer, found: Sheet) -> list[tuple[int, str]]:
    listed = [(part.agency, part.name) for part in found.parts]
    if found.own:
        own = organisation(viewer, viewer.organisation)
        listed.append((own.key, own.name))
    return listed


def _checked_page(
    request: HttpRequest, seen: CheckedFile, found: Sheet, *, listed: list[tuple[int, str]],
    agencies: dict[str, int], fault: str,
) -> HttpResponse:
    words = instrument_words()
    return render(request, "needs/checked.html", {
        "seen": seen, "found": found, "listed": listed, "fault": fault,
        "errors": shape.problems(seen.errors, spoken()),
        "warnings": shape.problems(seen.warnings, spoken()),
        "agencies": [
            {"number": number, "name": name, "chosen": agencies.get(agency, 0)}
            for number, (agency, name) in enumerate(seen.answers.agencies.items())
        ],
        "changes": shape.changes(
            seen, found, agencies, instrument=current_instrument(), words=words
        ),
    }, status=409 if fault else 200)


@require_POST
def discard(request: HttpRequest, pending: int) -> HttpResponse:
    """Forget a checked file."""
    viewer = viewer_of(request)
    seen = checked_file(viewer, pending, today=clock().now().date())
    try:
        discard_import(viewer=viewer, pending=pending, clock=clock())
    except Conflict as fault:
        messages.warning(request, fault.text(spoken()))
    return redirect("needs:import", seen.assessment)
