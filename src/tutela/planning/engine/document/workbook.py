"""The work plan and budget as a workbook whose sums are formulas, so that it adds up when changed.

Each total is written with the value it has today, too: programs that do not calculate show it.
"""

from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from tutela.documents.workbook import workbook_bytes
from tutela.needs.engine.forms.workbook_style import BAR, BAR_INK, SUNKEN, Brush, sheet_name
from tutela.planning.engine.document.material import Material

type Value = str | int


def work_plan_workbook(material: Material) -> bytes:
    """Return the workbook: deliveries, budget by activity and quarter, funds, States."""
    book = Workbook()
    book.remove(book.active)  # type: ignore[arg-type] # a new workbook has one
    _deliveries(book, material)
    _budget(book, material)
    _funds(book, material)
    _states(book, material)
    return workbook_bytes(book)


def _sheet(
    book: Workbook, material: Material, title: str, heads: Sequence[str], widths: Sequence[int]
) -> tuple[Worksheet, Brush]:
    sheet: Worksheet = book.create_sheet(sheet_name(title))
    brush = Brush(language=material.language)
    sheet.sheet_view.rightToLeft = brush.rtl
    sheet.freeze_panes = "A2"
    for place, (head, width) in enumerate(zip(heads, widths, strict=True), 1):
        brush.text(sheet.cell(1, place), head, fill=BAR, ink=BAR_INK, bold=True, middle=True)
        sheet.column_dimensions[get_column_letter(place)].width = width
    sheet.row_dimensions[1].height = 34
    sheet.page_setup.orientation, sheet.page_setup.fitToHeight = "landscape", 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True  # type: ignore[union-attr]
    return sheet, brush


def _row(sheet: Worksheet, brush: Brush, number: int, values: Sequence[Value]) -> None:
    for place, value in enumerate(values, 1):
        cell = sheet.cell(number, place)
        brush.text(cell, value, line=True)
        if isinstance(value, int):
            cell.number_format = "#,##0"


def _total(
    sheet: Worksheet, brush: Brush, number: int, label: str, columns: Sequence[int]
) -> None:
    """Write a row of sums over the rows above it."""
    brush.text(sheet.cell(number, 1), label, fill=SUNKEN, bold=True)
    for column in columns:
        letter = get_column_letter(column)
        cell = sheet.cell(number, column, f"=SUM({letter}2:{letter}{number - 1})")
        cell.number_format = "#,##0"
        cell.font = Font(name=brush.face, size=11, bold=True)
        cell.fill = PatternFill("solid", fgColor=SUNKEN)


def _deliveries(book: Workbook, material: Material) -> None:
    _, money = material.gettext, material.problem.currency
    heads = [_("Quarter"), _("Activity"), _("Region"), _("States"), _("Language"), _("Pilot"),
             _("Trainer-days"), _("Cost, {currency}").format(currency=money),
             *(fund.name for fund in material.problem.funds)]
    widths = [12, 44, 22, 54, 12, 10, 14, 16, *(18 for _fund in material.problem.funds)]
    sheet, brush = _sheet(book, material, _("Work plan"), heads, widths)
    items = sorted(material.solution.deliveries,
                   key=lambda item: (item.quarter, material.type(item.type), item.region))
    for number, item in enumerate(items, 2):
        _row(sheet, brush, number, [
            material.quarter(item.quarter), material.type(item.type),
            material.region(item.region), material.states(item.states), item.language,
            _("yes") if item.pilot else "", item.trainer_days, item.cost,
            *(item.paid_by.get(fund.code, 0) for fund in material.problem.funds),
        ])
    columns = [7, 8, *range(9, 9 + len(material.problem.funds))]
    _total(sheet, brush, len(items) + 2, _("Total"), columns)


def _budget(book: Workbook, material: Material) -> None:
    _ = material.gettext
    quarters = range(material.problem.quarters)
    heads = [_("Activity"), *(material.quarter(place) for place in quarters), _("Total")]
    sheet, brush = _sheet(book, material, _("Budget"), heads, [44, *(13 for _q in quarters), 15])
    last = len(heads)
    for number, (code, items) in enumerate(material.by_type.items(), 2):
        amounts = [sum(x.cost for x in items if x.quarter == place) for place in quarters]
        _row(sheet, brush, number, [material.type(code), *amounts])
        end = get_column_letter(last - 1)
        cell = sheet.cell(number, last, f"=SUM(B{number}:{end}{number})")
        cell.number_format = "#,##0"
        cell.font = Font(name=brush.face, size=11, bold=True)
    _total(sheet, brush, len(material.by_type) + 2, _("Total"), range(2, last + 1))


def _funds(book: Workbook, material: Material) -> None:
    _ = material.gettext
    heads = [_("Fund"), _("Sum of money"), _("Planned"), _("Left")]
    sheet, brush = _sheet(book, material, _("Funds"), heads, [40, 16, 16, 16])
    for number, fund in enumerate(material.problem.funds, 2):
        _row(sheet, brush, number,
             [fund.name, fund.amount, material.solution.spent.get(fund.code, 0)])
        cell = sheet.cell(number, 4, f"=B{number}-C{number}")
        cell.number_format = "#,##0"
    _total(sheet, brush, len(material.problem.funds) + 2, _("Total"), (2, 3, 4))


def _states(book: Workbook, material: Material) -> None:
    _ = material.gettext
    heads = [_("State"), _("Region"), _("Activities"), _("Levels missing"), _("Levels closed")]
    sheet, brush = _sheet(book, material, _("States"), heads, [34, 24, 14, 16, 16])
    for number, code in enumerate(material.taking_part, 2):
        mine = [item for item in material.solution.closed if item.state == code]
        _row(sheet, brush, number, [
            material.state(code), material.region(material.problem.states[code].region),
            sum(code in item.states for item in material.solution.deliveries)])
        for place, value in ((4, sum(x.gap for x in mine)), (5, sum(x.closed for x in mine))):
            sheet.cell(number, place, round(value, 2)).number_format = "0.0"
