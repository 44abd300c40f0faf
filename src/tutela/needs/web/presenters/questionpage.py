"""Everything the page of one question shows, from one reading of the assessment."""

from dataclasses import dataclass
from datetime import date

from django.forms import Form

from tutela.foundation.errors import NotFound
from tutela.needs.engine.answers import AnswerState
from tutela.needs.engine.instrument import Words, current_instrument
from tutela.needs.store.faults import AnswerChanged
from tutela.needs.store.models import Answer
from tutela.needs.store.queries.assessments import Sheet, may_change, sheet
from tutela.needs.store.queries.questions import comments, evidence, history
from tutela.needs.web.presenters import question as shape
from tutela.needs.web.presenters.facts import facts_about
from tutela.needs.web.presenters.progress import standings
from tutela.people.engine.roles import Action
from tutela.people.engine.viewer import Viewer


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What the person wrote and could not be saved."""

    choice: str
    note: str
    form: Form
    fault: AnswerChanged | None = None


def question_page(
    viewer: Viewer, key: int, code: str, *, words: Words, written: Written | None, today: date
) -> dict[str, object]:
    """Return the page of one question.

    Raises:
        NotFound: The viewer's organisation is not asked this question.
    """
    instrument = current_instrument()
    found = sheet(viewer, key)
    standing = standings(found, instrument, today=today)
    if code not in standing:
        raise NotFound
    indicator = instrument.indicators[code]
    domain = instrument.of_domain(indicator.domain)
    fellows = [item.code for item in domain if item.code in standing]
    given = [row for row in found.answers if row.indicator == code]
    own = next((row for row in given if row.organisation_id == viewer.organisation), None)
    before, after = shape.neighbours(code, list(standing))
    return {
        "found": found, "code": code, "indicator": indicator, "today": today,
        "wording": words.indicators[code], "domain": words.domains[indicator.domain],
        "respondents": [words.respondents[name] for name in indicator.respondents],
        "place": fellows.index(code) + 1, "places": len(fellows),
        "domains": shape.domain_menu(
            found, standing, instrument=instrument, words=words, current=indicator.domain
        ),
        "given": shape.given_answers(given), "standing": standing[code],
        "settlement": found.settlements.get(code),
        "evidence": shape.evidence_rows(
            evidence(viewer, given), indicator=indicator, instrument=instrument, today=today
        ),
        "others": shape.items(found, standing, [c for c in fellows if c != code], words=words),
        "history": history(viewer, found, code), "comments": comments(viewer, found, code),
        "may_comment": viewer.may(Action.ANSWER), "before": before, "after": after,
        "facts": facts_about(
            found.state, words.language, region=found.region, domain=indicator.domain
        ),
        "written": written,
        **_form_part(viewer, found, code, given=given, own=own, words=words, written=written),
    }


def _form_part(
    viewer: Viewer, found: Sheet, code: str, *, given: list[Answer], own: Answer | None,
    words: Words, written: Written | None,
) -> dict[str, object]:
    """Settle where agencies differ, otherwise answer for the own organisation."""
    contested = found.own and shape.differ(given)
    may_settle = contested and may_change(viewer, found, Action.SETTLE)
    may_answer = found.open and viewer.may(Action.ANSWER) and code in found.assigned
    settlement = found.settlements.get(code)
    source = settlement if contested else own
    checked = written.choice if written else shape.choice_of(source)
    note = written.note if written else (
        settlement.reason if contested and settlement else own.note if own and not contested else ""
    )
    version = own.version if own else 0
    return {
        "contested": contested, "undecided": contested and settlement is None,
        "may_settle": may_settle, "may_answer": may_answer and not contested,
        "may_add_evidence": may_answer and own is not None and own.level is not None,
        "own": own, "note": note, "version": version, "updated": own.updated_at if own else None,
        "ladder": shape.ladder(
            code, words=words, answers=given if found.own else [], checked=checked,
            settling=contested,
        ),
        "unknown_state": AnswerState.UNKNOWN.value,
    }
