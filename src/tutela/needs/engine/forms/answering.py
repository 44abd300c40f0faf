"""Turn what one agency wrote about one question into an answer, whatever the file was."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tutela.needs.engine.answers import Answer, AnswerState, Evidence
from tutela.needs.engine.forms.entries import (
    NOT_APPLICABLE,
    NOTE_LIMIT,
    REFERENCE_LIMIT,
    TITLE_LIMIT,
    Choice,
    Entry,
    read_choice,
    read_date,
    read_text,
    shown,
)
from tutela.needs.engine.forms.reading import Ledger


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenEvidence:
    """One piece of evidence as written; ``level`` is None where the place decides it."""

    title: Entry
    dated: Entry
    reference: Entry | None = None
    note: Entry | None = None
    level: Entry | int | None = None

    @property
    def blank(self) -> bool:
        """Return whether nothing was written; a level alone is nothing."""
        return all(entry is None or entry.blank
                   for entry in (self.title, self.dated, self.reference, self.note))


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """One answer as written."""

    indicator: str
    choice: Entry
    note: Entry
    evidence: Sequence[WrittenEvidence]


def read_answer(
    written: Written, *, agency: str, answered: date, today: date, ledger: Ledger,
    labels: Sequence[str] = (), any_evidence: bool = False,
) -> Answer | None:
    """Return the answer, None when nothing was answered or it cannot be taken.

    Args:
        written: What stands in the file.
        agency: Key of the agency.
        answered: Day of the answer.
        today: No evidence may be later.
        ledger: Takes what is wrong.
        labels: Words of levels 0..4 in the file's language; others beside the number are noted.
        any_evidence: Whether evidence may hang on an answer without a level from 1 to 4.
    """
    faults = len(ledger.errors)
    note = read_text(written.note, ledger=ledger, limit=NOTE_LIMIT)
    choice = read_choice(written.choice, ledger=ledger)
    pieces = [piece for piece in written.evidence if not piece.blank]
    read = [_evidence(piece, choice=choice, today=today, ledger=ledger) for piece in pieces]
    evidence = tuple(piece for piece in read if piece)
    levelled = any_evidence or (choice is not None and choice.level)
    if pieces and not levelled and len(ledger.errors) == faults:
        ledger.error("evidence.no-level", pieces[0].title.place)
    if len(ledger.errors) > faults:
        return None
    if choice is None:
        if not note or any_evidence:
            return None
        ledger.warn("note.without-answer", written.note.place)
        choice = Choice(level=None, word="unknown")
    _compare_words(choice, written.choice, labels=labels, ledger=ledger)
    return Answer(
        indicator=written.indicator, agency=agency, state=state_of(choice, evidence),
        level=choice.level, answered=answered, note=note, evidence=evidence,
    )


def state_of(choice: Choice, evidence: Sequence[Evidence]) -> AnswerState:
    """Return how far an answer can be relied on when it comes in; nobody has verified it yet."""
    if choice.level is None:
        given = choice.word == NOT_APPLICABLE
        return AnswerState.NOT_APPLICABLE if given else AnswerState.UNKNOWN
    return AnswerState.EVIDENCED if evidence else AnswerState.ASSERTED


def _compare_words(
    choice: Choice, entry: Entry, *, labels: Sequence[str], ledger: Ledger
) -> None:
    if labels and choice.level is not None and choice.label:
        written, known = (" ".join(text.split()).rstrip(".") for text in
                          (choice.label, labels[choice.level]))
        if written != known:
            ledger.warn("answer.words", entry.place, level=choice.level)


def _evidence(
    piece: WrittenEvidence, *, choice: Choice | None, today: date, ledger: Ledger
) -> Evidence | None:
    faults = len(ledger.errors)
    title = read_text(piece.title, ledger=ledger, limit=TITLE_LIMIT)
    dated = read_date(piece.dated, ledger=ledger, today=today)
    reference = _optional(piece.reference, ledger=ledger)
    note = _optional(piece.note, ledger=ledger, limit=NOTE_LIMIT)
    if not title and piece.title.blank:
        ledger.error("evidence.no-title", piece.title.place)
    if dated is None and piece.dated.blank:
        ledger.error("evidence.no-date", piece.dated.place)
    answered = choice.level if choice else None
    level = _evidence_level(piece.level, answered=answered, ledger=ledger)
    if len(ledger.errors) > faults or dated is None or level is None:
        return None
    if answered and level > answered:
        ledger.warn("evidence.above", piece.title.place, level=level)
    return Evidence(level=level, title=title, dated=dated, reference=reference, note=note)


def _optional(entry: Entry | None, *, ledger: Ledger, limit: int = REFERENCE_LIMIT) -> str:
    return "" if entry is None else read_text(entry, ledger=ledger, limit=limit)


def _evidence_level(
    given: Entry | int | None, *, answered: int | None, ledger: Ledger
) -> int | None:
    if isinstance(given, int):
        return given
    if given is None or given.blank:
        return answered or None
    if given.fault:
        ledger.error(given.fault, given.place)
        return None
    text = str(given.raw).strip()
    if text in {"1", "2", "3", "4", "1.0", "2.0", "3.0", "4.0"}:
        return int(text[0])
    ledger.error("evidence.level", given.place, value=shown(given.raw))
    return None
