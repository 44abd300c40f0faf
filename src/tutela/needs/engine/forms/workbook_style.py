"""Colours, type and measures of the workbook; the colours are those of the site's tokens."""

import re
import unicodedata
from math import ceil

from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side

from tutela.foundation.language import language as language_of

BAR, BAR_INK, PRIMARY, SOFT, LINE = "1C2050", "FFF8EC", "2D3385", "ECEEFA", "E3DFD6"
PAPER, SURFACE, SUNKEN, INK, INK_2, INK_3 = (
    "FAF8F4", "FFFFFF", "F3F0E9", "191C43", "4A4D71", "62658A")
FIELD_LINE, CHOSEN = "B9BDE4", "D3D8F4"
TABS = ("2D3385", "4C53A8", "8188CB", "E4513F", "17694A", "7A4B00", "62658A")

_FACES = {"ar": "Arial", "zh": "Microsoft YaHei"}
_SIDE = Side(style="thin", color=FIELD_LINE)
_FIELD_BORDER = Border(left=_SIDE, right=_SIDE, top=_SIDE, bottom=_SIDE)
_LINE_BORDER = Border(bottom=Side(style="thin", color=LINE))
_LONGEST = 31
_FORBIDDEN = re.compile(r"[\\/*?:\[\]']")


type AnyCell = Cell | MergedCell


class Brush:
    """Dresses cells in one language."""

    def __init__(self, *, language: str) -> None:
        """Take face and direction from the language."""
        self.face = _FACES.get(language, "Calibri")
        self.rtl = language_of(language).rtl

    def text(
        self, cell: AnyCell, value: str | int | None, *, fill: str = PAPER, ink: str = INK,
        size: float = 11, bold: bool = False, align: str = "", middle: bool = False,
        line: bool = False,
    ) -> None:
        """Write a locked text; it is never taken for a formula."""
        if value is not None:
            cell.value = value
        if isinstance(value, str):
            cell.data_type = "s"
        self._dress(cell, fill=fill, ink=ink, size=size, bold=bold, align=align, middle=middle)
        cell.border = _LINE_BORDER if line else Border()

    def field(self, cell: AnyCell, value: str | None = None, *, bold: bool = False) -> None:
        """Make a cell that people may fill in."""
        if value:
            cell.value = value
            cell.data_type = "s"
        self._dress(cell, fill=SURFACE, ink=INK, size=11, bold=bold)
        cell.border, cell.protection = _FIELD_BORDER, Protection(locked=False)

    def _dress(
        self, cell: AnyCell, *, fill: str, ink: str, size: float, bold: bool,
        align: str = "", middle: bool = False,
    ) -> None:
        cell.font = Font(name=self.face, size=size, bold=bold, color=ink)
        cell.fill = PatternFill("solid", fgColor=fill)
        cell.alignment = Alignment(
            wrap_text=True, vertical="center" if middle else "top",
            horizontal=align or None, readingOrder=2 if self.rtl else 1,
        )


def lines(text: str, width: float) -> int:
    """Return how many lines a text takes in a column ``width`` characters wide.

    >>> lines("Permanent posts", 10), lines("专门的调查人员", 10)
    (2, 2)
    """
    total = 0
    for paragraph in text.split("\n"):
        wide = sum(map(_columns, paragraph))
        # Words do not break, so a line is rarely full: count it as nine tenths.
        total += max(1, ceil(wide * 10 / int(width * 9)))
    return total


def _columns(mark: str) -> float:
    """Return how many columns a sign takes; Cyrillic runs wider than Latin."""
    if unicodedata.east_asian_width(mark) in "WF":
        return 2
    return 1.15 if "\u0400" <= mark <= "\u052f" else 1


def height(*texts_and_widths: tuple[str, float], line: float = 15, least: float = 22) -> float:
    """Return the height in points of a row that shows all these texts."""
    most = max(lines(text, width) for text, width in texts_and_widths)
    return min(400.0, max(least, most * line + 8))


def sheet_name(text: str) -> str:
    """Return a text as the name of a sheet: at most 31 characters, none forbidden, whole words.

    >>> sheet_name("B Investigation and electronic evidence")
    'B Investigation and electronic'
    """
    allowed = _FORBIDDEN.sub(" ", text)
    if len(allowed) <= _LONGEST:
        return allowed.strip()
    kept = allowed[: _LONGEST + 1].rpartition(" ")[0]
    return (kept if len(kept) > 1 else allowed[:_LONGEST]).strip()
