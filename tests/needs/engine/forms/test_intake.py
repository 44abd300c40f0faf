"""Every kind of bad file: its code, its place, and nothing of it comes in."""

import io
import json
import zipfile
import zlib
from datetime import date

import pytest

from tests.needs.engine.forms.files import (
    ANSWER,
    INSTRUMENT,
    SET,
    SUBMISSION,
    csv_of,
    empty_workbook,
    errors,
    filled,
    kobo_json,
    kobo_sheet,
    read,
    rezipped,
    set_json,
    sheet_of,
)
from tutela.needs.engine.forms.archive import LARGEST_FILE
from tutela.needs.engine.forms.problems import ERRORS, WARNINGS
from tutela.needs.engine.forms.xlsform import write_xlsform

F = "F Policy and coordination"


def put(**cells):
    """Change cells of the sheet of domain F."""
    def change(book):
        for name, value in cells.items():
            book.worksheets[1][name] = value
    return filled(change)


def cover(name, value):
    return filled(lambda book: book.worksheets[0].__setitem__(name, value))


def mark(name, value):
    def change(book):
        for row in book["tutela"].iter_rows():
            if row[0].value == name:
                row[1].value = value
    return filled(change)


def bomb(size):
    """A container whose one part grows to ``size`` bytes but says that it is small."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("xl/workbook.xml", b" " * size)
    return stream.getvalue()


def liar(data):
    """A container that gives a small size for a part that is large."""
    size = len(zipfile.ZipFile(io.BytesIO(data)).read("xl/workbook.xml"))
    return data.replace(size.to_bytes(4, "little"), (10).to_bytes(4, "little"))


def ole(stream_name):
    return bytes.fromhex("d0cf11e0a1b11ae1") + bytes(500) + stream_name.encode("utf-16-le")


def encrypted_zip():
    data = bytearray(filled())
    entry = data.rfind(b"PK\x01\x02")
    data[entry + 8] |= 1
    return bytes(data)


def deep(levels):
    return b'{"results": ' + b"[" * levels + b"]" * levels + b"}"


DOCTYPE = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'
UTF16 = '<?xml version="1.0" encoding="UTF-16"?><x/>'.encode("utf-16")
LONG = "x" * 5000

FILES = {
    "empty": (lambda: b"", [("file.empty", "", 0, "")]),
    "blank": (lambda: b" \n ", [("file.empty", "", 0, "")]),
    "oversize": (lambda: b"x" * (LARGEST_FILE + 1), [("file.oversize", "", 0, "")]),
    "prose": (lambda: b"Dear colleagues, the answers follow.", [("file.kind", "", 0, "")]),
    "a picture": (
        lambda: b"\x89PNG\r\n\x1a\n" + bytes(range(128, 256)), [("file.encoding", "", 0, "")]),
    "old Excel": (lambda: ole("Workbook"), [("file.old-excel", "", 0, "")]),
    "password": (lambda: ole("EncryptedPackage"), [("file.encrypted", "", 0, "")]),
    "encrypted part": (encrypted_zip, [("file.encrypted", "", 0, "")]),
    "cut": (lambda: filled()[:5000], [("file.damaged", "", 0, "")]),
    "another zip": (lambda: rezipped(sheet_of([["a"]]), drop=["xl/workbook.xml"]),
                    [("file.kind", "", 0, "")]),
    "another workbook": (
        lambda: sheet_of([["name", "budget"], ["x", 1]]), [("file.kind", "", 0, "")]),
    "bomb": (lambda: bomb(80_000_000), [("zip.bomb", "", 0, "")]),
    "lying bomb": (lambda: liar(bomb(80_000_000)), [("file.damaged", "", 0, "")]),
    "many parts": (lambda: rezipped(filled(), add={f"x/{n}.xml": b"<x/>" for n in range(1001)}),
                   [("zip.entries", "", 0, "")]),
    "macro": (lambda: rezipped(filled(), add={"xl/vbaProject.bin": b"x"}),
              [("workbook.macro", "", 0, "")]),
    "binary": (lambda: rezipped(filled(), add={"xl/workbook.bin": b"x"}),
               [("workbook.binary", "", 0, "")]),
    "external link": (
        lambda: rezipped(filled(), add={"xl/externalLinks/externalLink1.xml": b"<x/>"}),
                      [("workbook.external", "", 0, "")]),
    "external picture": (lambda: rezipped(filled(), add={"xl/drawings/_rels/drawing1.xml.rels":
        b'<Relationships><Relationship Type="image" TargetMode="External" Target="http://a"/>'
        b"</Relationships>"}), [("workbook.external", "", 0, "")]),
    "entity": (lambda: rezipped(filled(), replace={"xl/workbook.xml": DOCTYPE}),
               [("xml.entity", "", 0, "")]),
    "hidden entity": (lambda: rezipped(filled(), replace={"xl/workbook.xml": UTF16}),
                      [("file.encoding", "", 0, "xl/workbook.xml")]),
    "too many rows": (lambda: rezipped(sheet_of([["agency"]]), replace={"xl/worksheets/sheet1.xml":
        b'<worksheet><sheetData><row r="90000"><c r="A90000"><v>1</v></c></row></sheetData>'
        b"</worksheet>"}), [("workbook.too-large", "", 0, "")]),
    "one cell twice": (lambda: rezipped(sheet_of([["agency"]]), replace={"xl/worksheets/sheet1.xml":
        b'<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>'
        b"</sheetData></worksheet>"}), [("file.damaged", "", 0, "")]),
    "empty form": (
        lambda: write_xlsform(instrument=INSTRUMENT, indicators=[]),
        [("file.empty-form", "", 0, "")]),
    "not filled in": (empty_workbook, [("agency.missing", "Start here", 9, "C")]),
    "no answer": (lambda: put(D6=None, D8=None, D10=None, E10=None, F10=None),
                  [("file.no-answers", "", 0, "")]),
    # The workbook.
    "other version": (lambda: mark("version", "7"), [("version.wrong", "tutela", 0, "")]),
    "no version": (lambda: mark("version", None), [("version.missing", "tutela", 0, "")]),
    "other codes": (lambda: mark("codes", "F01 F02"), [("instrument.altered", "tutela", 0, "")]),
    "unknown codes": (lambda: mark("codes", "F01 Z99"), [("indicator.unknown", "tutela", 0, "")]),
    "other schema": (
        lambda: mark("schema", "tutela.workbook/9"), [("json.schema", "tutela", 0, "")]),
    "no cover": (lambda: filled(lambda book: book.remove(book.worksheets[0])),
                 [("sheet.missing", "", 0, "")]),
    "no domain sheet": (lambda: filled(lambda book: book.remove(book.worksheets[1])),
                        [("sheet.missing", "", 0, "")]),
    "unknown code": (lambda: put(A15="Z99"), [("indicator.unknown", F, 15, "A"),
                                      ("row.missing", "", 0, "")]),
    "code twice": (lambda: put(A15="F01"), [("indicator.duplicate", F, 15, "A"),
                                    ("row.missing", "", 0, "")]),
    "row gone": (lambda: filled(lambda book: book.worksheets[1].delete_rows(10)),
                 [("row.missing", F, 6, "")]),
    "formula": (lambda: put(D6="=1+1"), [("cell.formula", F, 6, "D")]),
    "error cell": (lambda: put(D8="#REF!"), [("cell.error", F, 8, "D")]),
    "no level": (lambda: put(D6="9"), [("level.unknown", F, 6, "D")]),
    "yes": (lambda: put(D6=True), [("level.unknown", F, 6, "D")]),
    "long note": (lambda: put(D8=LONG), [("text.too-long", F, 8, "D")]),
    "no title": (lambda: put(D10=None), [("evidence.no-title", F, 10, "D")]),
    "no date": (lambda: put(E10=None), [("evidence.no-date", F, 10, "E")]),
    "a word for a date": (lambda: put(E10="last spring"), [("date.unreadable", F, 10, "E")]),
    "31 February": (lambda: put(E10="2025-02-31"), [("date.unreadable", F, 10, "E")]),
    "a year": (lambda: put(E10=2024), [("date.early", F, 10, "E")]),
    "future": (lambda: put(E10=date(2027, 1, 1)), [("date.future", F, 10, "E")]),
    "before 1945": (lambda: put(E10="1899-01-01"), [("date.early", F, 10, "E")]),
    "evidence for unknown": (lambda: put(D6="? – Unknown"), [("evidence.no-level", F, 10, "D")]),
    "evidence for level 0": (lambda: put(D6="0"), [("evidence.no-level", F, 10, "D")]),
    "several at once": (lambda: put(D6="=A1", D8=LONG, E10="soon"), [
        ("text.too-long", F, 8, "D"), ("cell.formula", F, 6, "D"),
        ("date.unreadable", F, 10, "E")]),
    "no agency": (lambda: cover("C9", None), [("agency.missing", "Start here", 9, "C")]),
    "future answer": (
        lambda: cover("C12", date(2027, 1, 1)), [("date.future", "Start here", 12, "C")]),
    # Exports of KoboToolbox and ODK.
    "kobo labels": (
        lambda: sheet_of([["Name of the agency", "agency", "x_level"], ["P", "P", 1]]), [
        ("column.missing", "Sheet", 1, "")]),
    "kobo without level": (lambda: kobo_sheet(**{"A/A01/A01_level": None}),
                           [("column.missing", "Sheet", 1, ""),
                            ("evidence.no-level", "Sheet", 2, "E")]),
    "kobo unknown code": (lambda: kobo_sheet(**{"Z/Z09/Z09_level": "1"}),
                          [("indicator.unknown", "Sheet", 1, "Z/Z09/Z09_level")]),
    "kobo version": (
        lambda: kobo_sheet(instrument_version="3"), [("version.wrong", "Sheet", 2, "A")]),
    "kobo formula": (lambda: kobo_sheet(**{"A/A01/A01_note": "=1+1"}),
                     [("cell.formula", "Sheet", 2, "E")]),
    "kobo column twice": (lambda: sheet_of([["agency", "agency", "instrument_version", "A01_level"],
                                    ["P", "P", "1", "2"]]), [("column.duplicate", "Sheet", 1, "")]),
    "kobo json version": (lambda: kobo_json({**SUBMISSION, "instrument_version": "2"}),
                          [("version.wrong", "", 1, "instrument_version")]),
    "kobo json no version": (lambda: kobo_json(
        {"agency": "P", "A01_level": "2", "today": "2026-01-01"}),
                             [("version.missing", "", 1, "instrument_version")]),
    "kobo json no agency": (lambda: kobo_json({**SUBMISSION, "who/agency": " "}),
                            [("agency.missing", "", 1, "who/agency")]),
    "kobo json level": (lambda: kobo_json(SUBMISSION, {**SUBMISSION, "who/agency": "B",
                                               "A/A01/A01_level": "5"}),
                        [("level.unknown", "", 2, "A/A01/A01_level")]),
    "kobo json evidence level": (lambda: kobo_json({**SUBMISSION, "A/A01/A01_e1_level": "6"}),
                                 [("evidence.level", "", 1, "A/A01/A01_e1_level")]),
    "kobo json twice": (lambda: kobo_json(SUBMISSION, SUBMISSION),
                        [("indicator.duplicate", "", 2, "A/A01/A01_level")]),
    "kobo json code": (lambda: kobo_json({**SUBMISSION, "Q/Q77/Q77_level": "1"}),
                       [("indicator.unknown", "", 0, "Q/Q77/Q77_level")]),
    "kobo json page": (lambda: json.dumps({"next": "page 2", "results": [SUBMISSION]}).encode(),
                       [("submissions.page", "", 0, "")]),
    "kobo json rows": (lambda: b'{"results": [1]}', [("json.shape", "", 1, "")]),
    "kobo json shape": (lambda: b'{"answer": 42}', [("json.shape", "", 0, "")]),
    "too many submissions": (lambda: kobo_json(*[{"agency": "P"}] * 501),
                             [("submissions.too-many", "", 0, "")]),
    "json cut": (lambda: b'{"results": [\n{"agency":', [("json.damaged", "", 2, "")]),
    "json key twice": (lambda: b'{"results": [], "results": []}', [("json.damaged", "", 0, "")]),
    "json NaN": (lambda: b'{"results": [NaN]}', [("json.damaged", "", 0, "")]),
    "json deep": (lambda: deep(40), [("json.deep", "", 0, "")]),
    "json very deep": (lambda: deep(90_000), [("json.deep", "", 0, "")]),
    "json wide": (lambda: b"[" + b"[]," * 300_000 + b"1]", [("file.too-many-values", "", 0, "")]),
    "latin-1": (lambda: csv_of({**SUBMISSION, "agency": "Préfecture"}).encode("latin-1"),
                [("file.encoding", "", 0, "")]),
    "csv quotation": (lambda: b'agency,instrument_version,A01_level\n"P" x,1,2\n',
                      [("csv.damaged", "", 2, "")]),
    "csv columns": (lambda: b"agency,instrument_version,A01_level\nP,1\n", [
        ("csv.columns", "", 2, "")]),
    "csv formula": (lambda: csv_of({**SUBMISSION, "A/A01/A01_note": "=1+1"}).encode(),
                    [("cell.formula", "", 2, "A/A01/A01_note")]),
    "csv control": (lambda: csv_of({**SUBMISSION, "A/A01/A01_note": "a\x07b"}).encode(),
                    [("text.control", "", 2, "A/A01/A01_note")]),
    "csv wide": (lambda: b"agency," + b"x," * 5000, [("workbook.too-large", "", 0, "")]),
    # Answer sets.
    "set schema": (lambda: set_json(schema="tutela.answers/9"), [("json.schema", "", 0, "schema")]),
    "set shape": (lambda: set_json(agencies={}, title=None), [("json.shape", "", 0, "title"),
                                                      ("json.shape", "", 0, "agencies")]),
    "set version": (lambda: set_json(instrument_version=9),
                    [("version.wrong", "", 0, "instrument_version")]),
    "set country": (lambda: set_json(country="Marevia"), [("country.unknown", "", 0, "country")]),
    "set state": (lambda: set_json(answers=[{**SET["answers"][0], "state": "contested"}]),
                  [("state.unknown", "answers", 1, "state")]),
    "set level": (lambda: set_json(answers=[{**SET["answers"][0], "level": None}]),
                  [("state.level", "answers", 1, "level")]),
    "set evidence": (lambda: set_json(answers=[{**SET["answers"][0], "state": "evidenced"}]),
                     [("state.evidence", "answers", 1, "state")]),
    "set agency": (lambda: set_json(answers=[{**SET["answers"][0], "agency": "x"}]),
                   [("agency.missing", "answers", 1, "agency")]),
    "set twice": (lambda: set_json(answers=SET["answers"] * 2),
                  [("indicator.duplicate", "", 2, "answers")]),
    "set settlement": (lambda: set_json(settlements={"A01": {"level": 2, "reason": " ",
                                                     "settled": "2026-01-01"}}),
                       [("settlement.reason", "settlements", 0, "A01")]),
    "set target": (lambda: set_json(targets={"A01": 9}), [("level.unknown", "targets", 0, "A01")]),
    "csv set columns": (lambda: b"indicator,state\nA01,asserted\n", [
        ("column.missing", "", 1, "") for _ in range(8)]),
    "csv set states": (lambda: csv_of(
        ANSWER, {**ANSWER, "indicator": "A02", "country": "KEN"}).encode(),
                       [("country.differs", "", 3, "country")]),
    "csv set date": (lambda: csv_of({**ANSWER, "answered": "03/04/2026"}).encode(),
                     [("date.unreadable", "", 2, "answered")]),
}


@pytest.mark.parametrize("name", FILES)
def test_a_bad_file_is_refused_with_code_and_place(name):
    make, expected = FILES[name]
    assert errors(make()) == expected


def test_two_sheets_of_one_name_are_refused():
    names = b'<sheet name="A" sheetId="1" r:id="rId1"/><sheet name="a" sheetId="2" r:id="rId1"/>'
    original = sheet_of([["agency"]])
    workbook = zipfile.ZipFile(io.BytesIO(original)).read("xl/workbook.xml")
    start, end = workbook.index(b"<sheets>") + 8, workbook.index(b"</sheets>")
    head = workbook[:start].replace(
        b"<workbook ", b'<workbook xmlns:r="http://schemas.openxmlformats.org/officeDocument/'
        b'2006/relationships" ', 1)
    changed = rezipped(original, replace={"xl/workbook.xml": head + names + workbook[end:]})
    assert errors(changed) == [("sheet.duplicate", "", 0, "")]


def test_one_part_twice_is_refused():
    with pytest.warns(UserWarning, match="Duplicate name"):
        data = rezipped(filled(), add={"xl/workbook.xml": b"<x/>"})
    assert errors(data) == [("zip.duplicate", "", 0, "")]


def test_the_list_of_problems_ends():
    rows = [{"agency": "P"}] * 400 + [{**SUBMISSION, "A01_e2_date": "x"}] * 100
    found = errors(kobo_json(*({**row, "A/A01/A01_level": "x", "A02_level": "y", "A03_level": "z"}
                               for row in rows)))
    assert len(found) == 1001
    assert found[-1] == ("problems.more", "", 0, "")


def test_every_code_is_met_by_a_test():
    met = {code for _, expected in FILES.values() for code, *_ in expected}
    elsewhere = {"sheet.duplicate", "zip.duplicate", "problems.more", "settlement.differs"}
    assert set(ERRORS) - met - elsewhere == set()
    assert not set(ERRORS) & set(WARNINGS)


def test_a_pasted_address_is_no_external_link():
    def paste(book):
        book.worksheets[1]["F10"].hyperlink = "https://example.org/strategy"
    assert read(filled(paste)).errors == ()


def test_a_compressed_part_with_wrong_sum_is_damaged():
    data = bytearray(filled())
    sum_ = zlib.crc32(zipfile.ZipFile(io.BytesIO(bytes(data))).read("xl/workbook.xml"))
    assert errors(bytes(data).replace(sum_.to_bytes(4, "little"), b"\x00\x01\x02\x03")) == [
        ("file.damaged", "", 0, "")]
