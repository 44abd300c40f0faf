"""Cells of tables: what is written so that no spreadsheet runs it, and how lists stand in one."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from tutela.registry.engine.exchange.days import EPOCH

_RISKY = re.compile(r"[\s']*[=+\-@＝＋－＠\t\r|%]")
_QUOTED = re.compile(r"'[\s']*[=+\-@＝＋－＠\t\r|%]")


@dataclass(frozen=True, slots=True, kw_only=True)
class BadCell:
    """A cell that its own program marks as wrong; the code is that of a message."""

    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One row below the headings; row counts from 1 as the file does."""

    row: int
    cells: list[object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A table while it is read.

    Attributes:
        headers: Names of the columns, "" for one without a name.
        lines: The rows below, blank ones left out, read as they are asked for.
        name: Of the sheet, "" in a CSV.
        epoch: Day zero of dates that are numbers.
    """

    headers: list[str]
    lines: Iterator[Line]
    name: str = ""
    epoch: date = field(default=EPOCH)


def guarded(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula; unguarded gives it back.

    Source: OWASP, CSV Injection.

    >>> guarded("=1+1"), guarded("plain"), unguarded(guarded("'=1"))
    ("'=1+1", 'plain', "'=1")
    """
    return f"'{text}" if _RISKY.match(text) else text


def unguarded(text: str) -> str:
    """Return the text that guarded was given."""
    return text[1:] if _QUOTED.match(text) else text


def joined(items: Iterable[str], separator: str = ";") -> str:
    r"""Return several texts as one cell; what a text holds of the separator is escaped.

    >>> joined(["a", "b;c"])
    'a; b\\;c'
    """
    escaped = (item.replace("\\", "\\\\").replace(separator, "\\" + separator) for item in items)
    return f"{separator} ".join(escaped)


def split(cell: str, separator: str = ";") -> list[str]:
    r"""Return the texts of one cell, blank ones kept in their place.

    >>> split("a; b\\;c"), split("")
    (['a', 'b;c'], [])
    """
    if not cell.strip():
        return []
    found, piece, marks = [], [], iter(cell)
    for mark in marks:
        if mark == "\\":
            after = next(marks, "")
            # A stroke before anything else is part of a foreign text, such as a path.
            piece.append(after if after in {separator, "\\"} and after else mark + after)
        elif mark == separator:
            found.append("".join(piece).strip())
            piece = []
        else:
            piece.append(mark)
    return [*found, "".join(piece).strip()]


def letters(number: int) -> str:
    """Return the letters of a column from its number, which counts from 1.

    >>> [letters(number) for number in (1, 26, 27, 703)]
    ['A', 'Z', 'AA', 'AAA']
    """
    found = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        found = chr(ord("A") + rest) + found
    return found
