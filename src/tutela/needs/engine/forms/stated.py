"""Answers that name their state, as Tutela itself writes them: JSON objects and CSV rows."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from tutela.needs.engine.answers import Answer, AnswerState
from tutela.needs.engine.forms.answering import Written, WrittenEvidence, read_answer
from tutela.needs.engine.forms.entries import Entry, read_date, shown
from tutela.needs.engine.forms.reading import Ledger
from tutela.needs.engine.forms.records import Record
from tutela.needs.engine.instrument import Instrument

GIVEN_STATES = tuple(state for state in AnswerState if state is not AnswerState.CONTESTED)
_WITHOUT_LEVEL = {AnswerState.UNKNOWN, AnswerState.NOT_APPLICABLE}


def read_stated(
    record: Record, *, evidence: Sequence[Record], agencies: Mapping[str, str], today: date,
    ledger: Ledger, instrument: Instrument,
) -> Answer | None:
    """Return the answer a record states, None when it cannot be taken.

    Args:
        record: With indicator, agency, state, level, answered and note.
        evidence: Each with level, title, dated, reference and note.
        agencies: Those that are known.
        today: No date may be later.
        ledger: Takes what is wrong.
        instrument: The version in use.
    """
    faults = len(ledger.errors)
    code, agency = (str(record.entry(name).raw or "") for name in ("indicator", "agency"))
    if code not in instrument.indicators:
        ledger.error("indicator.unknown", record.entry("indicator").place, indicator=shown(code))
    if agency not in agencies:
        ledger.error("agency.missing", record.entry("agency").place)
    state = _state(record.entry("state"), ledger=ledger)
    answered = read_date(record.entry("answered"), ledger=ledger, today=today)
    if answered is None and record.entry("answered").blank:
        ledger.error("date.unreadable", record.entry("answered").place, value="")
    if state is None or answered is None:
        return None
    choice = _choice(record, state=state, ledger=ledger)
    written = Written(indicator=code, choice=choice, note=record.entry("note"),
                      evidence=[_evidence(piece) for piece in evidence])
    answer = read_answer(written, agency=agency, answered=answered, today=today, ledger=ledger,
                         any_evidence=True)
    if state is AnswerState.EVIDENCED and not evidence:
        ledger.error("state.evidence", record.entry("state").place, state=state)
    if len(ledger.errors) > faults or answer is None:
        return None
    return replace(answer, state=state)


def _state(entry: Entry, *, ledger: Ledger) -> AnswerState | None:
    text = str(entry.raw or "")
    if text in GIVEN_STATES:
        return AnswerState(text)
    ledger.error("state.unknown", entry.place, value=shown(text), states=", ".join(GIVEN_STATES))
    return None


def _choice(record: Record, *, state: AnswerState, ledger: Ledger) -> Entry:
    level = record.entry("level")
    if level.blank != (state in _WITHOUT_LEVEL):
        ledger.error("state.level", level.place, state=state)
    if state in _WITHOUT_LEVEL:
        return Entry(raw=str(state), place=record.entry("state").place)
    if not level.blank and (isinstance(level.raw, bool) or str(level.raw) not in set("01234")):
        ledger.error("level.unknown", level.place, value=shown(level.raw))
        return Entry(raw=None, place=level.place)
    return level


def _evidence(piece: Record) -> WrittenEvidence:
    return WrittenEvidence(
        title=piece.entry("title"), dated=piece.entry("dated"),
        reference=piece.entry("reference"), note=piece.entry("note"), level=piece.entry("level"))
