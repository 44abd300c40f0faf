"""Open a CSV: encoding and delimiter from its content, rows one at a time."""

import codecs
import csv
import io
import itertools
from collections.abc import Iterator
from typing import BinaryIO

from tutela.foundation.errors import Place
from tutela.registry.engine.exchange.cells import Line, Sheet, unguarded
from tutela.registry.engine.exchange.faults import refusal
from tutela.registry.engine.exchange.reading import Feed
from tutela.registry.engine.exchange.source_bytes import Progress, head_of, measured
from tutela.registry.engine.exchange.texts import shown

MOST_COLUMNS, MOST_ROWS = 1_000, 2_000_000
_DELIMITERS = (",", ";", "\t", "|")
_SAMPLE_ROWS = 20


def open_csv(
    stream: BinaryIO, *, feed: Feed, encoding: str = "", progress: Progress | None = None
) -> Sheet:
    """Return the table of a CSV.

    Args:
        stream: UTF-8 or UTF-16, with or without a mark, unless an encoding is given.
        feed: Names the file in messages.
        encoding: Of a file that is not Unicode.
        progress: Told how many bytes were read.

    Raises:
        InputRefused: Not Unicode and no encoding given, no row of headings, too many columns.
            Later, while lines are read: damaged quotation, a wrong encoding, too many rows.
    """
    source = measured(stream, file=feed.file, progress=progress)
    head = head_of(source)
    chosen = encoding or encoding_of(head, file=feed.file)
    sample = codecs.getincrementaldecoder(chosen)(errors="replace").decode(head)
    text = io.TextIOWrapper(source, encoding=chosen, newline="")
    delimiter, skip = _delimiter(sample)
    rows = _rows(csv.reader(text, delimiter=delimiter, strict=True), file=feed.file)
    lines = itertools.islice(rows, skip, None)
    first = next((line for line in lines if _filled(line)), None)
    if first is None:
        raise refusal("table.empty", Place(file=feed.file, row=1))
    headers = [unguarded(str(cell)).strip() for cell in first.cells]
    if len(headers) > MOST_COLUMNS:
        raise refusal("table.wide", Place(file=feed.file, row=first.row), limit=MOST_COLUMNS)
    return Sheet(headers=headers, lines=(line for line in lines if _filled(line)))


def encoding_of(head: bytes, *, file: str) -> str:
    """Return the encoding of text from its first bytes.

    Raises:
        InputRefused: It is not Unicode, so its encoding has to be said.
    """
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if b"\x00" in head[:200]:
        # Spreadsheets write "Unicode text" without a mark now and then.
        return "utf-16-le" if head[1:2] == b"\x00" else "utf-16-be"
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError as fault:
        row = head[:fault.start].count(b"\n") + 1
        raise refusal("file.encoding", Place(file=file, row=row)) from fault
    return "utf-8-sig"


def _filled(line: Line) -> bool:
    return any(str(cell).strip() for cell in line.cells)


def _delimiter(sample: str) -> tuple[str, int]:
    """Return the delimiter, and how many rows only announce it."""
    first, _, _ = sample.partition("\n")
    if first.strip().lower().startswith("sep=") and len(first.strip()) == len("sep=;"):
        return first.strip()[-1], 1
    lines = sample.splitlines(keepends=True)[:_SAMPLE_ROWS * 5]

    def score(delimiter: str) -> tuple[float, int]:
        try:
            rows = [row for row in csv.reader(lines, delimiter=delimiter) if any(row)]
        except csv.Error:
            return 0.0, 0
        widths = [len(row) for row in rows[:_SAMPLE_ROWS]]
        if not widths or widths[0] == 1:
            return 0.0, 0
        return round(sum(width == widths[0] for width in widths) / len(widths), 1), widths[0]

    return max(_DELIMITERS, key=score), 0


def _rows(reader: "Iterator[list[str]]", *, file: str) -> Iterator[Line]:
    row = 0
    while True:
        # The reader counts physical lines; people count rows, as a spreadsheet shows them.
        row += 1
        place = Place(file=file, row=row)
        if row > MOST_ROWS:
            raise refusal("table.long", place, limit=MOST_ROWS)
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as fault:
            raise refusal("table.row", place, reason=shown(fault)) from fault
        except UnicodeError as fault:
            raise refusal("file.encoding", place) from fault
        yield Line(row=row, cells=list(cells))
