"""Pages of a domain and of one question: answer, autosave, settle, comment."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tutela.foundation.errors import Conflict, InputRefused, NotFound, TutelaError
from tutela.needs.engine.instrument import current_instrument
from tutela.needs.store.faults import AnswerChanged
from tutela.needs.store.operations.answers import add_comment, save_answer
from tutela.needs.store.operations.settling import settle
from tutela.needs.store.queries.assessments import owned_sheet, require_asked, sheet
from tutela.needs.web.forms.answering import AnswerForm, CommentForm, SettleForm
from tutela.needs.web.presenters import question as shape
from tutela.needs.web.presenters.facts import facts_about
from tutela.needs.web.presenters.progress import by_domain, standings
from tutela.needs.web.presenters.questionpage import Written, question_page
from tutela.needs.web.request import instrument_words
from tutela.pages.request import clock, spoken, take_problems, viewer_of
from tutela.people.engine.roles import Action


@require_safe
def domain(request: HttpRequest, key: int, letter: str) -> HttpResponse:
    """List the questions of one domain."""
    viewer, words, instrument = viewer_of(request), instrument_words(), current_instrument()
    found = sheet(viewer, key)
    standing = standings(found, instrument, today=clock().now().date())
    codes = [item.code for item in instrument.of_domain(letter) if item.code in standing]
    if not codes:
        raise NotFound
    return render(request, "needs/domain.html", {
        "found": found, "name": words.domains[letter], "lead": words.domain_leads[letter],
        "domains": shape.domain_menu(
            found, standing, instrument=instrument, words=words, current=letter
        ),
        "progress": by_domain(standing, instrument)[letter],
        "items": shape.items(found, standing, codes, words=words),
        "facts": facts_about(found.state, words.language, region=found.region, domain=letter),
    })


def question(request: HttpRequest, key: int, code: str) -> HttpResponse:
    """Show one question, and save the answer of the viewer's organisation."""
    if request.method == "POST":
        return _save(request, key, code)
    return _page(request, key, code)


def _page(
    request: HttpRequest, key: int, code: str, *, written: Written | None = None, status: int = 200
) -> HttpResponse:
    page = question_page(
        viewer_of(request), key, code, words=instrument_words(), written=written,
        today=clock().now().date(),
    )
    page.setdefault("comment_form", CommentForm())
    return render(request, "needs/question.html", page, status=status)


def _written(form: AnswerForm | SettleForm, fault: TutelaError | None = None) -> Written:
    data = form.data
    return Written(
        choice=data.get("level", ""), note=data.get("note", data.get("reason", "")), form=form,
        fault=fault if isinstance(fault, AnswerChanged) else None,
    )


def _save(request: HttpRequest, key: int, code: str) -> HttpResponse:
    require_asked(viewer_of(request), key, code)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _page(request, key, code, written=_written(form))
    clean = form.cleaned_data
    try:
        save_answer(
            viewer=viewer_of(request), assessment=key, indicator=code, choice=clean["level"],
            note=clean["note"], version=clean["version"], clock=clock(),
        )
    except InputRefused as fault:
        take_problems(form, fault)
        return _page(request, key, code, written=_written(form))
    except Conflict as fault:
        if not isinstance(fault, AnswerChanged):
            form.add_error(None, fault.text(spoken()))
        return _page(request, key, code, written=_written(form, fault), status=409)
    return _after(request, key, code)


def _after(request: HttpRequest, key: int, code: str) -> HttpResponse:
    """Go on with the question that follows, or back to the domain after its last."""
    found = sheet(viewer_of(request), key)
    instrument = current_instrument()
    codes = [c for c in instrument.indicators if found.own or c in found.assigned]
    _before, after = shape.neighbours(code, codes)
    if after is None or "stay" in request.POST:
        return redirect("needs:question", key, code)
    return redirect("needs:question", key, after)


@require_POST
def autosave(request: HttpRequest, key: int, code: str) -> HttpResponse:
    """Save while the person writes; answers with one line about what happened."""
    require_asked(viewer_of(request), key, code)
    form = AnswerForm(request.POST)
    fault: TutelaError | None = None
    saved = None
    if form.is_valid():
        clean = form.cleaned_data
        try:
            saved = save_answer(
                viewer=viewer_of(request), assessment=key, indicator=code, choice=clean["level"],
                note=clean["note"], version=clean["version"], clock=clock(),
            )
        except (InputRefused, Conflict) as refusal:
            fault = refusal
    texts = [problem.text(spoken()) for problem in getattr(fault, "problems", ())]
    return render(request, "needs/part_saved.html", {
        "saved": saved, "time": timezone.localtime(clock().now()).strftime("%H:%M"),
        "fault": " ".join(texts) or (fault.text(spoken()) if fault else ""),
    })


@require_POST
def decide(request: HttpRequest, key: int, code: str) -> HttpResponse:
    """Settle a disagreement."""
    owned_sheet(viewer_of(request), key, Action.SETTLE)
    form = SettleForm(request.POST)
    if not form.is_valid():
        return _page(request, key, code, written=_written(form))
    clean = form.cleaned_data
    try:
        settle(
            viewer=viewer_of(request), assessment=key, indicator=code, choice=clean["level"],
            reason=clean["reason"], clock=clock(),
        )
    except InputRefused as fault:
        take_problems(form, fault)
        return _page(request, key, code, written=_written(form))
    except Conflict as fault:
        form.add_error(None, fault.text(spoken()))
        return _page(request, key, code, written=_written(form), status=409)
    messages.success(
        request, _("Your decision on {code} is kept with its reason.").format(code=code),
        extra_tags="good",
    )
    return redirect("needs:question", key, code)


@require_POST
def comment(request: HttpRequest, key: int, code: str) -> HttpResponse:
    """Add a comment."""
    sheet(viewer_of(request), key)
    viewer_of(request).require(Action.ANSWER)
    form = CommentForm(request.POST)
    if form.is_valid():
        agency = request.POST.get("agency", "")
        add_comment(
            viewer=viewer_of(request), assessment=key, indicator=code,
            text=form.cleaned_data["text"], agency=int(agency) if agency.isdecimal() else None,
            clock=clock(),
        )
    else:
        messages.warning(request, _("Write the comment first."), extra_tags="warn")
    return redirect("needs:question", key, code)
