"""The first sheet: what this is, who answers, how it is done, and how far one has come."""

from collections.abc import Sequence
from dataclasses import dataclass

from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from tutela.foundation.language import catalogue
from tutela.needs.engine.forms import workbook_layout as at
from tutela.needs.engine.forms.workbook_style import (
    BAR,
    BAR_INK,
    INK_2,
    PRIMARY,
    SOFT,
    SURFACE,
    Brush,
    height,
)
from tutela.needs.engine.instrument import Words

_WIDTHS = {"A": 3, "B": 42, "C": 74, "D": 16, "E": 3}


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One domain's sheet: its name, its domain, the number of questions, its last row."""

    sheet: str
    letter: str
    questions: int
    last_row: int


def fill_cover(
    sheet: Worksheet, *, words: Words, brush: Brush, parts: Sequence[Part], state: str,
    agency: str,
) -> None:
    """Write the cover.

    Args:
        sheet: An empty sheet.
        words: Of the workbook's language.
        brush: Of the workbook's language.
        parts: The domains' sheets, in order.
        state: Name of the State, "" when it is not known yet.
        agency: Name of the agency the workbook is meant for, "" for any.
    """
    for letter, width in _WIDTHS.items():
        sheet.column_dimensions[letter].width = width
    for row in range(1, 60):
        for column in range(1, 6):
            brush.text(sheet.cell(row, column), None)
    _banner(sheet, words=words, brush=brush, state=state)
    _fields(sheet, words=words, brush=brush, agency=agency)
    row = _steps(sheet, at.DATE_ROW + 2, words=words, brush=brush)
    _contents(sheet, row + 1, words=words, brush=brush, parts=parts)


def _banner(sheet: Worksheet, *, words: Words, brush: Brush, state: str) -> None:
    _ = catalogue(words.language).gettext
    subtitle = _("Workbook for one agency")
    lines = ((2, words.title, 24, True, 46), (3, state or subtitle, 14, False, 26))
    for row in range(1, 5):
        for column in range(1, 6):
            brush.text(sheet.cell(row, column), None, fill=BAR)
    for row, text, size, bold, points in lines:
        sheet.merge_cells(start_row=row, end_row=row, start_column=2, end_column=4)
        brush.text(sheet.cell(row, 2), text, fill=BAR, ink=BAR_INK, size=size, bold=bold,
                   middle=True)
        sheet.row_dimensions[row].height = points
    lead = _("Your answers help your State to see what it needs to protect children from offences "
             "committed with new technologies. Thank you for giving them your time.")
    sheet.merge_cells("B6:D6")
    brush.text(sheet["B6"], lead, size=12)
    sheet.row_dimensions[6].height = height((lead, 112), least=40)


def _fields(sheet: Worksheet, *, words: Words, brush: Brush, agency: str) -> None:
    _ = catalogue(words.language).gettext
    brush.text(sheet["B8"], _("Who answers"), size=15, bold=True, ink=PRIMARY)
    sheet.row_dimensions[8].height = 26
    fields = (
        (at.AGENCY_ROW, _("Name of the agency")), (at.KIND_ROW, _("Kind of agency")),
        (at.RESPONDENT_ROW, _("Function of the person who answers")),
        (at.DATE_ROW, _("Date of the answers (year-month-day)")),
    )
    for row, label in fields:
        brush.text(sheet.cell(row, 2), label, bold=True, middle=True)
        brush.field(sheet.cell(row, at.FIELD_COLUMN))
        sheet.row_dimensions[row].height = 26
    if agency:
        brush.text(sheet.cell(at.AGENCY_ROW, at.FIELD_COLUMN), agency, fill=SURFACE, bold=True)
    sheet.cell(at.DATE_ROW, at.FIELD_COLUMN).number_format = "yyyy-mm-dd"
    last = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[len(words.respondents)]
    kinds = DataValidation(
        type="list", formula1=f"{at.LISTS}!$B$1:${last}$1", allow_blank=True,
        showErrorMessage=False)
    kinds.add(sheet.cell(at.KIND_ROW, at.FIELD_COLUMN))
    sheet.add_data_validation(kinds)


def _steps(sheet: Worksheet, row: int, *, words: Words, brush: Brush) -> int:
    _ = catalogue(words.language).gettext
    brush.text(sheet.cell(row, 2), _("How to fill it in"), size=15, bold=True, ink=PRIMARY)
    sheet.row_dimensions[row].height = 26
    steps = (
        (_("Answer what you know"),
         _("Answer the questions that concern your agency and leave the others empty. Several "
           "people may work on one copy, one after the other.")),
        (_("Choose a level"),
         _("Each question has five levels, and each level includes those before it. Choose the "
           "highest level that is true today, not the one that is planned.")),
        (_("Unknown is fine"),
         _("Choose “unknown” when nobody can tell, and “does not apply” when the question makes "
           "no sense in your State. Neither counts as zero.")),
        (_("Name the evidence"),
         _("Beside each level up to your answer, write what proves it, its date, and where it can "
           "be found: a file name, an address or an archive number. Do not paste documents.")),
        (_("Protect people"),
         _("Write no name of a child, a victim, a suspect or a case. Describe nothing that was "
           "done to a child.")),
        (_("Send it back"),
         _("Save the workbook under the name of your agency and return it to the person who sent "
           "it. Cells in white can be filled in; the rest is locked.")),
    )
    for number, (name, text) in enumerate(steps, start=1):
        line = row + number
        sheet.merge_cells(start_row=line, end_row=line, start_column=3, end_column=4)
        brush.text(sheet.cell(line, 2), f"{number}.  {name}", bold=True, line=True)
        brush.text(sheet.cell(line, 3), text, line=True)
        brush.text(sheet.cell(line, 4), None, line=True)
        sheet.row_dimensions[line].height = height((text, 86), least=38)
    return row + len(steps) + 1


def _contents(
    sheet: Worksheet, row: int, *, words: Words, brush: Brush, parts: Sequence[Part]
) -> None:
    _ = catalogue(words.language).gettext
    heads = (_("Sheet"), _("What it asks"), _("Answered"))
    for column, head in enumerate(heads, start=2):
        brush.text(sheet.cell(row, column), head, fill=SOFT, ink=PRIMARY, bold=True, middle=True)
    sheet.row_dimensions[row].height = height((heads[-1], _WIDTHS["D"] - 2), least=26)
    for index, part in enumerate(parts, start=1):
        line = row + index
        cell = sheet.cell(line, 2)
        brush.text(cell, part.sheet, bold=True, ink=PRIMARY, line=True)
        cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{part.sheet}'!A1")
        brush.text(sheet.cell(line, 3), words.domain_leads[part.letter], ink=INK_2, line=True)
        count = sheet.cell(line, 4)
        brush.text(count, None, line=True, align="center")
        span = f"$%s${at.FIRST_ROW}:$%s${part.last_row}"
        marks, answers = (f"'{part.sheet}'!{span % (column, column)}" for column in ("G", "D"))
        count.value = f'=SUMPRODUCT(({marks}=1)*({answers}<>""))&" / {part.questions}"'
        sheet.row_dimensions[line].height = height((words.domain_leads[part.letter], 72), least=30)
