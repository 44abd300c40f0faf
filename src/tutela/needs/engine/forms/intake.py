"""The one entrance for files of answers: recognise, check, read; all or nothing."""

import re
from datetime import date

from tutela.needs.engine.forms.answerset_csv import looks_like_answers, read_answers_csv
from tutela.needs.engine.forms.answerset_json import answers_from_object
from tutela.needs.engine.forms.archive import LARGEST_FILE, is_ole, refuse_ole, unpack
from tutela.needs.engine.forms.jsontext import load_json
from tutela.needs.engine.forms.kobo import (
    looks_like_submissions,
    read_submission_csv,
    read_submission_json,
    read_submission_sheet,
)
from tutela.needs.engine.forms.plaintext import decode
from tutela.needs.engine.forms.reading import Ledger, Reading
from tutela.needs.engine.forms.spreadsheet import read_sheets
from tutela.needs.engine.forms.workbook_reader import is_workbook, read_filled
from tutela.needs.engine.instrument import Instrument, current_instrument


def read_any(
    name: str, data: bytes, *, today: date, instrument: Instrument | None = None
) -> Reading:
    """Read a file of answers, whatever its form; the content decides, not the name.

    Args:
        name: Name of the file, for the places of problems.
        data: Its bytes.
        today: No date in it may be later.
        instrument: The version in use; the newest when None.

    Returns:
        A reading; its answers are empty unless nothing keeps the file out.
    """
    ledger = Ledger(file=name)
    instrument = instrument or current_instrument()
    if len(data) > LARGEST_FILE:
        ledger.error("file.oversize", limit=LARGEST_FILE // 1_000_000)
    elif not data.strip():
        ledger.error("file.empty")
    elif is_ole(data):
        refuse_ole(data, ledger=ledger)
    elif data.startswith(b"PK"):
        return _read_zip(data, ledger=ledger, today=today, instrument=instrument)
    else:
        return _read_text(data, ledger=ledger, today=today, instrument=instrument)
    return ledger.refuse(version=instrument.version)


def _read_zip(data: bytes, *, ledger: Ledger, today: date, instrument: Instrument) -> Reading:
    parts = unpack(data, ledger=ledger)
    if parts and "xl/workbook.xml" not in parts:
        ledger.error("file.kind")
    sheets = read_sheets(parts, ledger=ledger) if parts and not ledger.errors else []
    if not sheets:
        return ledger.refuse(version=instrument.version)
    if is_workbook(sheets):
        return read_filled(sheets, ledger=ledger, today=today, instrument=instrument)
    if {"survey", "choices"} <= {sheet.name for sheet in sheets}:
        ledger.error("file.empty-form")
        return ledger.refuse(version=instrument.version)
    for sheet in sheets:
        header = [sheet.text(1, column) for column in range(1, sheet.width + 1)]
        if not sheet.hidden and looks_like_submissions(header):
            return read_submission_sheet(sheet, ledger=ledger, today=today, instrument=instrument)
    ledger.error("file.kind")
    return ledger.refuse(version=instrument.version)


def _read_text(data: bytes, *, ledger: Ledger, today: date, instrument: Instrument) -> Reading:
    text = decode(data, ledger=ledger)
    if text is None:
        return ledger.refuse(version=instrument.version)
    if text.lstrip()[:1] in {"{", "["}:
        value = load_json(text, ledger=ledger)
        if ledger.errors:
            return ledger.refuse(version=instrument.version)
        read = (answers_from_object if isinstance(value, dict) and "schema" in value
                else read_submission_json)
        return read(value, ledger=ledger, today=today, instrument=instrument)
    head = text.split("\n", 1)[0]
    if looks_like_answers(head):
        return read_answers_csv(text, ledger=ledger, today=today, instrument=instrument)
    columns = [column.strip(' "\r') for column in re.split("[,;\t]", head)]
    if len(columns) > 1 and looks_like_submissions(columns):
        return read_submission_csv(text, ledger=ledger, today=today, instrument=instrument)
    ledger.error("file.kind")
    return ledger.refuse(version=instrument.version)
