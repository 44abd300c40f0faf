"""One domain's sheet: a block for each question, with evidence beside the level it supports."""

from collections.abc import Mapping, Sequence

from openpyxl.formatting.rule import Rule
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from tutela.foundation.language import catalogue
from tutela.needs.engine.forms import workbook_layout as at
from tutela.needs.engine.forms.entries import EARLIEST, NOTE_LIMIT
from tutela.needs.engine.forms.workbook_style import (
    BAR,
    BAR_INK,
    CHOSEN,
    INK_2,
    INK_3,
    PAPER,
    PRIMARY,
    SOFT,
    SUNKEN,
    Brush,
    height,
)
from tutela.needs.engine.instrument import LEVELS, Indicator, Wording, Words


def fill_domain(
    sheet: Worksheet, *, letter: str, indicators: Sequence[Indicator], words: Words, brush: Brush,
    list_rows: Mapping[str, int],
) -> None:
    """Write a domain's sheet.

    Args:
        sheet: An empty sheet.
        letter: The domain.
        indicators: Its questions, in order.
        words: Their words.
        brush: Of the workbook's language.
        list_rows: Row of each question's choices on the sheet of lists.
    """
    _ = catalogue(words.language).gettext
    for column, width in at.WIDTHS.items():
        sheet.column_dimensions["ABCDEFG"[column - 1]].width = width
    sheet.column_dimensions["G"].hidden = True
    _head(sheet, letter=letter, words=words, brush=brush)
    rules = _Rules(words.language)
    for index, item in enumerate(indicators):
        row = at.FIRST_ROW + index * at.BLOCK
        _question(sheet, row=row, item=item, wording=words.indicators[item.code], brush=brush,
                  language=words.language)
        _levels(sheet, row=row + at.LEVELS_OFFSET, wording=words.indicators[item.code], brush=brush)
        rules.add(sheet, row=row, list_row=list_rows[item.code])
    rules.close(sheet)


def _head(sheet: Worksheet, *, letter: str, words: Words, brush: Brush) -> None:
    _ = catalogue(words.language).gettext
    for row, text, size, bold in ((1, f"{letter}  {words.domains[letter]}", 18, True),
                                  (2, words.domain_leads[letter], 12, False)):
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=at.REFERENCE)
        brush.text(sheet.cell(row, 1), text, fill=BAR, ink=BAR_INK, size=size, bold=bold,
                   middle=True)
        for column in range(2, at.REFERENCE + 1):
            brush.text(sheet.cell(row, column), None, fill=BAR)
    sheet.row_dimensions[1].height, sheet.row_dimensions[2].height = 40, 28
    for row in (at.HEAD_ROW - 1, at.HEAD_ROW + 1):
        for column in range(1, at.REFERENCE + 1):
            brush.text(sheet.cell(row, column), None)
    titles = (_("Level"), _("Question and levels"), _("What proves the level"),
              _("Evidence: what it is"), _("Its date"), _("Where it can be found"))
    for column, title in enumerate(titles, start=1):
        brush.text(sheet.cell(at.HEAD_ROW, column), title, fill=SOFT, ink=PRIMARY, bold=True,
                   middle=True)
    sheet.row_dimensions[at.HEAD_ROW].height = 30


def _question(
    sheet: Worksheet, *, row: int, item: Indicator, wording: Wording, brush: Brush, language: str
) -> None:
    _ = catalogue(language).gettext
    wide = at.WIDTHS[at.STATEMENT] + at.WIDTHS[at.PROOF]
    side = at.WIDTHS[at.ANSWER] + at.WIDTHS[at.DATE] + at.WIDTHS[at.REFERENCE]
    brush.text(sheet.cell(row, at.CODE), item.code, fill=PRIMARY, ink=BAR_INK, bold=True,
               middle=True, align="center")
    brush.text(sheet.cell(row, at.STATEMENT), wording.name, fill=PRIMARY, ink=BAR_INK, size=12,
               bold=True, middle=True)
    brush.text(sheet.cell(row, at.PROOF), _("Your answer: choose from the list"), fill=PRIMARY,
               ink=BAR_INK, align="right" if not brush.rtl else "left", middle=True)
    sheet.cell(row, at.COUNT).value = 1
    longest = max(wording.levels, key=len)
    sheet.row_dimensions[row].height = height(
        (wording.name, at.WIDTHS[at.STATEMENT] - 6), (longest, side - 4), least=34)
    question, note = row + at.QUESTION_OFFSET, row + at.NOTE_OFFSET
    for line in (row, question, note):
        sheet.merge_cells(start_row=line, end_row=line, start_column=at.ANSWER,
                          end_column=at.REFERENCE)
        if line != row:
            sheet.merge_cells(start_row=line, end_row=line, start_column=at.STATEMENT,
                              end_column=at.PROOF)
            brush.text(sheet.cell(line, at.CODE), None)
            brush.text(sheet.cell(line, at.PROOF), None)
    brush.text(sheet.cell(question, at.STATEMENT), wording.question, bold=True)
    brush.text(sheet.cell(note, at.STATEMENT), wording.why, ink=INK_2)
    brush.text(sheet.cell(question, at.ANSWER), _("Note, if you wish to explain the answer"),
               ink=INK_3, size=10)
    for line, bold in ((row, True), (note, False)):
        for column in (at.ANSWER, at.DATE, at.REFERENCE):
            brush.field(sheet.cell(line, column), bold=bold)
    sheet.row_dimensions[question].height = height((wording.question, wide - 4))
    sheet.row_dimensions[note].height = height((wording.why, wide), least=48)


def _levels(sheet: Worksheet, *, row: int, wording: Wording, brush: Brush) -> None:
    for level in LEVELS:
        line = row + level
        proof = wording.proofs[level - 1] if level else ""
        brush.text(sheet.cell(line, at.CODE), level, bold=True, ink=PRIMARY, align="center",
                   line=True)
        brush.text(sheet.cell(line, at.STATEMENT), wording.levels[level], line=True)
        brush.text(sheet.cell(line, at.PROOF), proof or None, ink=INK_2, line=True)
        for column in (at.ANSWER, at.DATE, at.REFERENCE):
            if level:
                brush.field(sheet.cell(line, column))
            else:
                brush.text(sheet.cell(line, column), None, fill=SUNKEN)
        if level:
            sheet.cell(line, at.DATE).number_format = "yyyy-mm-dd"
        sheet.row_dimensions[line].height = height(
            (wording.levels[level], at.WIDTHS[at.STATEMENT]), (proof, at.WIDTHS[at.PROOF]))
    sheet.row_dimensions[row + len(LEVELS)].height = 14
    for column in range(1, at.REFERENCE + 1):
        brush.text(sheet.cell(row + len(LEVELS), column), None, fill=PAPER)


class _Rules:
    """The validations of one sheet; those that are alike are written once."""

    def __init__(self, language: str) -> None:
        _ = catalogue(language).gettext
        self._prompt = (_("Your answer"),
                        _("Choose the highest level that is true today. “Unknown” is a good "
                          "answer when nobody can tell."))
        self._refusal = (_("Not in the list"), _("Choose one of the answers of the list."))
        self.dates = DataValidation(
            type="date", operator="greaterThanOrEqual", formula1=f"DATE({EARLIEST.year},1,1)",
            allow_blank=True)
        self.dates.errorTitle = _("Not a date")
        self.dates.error = _("Write the date as year-month-day, for instance 2026-03-31.")
        self.notes = DataValidation(
            type="textLength", operator="lessThanOrEqual", formula1=str(NOTE_LIMIT),
            allow_blank=True)
        self.notes.errorTitle = _("The text is too long")
        self.notes.error = _("Shorten the text.")

    def add(self, sheet: Worksheet, *, row: int, list_row: int) -> None:
        """Put the rules on one question's block."""
        choice = DataValidation(
            type="list", formula1=f"{at.LISTS}!$B${list_row}:$H${list_row}", allow_blank=True)
        choice.promptTitle, choice.prompt = self._prompt
        choice.errorTitle, choice.error = self._refusal
        choice.showInputMessage = choice.showErrorMessage = True
        choice.add(sheet.cell(row, at.ANSWER))
        sheet.add_data_validation(choice)
        self.notes.add(sheet.cell(row + at.NOTE_OFFSET, at.ANSWER))
        first = row + at.LEVELS_OFFSET
        self.dates.add(f"E{first + 1}:E{first + 4}")
        chosen = Rule(
            type="expression", formula=[f'LEFT($D${row},1)=TEXT($A{first},"0")'],
            dxf=DifferentialStyle(fill=PatternFill("solid", bgColor=CHOSEN), font=Font(bold=True)))
        sheet.conditional_formatting.add(f"A{first}:C{first + 4}", chosen)

    def close(self, sheet: Worksheet) -> None:
        """Put the shared rules on the sheet."""
        for rule in (self.dates, self.notes):
            rule.showErrorMessage = True
            sheet.add_data_validation(rule)
