"""Tables of a Word document: repeated head, whole rows, mirrored for Arabic."""

from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn

from tutela.documents.blocks import Table
from tutela.documents.cells import widths, without_strips, words_of
from tutela.documents.docx.inline import Inline
from tutela.documents.docx.styles import TABLE_STYLE
from tutela.documents.docx.xml import make
from tutela.documents.runs import plain


def add_table(document: Any, table: Table, inline: Inline, width_mm: float) -> None:
    """Add a table at the end of a document.

    Args:
        document: Where it goes.
        table: What it holds.
        inline: Writes the texts.
        width_mm: Width of all columns together, in millimetres.
    """
    table = without_strips(table)
    style = "Table Dense" if table.dense else "Table Text"
    made = document.add_table(rows=1, cols=max(len(table.columns), 1), style=TABLE_STYLE)
    made.autofit = False
    _properties(made, table, inline)
    room = width_mm / 25.4 * 72
    measures = [int(20 * width) for width in widths(table, room=room, size=9.5)]
    for place, column in enumerate(table.columns):
        _fill(made.rows[0].cells[place], column.title, inline, "Table Head", column.numeric)
    _row_rules(made.rows[0], head=True)
    for row in table.rows:
        cells = made.add_row()
        _row_rules(cells, head=False)
        for place, text in enumerate(row[: len(table.columns)]):
            numeric = table.columns[place].numeric
            _fill(
                cells.cells[place], words_of(text), inline, style, numeric,
                strong=place == 0 and table.row_heads,
            )
    _apply_widths(made, measures)


def _properties(made: Any, table: Table, inline: Inline) -> None:
    properties = made._tbl.tblPr  # noqa: SLF001 - python-docx has no door to these
    if inline.rtl:
        properties.find(qn("w:tblStyle")).addnext(make("w:bidiVisual"))
    look = properties.find(qn("w:tblLook"))
    if look is not None:
        properties.remove(look)
    properties.append(
        make("w:tblLook", val="0020", firstRow=1, lastRow=0, firstColumn=0, lastColumn=0,
             noHBand=1, noVBand=1)
    )
    properties.append(make("w:tblCaption", val=plain(table.caption)))


def _fill(
    cell: Any, text: Any, inline: Inline, style: str, numeric: bool, *, strong: bool = False
) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.style = style
    if numeric:
        # In a paragraph that runs from right to left Word takes "right" for its far side.
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    inline.fill(paragraph, text, strong=strong)


def _row_rules(row: Any, *, head: bool) -> None:
    properties = row._tr.get_or_add_trPr()  # noqa: SLF001
    properties.append(make("w:cantSplit"))
    if head:
        properties.append(make("w:tblHeader"))


def _apply_widths(made: Any, widths: list[int]) -> None:
    for column, width in zip(made._tbl.tblGrid.findall(qn("w:gridCol")), widths, strict=False):  # noqa: SLF001
        column.set(qn("w:w"), str(width))
    # Straight to the elements: python-docx recounts the grid for every cell.
    for row in made._tbl.tr_lst:  # noqa: SLF001
        for cell, width in zip(row.tc_lst, widths, strict=False):
            box = cell.get_or_add_tcPr()
            for old in box.findall(qn("w:tcW")):
                box.remove(old)
            box.insert(0, make("w:tcW", w=width, type="dxa"))
