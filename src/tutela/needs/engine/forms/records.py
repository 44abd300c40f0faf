"""Records by column name: the shape that rows of a table and objects of JSON have in common."""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from tutela.foundation.errors import Place
from tutela.needs.engine.forms.entries import Entry, Raw, shown
from tutela.needs.engine.forms.reading import Ledger
from tutela.needs.engine.forms.sheets import Sheet
from tutela.needs.engine.forms.spreadsheet import MOST_CELLS, MOST_COLUMNS, MOST_ROWS


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One row or object.

    Attributes:
        row: Number of the row, or of the object in its list, from 1.
        place: Of the record as a whole.
        entries: Value by name of column or key.
    """

    row: int
    place: Place
    entries: Mapping[str, Entry]

    def entry(self, name: str) -> Entry:
        """Return a value, empty when there is none."""
        found = self.entries.get(name)
        return found or Entry(raw=None, place=replace(self.place, field=name))


def csv_records(text: str, *, ledger: Ledger) -> tuple[list[str], list[Record]]:
    """Return header and records of a CSV text; semicolons and tabs are recognised.

    A cell that begins with "=" is a formula to every spreadsheet, so it is marked as one.
    """
    head = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=head.count)
    if text.count(delimiter) > MOST_CELLS:
        ledger.error("file.too-many-values", limit=MOST_CELLS)
        return [], []
    header: list[str] = []
    records: list[Record] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    row = 0
    while True:
        row += 1
        try:
            values = next(reader)
        except StopIteration:
            return header, records
        except csv.Error as fault:
            ledger.error("csv.damaged", ledger.place(row=row), reason=shown(fault))
            return [], []
        if row > MOST_ROWS or len(values) > MOST_COLUMNS:
            ledger.error("workbook.too-large", rows=MOST_ROWS, columns=MOST_COLUMNS)
            return [], []
        if row == 1:
            header = [value.strip() for value in values]
            _check_header(header, ledger=ledger)
        elif any(value.strip() for value in values):
            if len(values) != len(header):
                ledger.error("csv.columns", ledger.place(row=row), found=len(values),
                             expected=len(header))
                continue
            records.append(_row(row, header, values, ledger=ledger))


def _row(row: int, header: Sequence[str], values: Sequence[str], *, ledger: Ledger) -> Record:
    entries = {
        name: Entry(raw=value, fault="cell.formula" if value.lstrip().startswith("=") else "",
                    place=ledger.place(row=row, column=shown(name)))
        for name, value in zip(header, values, strict=True) if value.strip()
    }
    return Record(row=row, place=ledger.place(row=row), entries=entries)


def _check_header(header: Sequence[str], *, ledger: Ledger, sheet: str = "") -> None:
    named = [name for name in header if name]
    for name in sorted({name for name in named if named.count(name) > 1}):
        ledger.error("column.duplicate", ledger.place(sheet=sheet, row=1), name=shown(name))


def sheet_records(sheet: Sheet, *, ledger: Ledger) -> tuple[list[str], list[Record]]:
    """Return header and records of a sheet whose first row names the columns."""
    header = [sheet.text(1, column) for column in range(1, sheet.width + 1)]
    _check_header(header, ledger=ledger, sheet=sheet.name)
    rows: dict[int, dict[str, Entry]] = {}
    for row, column in sorted(sheet.cells):
        entry = sheet.entry(row, column)
        if row > 1 and header[column - 1] and not entry.blank:
            rows.setdefault(row, {})[header[column - 1]] = entry
    records = [
        Record(row=row, place=ledger.place(sheet=sheet.name, row=row), entries=entries)
        for row, entries in rows.items()
    ]
    return header, records


def json_record(
    value: Mapping[str, object], *, row: int, ledger: Ledger, sheet: str = ""
) -> Record:
    """Return an object of JSON as a record; objects inside are flattened with "/" between names."""
    flat: dict[str, Raw] = {}
    _flatten(value, "", flat)
    entries = {
        name: Entry(raw=raw, place=ledger.place(sheet=sheet, row=row, field=shown(name)))
        for name, raw in flat.items()
    }
    return Record(row=row, place=ledger.place(sheet=sheet, row=row), entries=entries)


def _flatten(value: Mapping[str, object], prefix: str, flat: dict[str, Raw]) -> None:
    for name, item in value.items():
        path = f"{prefix}{name}"
        if isinstance(item, dict):
            _flatten(item, f"{path}/", flat)
        elif item is None or isinstance(item, str | int | float | bool):
            flat[path] = item
