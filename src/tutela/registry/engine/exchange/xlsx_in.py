"""Open an XLSX workbook: checked as a container first, then read row by row."""

import io
import itertools
import re
import warnings
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any, BinaryIO

from openpyxl import load_workbook

from tutela.foundation.archive import ArchiveFault, parts, xml_fault
from tutela.foundation.errors import Place, TutelaError
from tutela.registry.engine.exchange.cells import BadCell, Line, Sheet, letters, unguarded
from tutela.registry.engine.exchange.faults import refusal
from tutela.registry.engine.exchange.reading import MAX_BYTES, Feed
from tutela.registry.engine.exchange.source_bytes import Progress, measured

LARGEST, MOST_PARTS = 60_000_000, 2_000
MOST_COLUMNS, MOST_ROWS = 1_000, 1_048_576
_HEADING_ROWS = 20
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")


def open_xlsx(
    stream: BinaryIO, *, feed: Feed, sheet: str = "", progress: Progress | None = None
) -> Sheet:
    """Return the table of a workbook.

    Args:
        stream: The workbook.
        feed: Names the file in messages.
        sheet: Name of the sheet; "" is the first visible one that holds a table.
        progress: Told how many bytes were read.

    Raises:
        InputRefused: Damaged, entities, too large, no such sheet or no row of headings.
    """
    with measured(stream, file=feed.file, limit=LARGEST, progress=progress) as source:
        data = source.read()
    has_formulas = _check(data, file=feed.file)
    place = Place(file=feed.file)
    workbook = _loaded(data, values=True, place=place)
    written = _loaded(data, values=False, place=place) if has_formulas else workbook
    names = [tab.title for tab in workbook.worksheets if tab.sheet_state == "visible"]
    if sheet and sheet not in names:
        raise refusal("table.sheet", place, name=sheet)
    for name in [sheet] if sheet else names:
        found = _opened(workbook[name], written[name], file=feed.file, epoch=workbook.epoch)
        if found:
            return found
    raise refusal("table.empty", Place(file=feed.file, sheet=sheet, row=1))


def _loaded(data: bytes, *, values: bool, place: Place) -> Any:
    """Open a workbook for its values as they were last computed, or as they were written."""
    try:
        # openpyxl raises whatever its parsers raise, so every fault of a foreign file is damage;
        # what it warns of (styles, drawings) a reader of values does not need.
        with warnings.catch_warnings(action="ignore"):
            return load_workbook(
                io.BytesIO(data), read_only=True, data_only=values, keep_links=False
            )
    except Exception as fault:
        raise refusal("file.damaged", place) from fault


def _check(data: bytes, *, file: str) -> bool:
    """Refuse what must not be opened; return whether any sheet holds a formula."""
    found = False
    place = Place(file=file)
    codes = {"entries": "zip.entries", "encrypted": "file.encrypted", "duplicate": "zip.duplicate",
             "bomb": "zip.bomb", "damaged": "file.damaged"}
    limits = {"entries": MOST_PARTS, "bomb": MAX_BYTES // 1_000_000}
    try:
        for name, content in parts(data, largest=MAX_BYTES, most=MOST_PARTS):
            if name.lower().endswith((".xml", ".rels", ".vml")) and xml_fault(content):
                code = {"entity": "xml.entity"}.get(xml_fault(content), "file.damaged")
                raise refusal(code, place, part=name[:100])
            found |= "/worksheets/" in name and bool(_FORMULA.search(content))
    except ArchiveFault as fault:
        limit = limits.get(fault.reason, 0)
        raise refusal(codes[fault.reason], place, part=fault.part, limit=limit) from fault
    return found


def _opened(tab: Any, written: Any, *, file: str, epoch: datetime) -> Sheet | None:
    name = str(tab.title)
    # The sheet is its own witness where no formula stands anywhere.
    origins = _rows(written) if written is not tab else itertools.repeat(None)
    lines = _lines(zip(_rows(tab), origins, strict=False), file=file, sheet=name)
    first = list(itertools.islice(lines, _HEADING_ROWS))
    # A title above the table fills one cell only; the row of headings is the first with two.
    at = next((number for number, line in enumerate(first) if _width(line) > 1), 0)
    if not first or not _width(first[at]):
        return None
    top = Place(file=file, sheet=name, row=first[at].row)
    headers = [_heading(cell, place=replace(top, column=letters(column)))
               for column, cell in enumerate(first[at].cells, start=1)]
    below = itertools.chain(first[at + 1:], lines)
    return Sheet(headers=headers, lines=below, name=name, epoch=epoch.date())


def _rows(tab: Any) -> Iterator[Any]:
    tab.reset_dimensions()
    rows = iter(tab.iter_rows(max_row=MOST_ROWS))
    while True:
        with warnings.catch_warnings(action="ignore"):
            cells = next(rows, None)
        if cells is None:
            return
        yield cells


def _heading(cell: object, *, place: Place) -> str:
    if isinstance(cell, BadCell):
        raise refusal(cell.code, place)
    return "" if cell is None else unguarded(str(cell)).strip()


def _width(line: Line) -> int:
    return sum(cell is not None and bool(str(cell).strip()) for cell in line.cells)


def _lines(rows: Iterable[Any], *, file: str, sheet: str) -> Iterator[Line]:
    row = 0
    try:
        for row, (cells, written) in enumerate(rows, start=1):
            found = [_content(*pair) for pair in zip(cells, written or cells, strict=False)]
            while found and (found[-1] is None or found[-1] == ""):
                found.pop()
            if found:
                _limit(found, place=Place(file=file, sheet=sheet, row=row))
                yield Line(row=row, cells=found)
    except TutelaError:
        raise
    except Exception as fault:
        # openpyxl raises whatever its parsers raise.
        raise refusal("file.damaged", Place(file=file, sheet=sheet, row=row + 1)) from fault


def _content(cell: Any, written: Any) -> object:
    if cell.data_type == "e":
        return BadCell(code="cell.error")
    # A formula that yields an empty text has the type of a text; one never computed has none.
    if written.data_type == "f" and cell.value is None and cell.data_type != "str":
        return BadCell(code="cell.formula")
    value: object = cell.value
    return value


def _limit(cells: list[object], *, place: Place) -> None:
    if len(cells) > MOST_COLUMNS:
        raise refusal("table.wide", place, limit=MOST_COLUMNS)
