"""Sheets and cells as they were read, and the names of columns."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from tutela.foundation.errors import Place
from tutela.needs.engine.forms.entries import Entry, Raw


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """The content of one cell; ``fault`` is the code of a problem, "" for none."""

    raw: Raw
    fault: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One sheet: cells by row and column, both from 1."""

    name: str
    hidden: bool
    cells: Mapping[tuple[int, int], Cell]
    file: str
    epoch: date

    @property
    def rows(self) -> list[int]:
        """Return the numbers of rows that hold something, rising."""
        return sorted({row for row, _ in self.cells})

    @property
    def width(self) -> int:
        """Return the number of the last column that holds something."""
        return max((column for _, column in self.cells), default=0)

    def entry(self, row: int, column: int) -> Entry:
        """Return the value at a place, empty when there is none."""
        place = Place(file=self.file, sheet=self.name, row=row, column=column_letters(column))
        cell = self.cells.get((row, column))
        if cell is None:
            return Entry(raw=None, place=place, epoch=self.epoch)
        return Entry(raw=cell.raw, place=place, fault=cell.fault, epoch=self.epoch)

    def text(self, row: int, column: int) -> str:
        """Return the value as text without judging it."""
        cell = self.cells.get((row, column))
        raw = cell.raw if cell else None
        if isinstance(raw, float) and raw.is_integer():
            raw = int(raw)
        return "" if raw is None else str(raw).strip()


def column_letters(number: int) -> str:
    """Return the letters of a column from its number.

    >>> [column_letters(number) for number in (1, 26, 27, 703)]
    ['A', 'Z', 'AA', 'AAA']
    """
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """Return the number of a column from its letters.

    >>> column_number("AA")
    27
    """
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
