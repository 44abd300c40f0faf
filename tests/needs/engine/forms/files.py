"""Files for the tests: good ones, and the parts from which bad ones are made."""

import csv
import io
import json
import zipfile
from datetime import date

from openpyxl import Workbook, load_workbook

from tutela.needs.engine.forms.intake import read_any
from tutela.needs.engine.forms.selection import choose
from tutela.needs.engine.forms.workbook import Addressee, write_workbook
from tutela.needs.engine.instrument import current_instrument

TODAY = date(2026, 11, 23)
INSTRUMENT = current_instrument()
DOMAIN_F = choose(INSTRUMENT, domains="F")
SUBMISSION = {
    "instrument_version": "1", "who/agency": "Police", "today": "2026-03-02",
    "A/A01/A01_level": "2", "A/A01/A01_note": "Nine posts.",
    "A/A01/A01_e1_title": "Staff table", "A/A01/A01_e1_date": "2025-05-01",
    "A/A01/A01_e1_ref": "HR-7", "A/A01/A01_e1_level": "1",
}
ANSWER = {
    "version": "1", "country": "XMA", "title": "Rehearsal", "agency": "police",
    "agency_name": "Police", "indicator": "A01", "state": "asserted", "level": "2",
    "answered": "2026-03-02", "note": "",
}
SET = {
    "schema": "tutela.answers/1", "instrument_version": 1, "country": "XMA",
    "country_names": {"en": "Republic of Marevia"}, "title": "Rehearsal",
    "agencies": [{"key": "police", "name": "Police"}],
    "answers": [{"indicator": "A01", "agency": "police", "state": "asserted", "level": 2,
                 "answered": "2026-03-02", "note": "", "evidence": []}],
    "settlements": {}, "targets": {},
}


def empty_workbook(**addressee):
    """A workbook of the seven questions of domain F, as given out."""
    return write_workbook(instrument=INSTRUMENT, indicators=DOMAIN_F, language="en",
                          addressee=Addressee(**addressee))


def filled(change=None):
    """The same, filled in by an agency, and then changed."""
    book = load_workbook(io.BytesIO(empty_workbook()))
    cover, sheet = book.worksheets[:2]
    cover["C9"], cover["C10"], cover["C11"] = "Ministry", "Ministry of justice", "Director"
    cover["C12"] = date(2026, 3, 2)
    sheet["D6"], sheet["D8"] = "3 – whatever", "A note."
    sheet["D10"], sheet["E10"], sheet["F10"] = "Strategy", date(2025, 1, 31), "page 4"
    if change:
        change(book)
    return saved(book)


def saved(book):
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def sheet_of(rows):
    """An XLSX file with one sheet."""
    book = Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    return saved(book)


def kobo_sheet(**changes):
    row = {**SUBMISSION, **changes}
    row = {name: value for name, value in row.items() if value is not None}
    return sheet_of([list(row), list(row.values())])


def kobo_json(*rows):
    return json.dumps({"count": len(rows), "next": None, "results": list(rows)}).encode()


def csv_of(*rows, delimiter=","):
    text = io.StringIO()
    names = list(dict.fromkeys(name for row in rows for name in row))
    writer = csv.DictWriter(text, names, delimiter=delimiter, restval="")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def set_json(**changes):
    return json.dumps({**SET, **changes}).encode()


def rezipped(data, *, replace=None, add=None, drop=()):
    """A container with parts replaced, added twice or left out."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(
            stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in drop:
                new.writestr(name, (replace or {}).get(name, old.read(name)))
        for name, part in (add or {}).items():
            new.writestr(name, part)
    return stream.getvalue()


def read(data, name="file"):
    return read_any(name, data, today=TODAY)


def errors(data, name="file"):
    """Codes and places of what keeps a file out; nothing of it may come in."""
    reading = read(data, name)
    assert reading.errors
    assert not reading.answers.answers
    assert not reading.answers.agencies
    for problem in reading.problems:
        assert problem.text()
    return [(problem.code, problem.place.sheet, problem.place.row,
             problem.place.column or problem.place.field) for problem in reading.errors]
