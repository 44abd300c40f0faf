"""Read tables, CSV or XLSX, into activities by a mapping of their columns."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import BinaryIO

from tutela.foundation.errors import InputRefused, Place, Problem
from tutela.registry.engine.exchange.cells import BadCell, Line, Sheet, letters
from tutela.registry.engine.exchange.csv_in import open_csv
from tutela.registry.engine.exchange.days import day
from tutela.registry.engine.exchange.drafting import Draft, Keys
from tutela.registry.engine.exchange.faults import fault
from tutela.registry.engine.exchange.guessing import guess_mapping
from tutela.registry.engine.exchange.mapping import Mapping, fingerprint
from tutela.registry.engine.exchange.reading import Feed, Read, Rejected
from tutela.registry.engine.exchange.row import ROLES, RowReader, Told
from tutela.registry.engine.exchange.source_bytes import Progress, head_of, measured
from tutela.registry.engine.exchange.texts import UnreadableError, shown
from tutela.registry.engine.exchange.xlsx_in import open_xlsx

_SAMPLE, _SHOWN_ROWS = 200, 20
_MANY = {"states", "town", "topics", "indicators", "audiences", "languages", "related", *ROLES}


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What the mapping screen shows.

    Attributes:
        headers: Names of the columns.
        rows: The first rows, as text.
        sheet: Name of the sheet, "" in a CSV.
        fingerprint: Key under which a confirmed mapping is kept.
        mapping: The guess.
        problems: What the guess leaves to the person.
    """

    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    sheet: str
    fingerprint: str
    mapping: Mapping
    problems: tuple[Problem, ...]


def preview_table(
    stream: BinaryIO, *, feed: Feed, encoding: str = "", sheet: str = ""
) -> Preview:
    """Return the beginning of a table and the guess of its mapping.

    Raises:
        InputRefused: The file is no table.
    """
    opened = _open(stream, feed=feed, encoding=encoding, sheet=sheet)
    lines = list(itertools.islice(opened.lines, _SAMPLE))
    mapping = replace(_guess(opened, lines), encoding=encoding, sheet=opened.name)
    return Preview(
        headers=tuple(opened.headers), sheet=opened.name, mapping=mapping,
        rows=tuple(tuple("" if cell is None or isinstance(cell, BadCell) else shown(cell)
                         for cell in line.cells)
                   for line in lines[:_SHOWN_ROWS]),
        fingerprint=fingerprint(opened.headers),
        problems=tuple(_open_questions(mapping, opened, lines, feed=feed)),
    )


def read_table(
    stream: BinaryIO,
    *,
    feed: Feed,
    mapping: Mapping | None = None,
    progress: Progress | None = None,
) -> Iterator[Read]:
    """Yield one activity or refusal per row.

    Args:
        stream: CSV or XLSX.
        feed: Becomes the origin of every field.
        mapping: As a person confirmed it; without one it is guessed.
        progress: Told how many bytes were read.

    Raises:
        InputRefused: No table, a column of the mapping is missing or twice, or, without a
            mapping, something that cannot be guessed.
    """
    given = mapping or Mapping(columns={})
    sheet = _open(stream, feed=feed, encoding=given.encoding, sheet=given.sheet,
                  progress=progress)
    lines: Iterator[Line] = sheet.lines
    if mapping is None:
        first = list(itertools.islice(lines, _SAMPLE))
        mapping = _guess(sheet, first)
        if problems := list(_open_questions(mapping, sheet, first, feed=feed)):
            raise InputRefused(problems)
        lines = itertools.chain(first, lines)
    if problems := list(_mismatches(mapping, sheet, feed=feed)):
        raise InputRefused(problems)
    keys = Keys()
    for line in lines:
        place = Place(file=feed.file, sheet=sheet.name, row=line.row)
        yield keys.once(_read(line, sheet=sheet, mapping=mapping, feed=feed, place=place),
                        place=place)


def _open(
    stream: BinaryIO, *, feed: Feed, encoding: str, sheet: str, progress: Progress | None = None
) -> Sheet:
    source = measured(stream, file=feed.file, progress=progress)
    if head_of(source).startswith(b"PK\x03\x04"):
        return open_xlsx(source, feed=feed, sheet=sheet)
    return open_csv(source, feed=feed, encoding=encoding)


def _guess(sheet: Sheet, lines: list[Line]) -> Mapping:
    return guess_mapping(sheet.headers, [line.cells for line in lines])


def _open_questions(
    mapping: Mapping, sheet: Sheet, lines: list[Line], *, feed: Feed
) -> Iterator[Problem]:
    top = Place(file=feed.file, sheet=sheet.name)
    if not any(field.partition(":")[0] == "title" for field in mapping.columns.values()):
        yield fault("mapping.title", replace(top, row=lines[0].row - 1 if lines else 1))
    for header, field in mapping.columns.items():
        at = sheet.headers.index(header)
        for line in lines if field in {"starts", "ends"} else ():
            raw = line.cells[at] if at < len(line.cells) else None
            if isinstance(raw, str) and not mapping.date_order and _is_open(raw):
                place = replace(top, row=line.row, column=letters(at + 1), field=header)
                yield fault("mapping.dates", place, value=shown(raw))
                break


def _is_open(raw: str) -> bool:
    try:
        day(raw)
    except UnreadableError as unreadable:
        return unreadable.code == "date.order"
    return False


def _mismatches(mapping: Mapping, sheet: Sheet, *, feed: Feed) -> Iterator[Problem]:
    place = Place(file=feed.file, sheet=sheet.name)
    taken: dict[str, str] = {}
    for header, field in mapping.columns.items():
        count = sheet.headers.count(header)
        if count != 1:
            code = "table.twice" if count else "table.missing"
            yield fault(code, replace(place, field=header), name=header)
        if field in taken and field not in _MANY:
            yield fault("mapping.twice", replace(place, field=header), first=taken[field],
                        second=header)
        taken[field] = header


def _read(line: Line, *, sheet: Sheet, mapping: Mapping, feed: Feed, place: Place) -> Read:
    draft = Draft(feed=feed, place=place)
    if any(cell not in {None, ""} for cell in line.cells[len(sheet.headers):]):
        found, expected = len(line.cells), len(sheet.headers)
        problem = fault("table.cells", place, found=found, expected=expected)
        return Rejected(identifier="", title="", problems=(problem,))
    told: dict[str, list[Told]] = {}
    for at, header in enumerate(sheet.headers):
        field = mapping.columns.get(header)
        if field:
            raw = line.cells[at] if at < len(line.cells) else None
            where = replace(place, column=letters(at + 1), field=header)
            told.setdefault(field, []).append(Told(raw, where))
    for field, constant in mapping.constants.items():
        told.setdefault(field, []).append(Told(constant, replace(place, field=field)))
    return RowReader(draft=draft, told=told, mapping=mapping, epoch=sheet.epoch).record()
