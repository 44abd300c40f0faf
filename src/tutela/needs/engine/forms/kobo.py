"""Read submissions of KoboToolbox and ODK Central: XLSX, CSV and JSON, grouped names or flat.

Source: KoboToolbox API v2, ``/api/v2/assets/{uid}/data/`` ({"count", "next", "previous",
"results"}); ODK Central OData ({"value": [...]}); both name a question by the path of its groups.
"""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from tutela.needs.engine.answers import Answer, AnswerSet
from tutela.needs.engine.forms.answering import Written, WrittenEvidence, read_answer
from tutela.needs.engine.forms.entries import NAME_LIMIT, Entry, read_date, read_text, shown
from tutela.needs.engine.forms.reading import Ledger, Reading
from tutela.needs.engine.forms.records import Record, csv_records, json_record, sheet_records
from tutela.needs.engine.forms.selection import agency_key
from tutela.needs.engine.forms.sheets import Sheet
from tutela.needs.engine.instrument import Instrument

MOST_SUBMISSIONS = 500
VERSION, AGENCY, KIND, RESPONDENT = "instrument_version", "agency", "agency_kind", "respondent"
EVIDENCE_SLOTS = (1, 2)

_DATES = ("today", "end", "_submission_time", "submissionDate", "SubmissionDate")
_HEAD = {VERSION, AGENCY, KIND, RESPONDENT, *_DATES}
_OWN = re.compile(
    r"(?:^|[/.:-])([A-Z][0-9]{2})[_/.:-](level|note|e[0-9]_(?:level|title|date|ref))$")
_FOREIGN = re.compile(r"(?:^|/)(?:_|meta/|formhub/|__|start$|deviceid$|username$|instanceID$)")


def plain_name(name: str) -> str:
    """Return a question's own name from the path an export gives it.

    >>> [plain_name(name) for name in ("A/A01/A01_level", "A-A01-A01_e1_title", "A/A01/level")]
    ['A01_level', 'A01_e1_title', 'A01_level']
    """
    if match := _OWN.search(name):
        return f"{match[1]}_{match[2]}"
    last = re.split(r"[/:-]", name)[-1]
    return last if last in _HEAD else name


def looks_like_submissions(header: Sequence[str]) -> bool:
    """Return whether names of columns are those of our form."""
    names = {plain_name(name) for name in header}
    return AGENCY in names or any(name.endswith("_level") for name in names)


def read_submission_sheet(
    sheet: Sheet, *, ledger: Ledger, today: date, instrument: Instrument
) -> Reading:
    """Read an XLSX export."""
    header, records = sheet_records(sheet, ledger=ledger)
    if not _check_columns(header, sheet=sheet.name, ledger=ledger, instrument=instrument):
        return ledger.refuse(form="kobo-xlsx", version=instrument.version)
    return _read(records, form="kobo-xlsx", ledger=ledger, today=today, instrument=instrument)


def read_submission_csv(
    text: str, *, ledger: Ledger, today: date, instrument: Instrument
) -> Reading:
    """Read a CSV export."""
    header, records = csv_records(text, ledger=ledger)
    if not header or not _check_columns(header, ledger=ledger, instrument=instrument):
        return ledger.refuse(form="kobo-csv", version=instrument.version)
    return _read(records, form="kobo-csv", ledger=ledger, today=today, instrument=instrument)


def read_submission_json(
    value: Any, *, ledger: Ledger, today: date, instrument: Instrument
) -> Reading:
    """Read a JSON export: the answer of the API, an OData feed, or a plain list."""
    rows = value
    if isinstance(value, dict):
        if value.get("next") or value.get("@odata.nextLink"):
            ledger.error("submissions.page")
        rows = value.get("results", value.get("value"))
    if not isinstance(rows, list):
        ledger.error("json.shape", expected="list")
        return ledger.refuse(form="kobo-json", version=instrument.version)
    records = []
    for row, item in enumerate(rows, start=1):
        if isinstance(item, dict):
            records.append(json_record(item, row=row, ledger=ledger))
        else:
            ledger.error("json.shape", ledger.place(row=row), expected="object")
    names = sorted({name for record in records for name in record.entries})
    _check_codes(names, sheet="", ledger=ledger, instrument=instrument)
    return _read(records, form="kobo-json", ledger=ledger, today=today, instrument=instrument)


def _check_columns(
    header: Sequence[str], *, ledger: Ledger, instrument: Instrument, sheet: str = ""
) -> bool:
    """Say what is wrong with the columns; return whether rows can be read at all."""
    names = [plain_name(name) for name in header if name]
    place = ledger.place(sheet=sheet, row=1)
    for name in (AGENCY, VERSION):
        if name not in names:
            ledger.error("column.missing", place, name=name)
    for name in sorted({name for name in names if names.count(name) > 1}):
        if name not in header or header.count(name) == 1:
            ledger.error("column.duplicate", place, name=shown(name))
    codes = {match[1] for name in names if (match := _OWN.search(name))}
    for code in sorted(codes & set(instrument.indicators)):
        if f"{code}_level" not in names:
            ledger.error("column.missing", place, name=f"{code}_level")
    _check_codes(header, sheet=sheet, ledger=ledger, instrument=instrument)
    return AGENCY in names and VERSION in names


def _check_codes(
    header: Sequence[str], *, sheet: str, ledger: Ledger, instrument: Instrument
) -> None:
    for name in header:
        match = _OWN.search(name)
        place = ledger.place(sheet=sheet, row=1 if sheet else 0, field=shown(name))
        if match and match[1] not in instrument.indicators:
            ledger.error("indicator.unknown", place, indicator=match[1])
        elif name and not match and plain_name(name) not in _HEAD and not _FOREIGN.search(name):
            ledger.warn("column.ignored", place, name=shown(name))


def _read(
    records: Sequence[Record], *, form: str, ledger: Ledger, today: date, instrument: Instrument
) -> Reading:
    if len(records) > MOST_SUBMISSIONS:
        ledger.error("submissions.too-many", limit=MOST_SUBMISSIONS)
        return ledger.refuse(form=form, version=instrument.version)
    agencies: dict[str, str] = {}
    answers: dict[tuple[str, str], Answer] = {}
    for record in records:
        plain: dict[str, Entry] = {}
        for name, entry in record.entries.items():
            plain.setdefault(plain_name(name), entry)
        submission = Record(row=record.row, place=record.place, entries=plain)
        _version(submission, ledger=ledger, instrument=instrument)
        name = read_text(submission.entry(AGENCY), ledger=ledger, limit=NAME_LIMIT)
        if not name and submission.entry(AGENCY).blank:
            ledger.error("agency.missing", submission.entry(AGENCY).place)
        agencies.setdefault(agency_key(name), name)
        for answer in _submission(submission, agency=agency_key(name), ledger=ledger, today=today,
                                  instrument=instrument):
            key = answer.agency, answer.indicator
            if key in answers:
                ledger.error("indicator.duplicate",
                             submission.entry(f"{answer.indicator}_level").place,
                             indicator=answer.indicator, agency=name)
            answers[key] = answer
    return ledger.close(form=form, answers=AnswerSet(
        country="", country_names={}, title="", instrument_version=instrument.version,
        agencies=agencies, answers=tuple(answers.values()),
    ))


def _version(record: Record, *, ledger: Ledger, instrument: Instrument) -> None:
    entry = record.entry(VERSION)
    found = read_text(entry, ledger=ledger, limit=NAME_LIMIT)
    if entry.blank:
        ledger.error("version.missing", entry.place)
    elif found and found != str(instrument.version):
        ledger.error("version.wrong", entry.place, found=shown(found),
                     expected=instrument.version)


def _submission(
    record: Record, *, agency: str, ledger: Ledger, today: date, instrument: Instrument
) -> list[Answer]:
    answered = _answered(record, ledger=ledger, today=today)
    codes = sorted({match[1] for name in record.entries if (match := _OWN.search(name))})
    answers = []
    for code in codes:
        if code in instrument.indicators:
            answer = read_answer(_written(record, code), agency=agency, answered=answered,
                                 today=today, ledger=ledger)
            if answer:
                answers.append(answer)
    return answers


def _answered(record: Record, *, ledger: Ledger, today: date) -> date:
    for name in _DATES:
        entry = record.entry(name)
        if not entry.blank:
            # A telephone east of us may be a day ahead.
            day = read_date(entry, ledger=ledger, today=today + timedelta(days=1))
            return min(day, today) if day else today
    ledger.warn("date.assumed", record.place, value=today.isoformat())
    return today


def _written(record: Record, code: str) -> Written:
    def slot(number: int) -> WrittenEvidence:
        stem = f"{code}_e{number}"
        return WrittenEvidence(
            title=record.entry(f"{stem}_title"), dated=record.entry(f"{stem}_date"),
            reference=record.entry(f"{stem}_ref"), level=record.entry(f"{stem}_level"))

    return Written(
        indicator=code, choice=record.entry(f"{code}_level"), note=record.entry(f"{code}_note"),
        evidence=[slot(number) for number in EVIDENCE_SLOTS])
