"""Answer sets as CSV, one row an answer, for people who work with tables."""

import csv
import io
import re
from dataclasses import replace
from datetime import date

from tutela.needs.engine.answers import Answer, AnswerSet
from tutela.needs.engine.forms.answerset_json import is_state_code
from tutela.needs.engine.forms.entries import NAME_LIMIT, read_text, shown
from tutela.needs.engine.forms.reading import Ledger, Reading
from tutela.needs.engine.forms.records import Record, csv_records
from tutela.needs.engine.forms.stated import read_stated
from tutela.needs.engine.instrument import Instrument

COLUMNS = ("version", "country", "title", "agency", "agency_name", "indicator", "state", "level",
           "answered", "note")
EVIDENCE = ("level", "title", "dated", "reference", "note")

_FORM = "answers-csv"
_SLOT = re.compile(r"evidence_([1-9][0-9]?)_(level|title|dated|reference|note)")
# What a spreadsheet would take for a formula; a leading apostrophe makes it text again.
_RISKY = re.compile(r"'*[=+\-@\t\r]")
_SHIELDED = re.compile(r"'+[=+\-@\t\r]")


def answers_to_csv(answers: AnswerSet) -> bytes:
    """Return CSV in UTF-8 with its mark, so that spreadsheets recognise it.

    Settlements and targets are not part of it: use JSON to carry a whole set.
    """
    ordered = sorted(answers.answers, key=lambda answer: (answer.indicator, answer.agency))
    slots = max((len(answer.evidence) for answer in ordered), default=0)
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([*COLUMNS, *(f"evidence_{slot}_{name}" for slot in range(1, slots + 1)
                                 for name in EVIDENCE)])
    for answer in ordered:
        writer.writerow([_shield(value) for value in _values(answer, answers, slots=slots)])
    return text.getvalue().encode("utf-8-sig")


def _values(answer: Answer, answers: AnswerSet, *, slots: int) -> list[str]:
    values = [
        str(answers.instrument_version), answers.country, answers.title, answer.agency,
        answers.agencies[answer.agency], answer.indicator, str(answer.state),
        "" if answer.level is None else str(answer.level), answer.answered.isoformat(), answer.note,
    ]
    for piece in answer.evidence:
        values += [str(piece.level), piece.title, piece.dated.isoformat(), piece.reference,
                   piece.note]
    return values + [""] * (len(COLUMNS) + slots * len(EVIDENCE) - len(values))


def _shield(text: str) -> str:
    return f"'{text}" if _RISKY.match(text) else text


def read_answers_csv(
    text: str, *, ledger: Ledger, today: date, instrument: Instrument
) -> Reading:
    """Read CSV that ``answers_to_csv`` wrote, or that somebody wrote after its example."""
    header, records = csv_records(text, ledger=ledger)
    for name in (*COLUMNS[:9], "note") if header else ():
        if name not in header:
            ledger.error("column.missing", ledger.place(row=1), name=name)
    for name in header:
        if name not in COLUMNS and not _SLOT.fullmatch(name):
            ledger.warn("column.ignored", ledger.place(row=1), name=shown(name))
    if ledger.errors:
        return ledger.refuse(form=_FORM, version=instrument.version)
    agencies: dict[str, str] = {}
    answers: dict[tuple[str, str], Answer] = {}
    common: dict[str, str] = {}
    for record in map(_unshield, records):
        _head(record, common=common, ledger=ledger, instrument=instrument)
        _agency(record, agencies=agencies, ledger=ledger)
        answer = read_stated(record, evidence=_evidence(record), agencies=agencies, today=today,
                             ledger=ledger, instrument=instrument)
        if answer and (answer.indicator, answer.agency) in answers:
            ledger.error("indicator.duplicate", record.place, indicator=answer.indicator,
                         agency=answer.agency)
        if answer:
            answers[answer.indicator, answer.agency] = answer
    return ledger.close(form=_FORM, answers=AnswerSet(
        country=common.get("country", ""), country_names={}, title=common.get("title", ""),
        instrument_version=instrument.version, agencies=agencies, answers=tuple(answers.values()),
    ))


def looks_like_answers(header: str) -> bool:
    """Return whether the first line is that of our CSV."""
    return {"indicator", "state"} <= set(re.split(r"[,;\t\"\s]+", header))


def _unshield(record: Record) -> Record:
    entries = {
        name: replace(entry, raw=entry.raw[1:])
        if isinstance(entry.raw, str) and _SHIELDED.match(entry.raw) else entry
        for name, entry in record.entries.items()
    }
    return Record(row=record.row, place=record.place, entries=entries)


def _head(
    record: Record, *, common: dict[str, str], ledger: Ledger, instrument: Instrument
) -> None:
    version = record.entry("version")
    if version.blank:
        ledger.error("version.missing", version.place)
    elif str(version.raw).strip() != str(instrument.version):
        ledger.error("version.wrong", version.place, found=shown(version.raw),
                     expected=instrument.version)
    country = record.entry("country")
    value = read_text(country, ledger=ledger, limit=NAME_LIMIT)
    if value and not is_state_code(value):
        ledger.error("country.unknown", country.place, value=shown(value))
    elif common.setdefault("country", value) != value:
        ledger.error("country.differs", country.place, found=value, expected=common["country"])
    title = read_text(record.entry("title"), ledger=ledger, limit=NAME_LIMIT)
    common.setdefault("title", title)


def _agency(record: Record, *, agencies: dict[str, str], ledger: Ledger) -> None:
    key = read_text(record.entry("agency"), ledger=ledger, limit=NAME_LIMIT)
    name = read_text(record.entry("agency_name"), ledger=ledger, limit=NAME_LIMIT)
    if key and name:
        agencies.setdefault(key, name)


def _evidence(record: Record) -> list[Record]:
    slots: dict[int, dict[str, str]] = {}
    for name, entry in record.entries.items():
        if (match := _SLOT.fullmatch(name)) and not entry.blank:
            slots.setdefault(int(match[1]), {})[match[2]] = name
    return [
        Record(row=record.row, place=record.place,
               entries={short: record.entries[name] for short, name in names.items()})
        for _, names in sorted(slots.items())
    ]
