"""Cells of tables: their words, and columns wide enough for the longest of them."""

from collections.abc import Iterator
from dataclasses import replace

from tutela.documents.blocks import Cell, Strip, Table, Text
from tutela.documents.figures.measure import text_width
from tutela.documents.runs import pieces, plain

_BETWEEN = 12.0  # points of air in a column
_IN_ONE_LINE = 16  # signs of a number or range that must not break


def words_of(cell: Cell) -> Text:
    """Return the words of a cell; a strip has none."""
    return "" if isinstance(cell, Strip) else cell


def without_strips(table: Table) -> Table:
    """Return a table without the columns that are only drawn."""
    kept = [
        place
        for place in range(len(table.columns))
        if not any(isinstance(cell, Strip) for row in table.rows for cell in row[place:place + 1])
    ]
    return replace(
        table,
        columns=tuple(table.columns[place] for place in kept),
        rows=tuple(tuple(row[x] for x in kept if x < len(row)) for row in table.rows),
    )


def widths(table: Table, *, room: float, size: float) -> tuple[float, ...]:
    """Return the width of each column in points: its share, but enough for its longest word.

    Args:
        table: What is set.
        room: Width of the whole in points.
        size: Of the letters in points.
    """
    shares = [max(column.width, 0.01) for column in table.columns]
    least = [longest * size + _BETWEEN for longest in _longest(table)]
    if sum(least) >= room:
        return tuple(least)
    fixed: set[int] = set()
    while True:
        free = [place for place in range(len(shares)) if place not in fixed]
        rest = room - sum(least[place] for place in fixed)
        unit = rest / (sum(shares[place] for place in free) or 1)
        short = {place for place in free if shares[place] * unit < least[place]}
        if not short:
            break
        fixed |= short
    return tuple(
        least[place] if place in fixed else share * unit for place, share in enumerate(shares)
    )


def _longest(table: Table) -> Iterator[float]:
    for place, column in enumerate(table.columns):
        cells = {plain(words_of(row[place])) for row in table.rows if place < len(row)}
        whole = {text for text in cells if column.numeric and len(text) <= _IN_ONE_LINE}
        words = {word for text in (plain(column.title), *cells - whole) for word in text.split()}
        # Chinese breaks anywhere.
        parts = {part for word in words if word.isascii() or word < "\u2e80"
                 for part in pieces(word)}
        yield max((text_width(part, 1) for part in parts | whole), default=0.0)
