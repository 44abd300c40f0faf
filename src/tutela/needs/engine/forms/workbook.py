"""The fillable workbook: one agency, one language, protected but for what is to be filled in."""

from collections.abc import Sequence
from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.workbook.protection import WorkbookProtection
from openpyxl.worksheet.worksheet import Worksheet

from tutela.documents.workbook import workbook_bytes
from tutela.foundation.language import catalogue
from tutela.foundation.language import language as language_of
from tutela.needs.engine.forms import workbook_layout as at
from tutela.needs.engine.forms.entries import NOT_APPLICABLE_MARK, UNKNOWN_MARK
from tutela.needs.engine.forms.selection import selection_digest
from tutela.needs.engine.forms.workbook_cover import Part, fill_cover
from tutela.needs.engine.forms.workbook_domain import fill_domain
from tutela.needs.engine.forms.workbook_reader import read_workbook
from tutela.needs.engine.forms.workbook_style import TABS, Brush, sheet_name
from tutela.needs.engine.instrument import LEVELS, Indicator, Instrument, Words
from tutela.needs.engine.instrument import words as words_in

__all__ = ["Addressee", "answer_choices", "read_workbook", "write_workbook"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Addressee:
    """Whom a workbook is for; all may be "" for a workbook that anyone may fill in.

    Attributes:
        country: Three letters of the State.
        state: Its name in the workbook's language.
        assessment: Identifier of the assessment.
        agency: Key of the agency.
        agency_name: Its name, then printed and locked.
    """

    country: str = ""
    state: str = ""
    assessment: str = ""
    agency: str = ""
    agency_name: str = ""


def answer_choices(words: Words, code: str) -> tuple[str, ...]:
    """Return the seven answers of a question as the list shows them; the first sign decides.

    >>> from tutela.needs.engine.instrument import words
    >>> answer_choices(words("en"), "A01")[0]
    '0 – No investigator works full-time on these offences'
    """
    _ = catalogue(words.language).gettext
    levels = words.indicators[code].levels
    return (*(f"{level} – {levels[level]}" for level in LEVELS),
            f"{UNKNOWN_MARK} – {_('Unknown')}", f"{NOT_APPLICABLE_MARK} – {_('Does not apply')}")


def write_workbook(
    *, instrument: Instrument, indicators: Sequence[Indicator], language: str,
    addressee: Addressee | None = None,
) -> bytes:
    """Return a workbook to fill in; equal arguments give equal bytes.

    Args:
        instrument: The version in use.
        indicators: What is asked, from ``selection.choose``.
        language: One of the six codes.
        addressee: Whom it is for.
    """
    addressee = addressee or Addressee()
    words, brush = words_in(language), Brush(language=language)
    book = Workbook()
    _ = catalogue(language).gettext
    cover = book.worksheets[0]
    cover.title = sheet_name(_("Start here"))
    rows = _write_lists(book, words=words, indicators=indicators)
    parts = []
    letters = list(dict.fromkeys(item.domain for item in indicators))
    for index, letter in enumerate(letters):
        mine = [item for item in indicators if item.domain == letter]
        name = sheet_name(f"{letter} {words.domains[letter]}")
        sheet = book.create_sheet(name, index + 1)
        fill_domain(sheet, letter=letter, indicators=mine, words=words, brush=brush,
                    list_rows=rows)
        _protect(sheet, rtl=brush.rtl, tab=TABS[index % len(TABS)])
        sheet.freeze_panes = f"A{at.HEAD_ROW + 1}"
        sheet.print_title_rows = f"{at.HEAD_ROW}:{at.HEAD_ROW}"
        parts.append(Part(sheet=name, letter=letter, questions=len(mine),
                          last_row=at.FIRST_ROW + len(mine) * at.BLOCK - 1))
    fill_cover(cover, words=words, brush=brush, parts=parts, state=addressee.state,
               agency=addressee.agency_name)
    _protect(cover, rtl=brush.rtl, tab=TABS[0])
    _write_marks(book, instrument=instrument, indicators=indicators, language=language,
                 addressee=addressee)
    _finish(book, words=words, language=language)
    return workbook_bytes(book)


def _write_lists(
    book: Workbook, *, words: Words, indicators: Sequence[Indicator]
) -> dict[str, int]:
    sheet = book.create_sheet(at.LISTS)
    sheet.append(["respondents", *words.respondents.values()])
    rows = {}
    for row, item in enumerate(indicators, start=2):
        sheet.append([item.code, *answer_choices(words, item.code)])
        rows[item.code] = row
    sheet.sheet_state = "veryHidden"
    sheet.protection.sheet = True
    return rows


def _write_marks(
    book: Workbook, *, instrument: Instrument, indicators: Sequence[Indicator], language: str,
    addressee: Addressee,
) -> None:
    codes = [item.code for item in indicators]
    marks = {
        "schema": at.SCHEMA, "version": str(instrument.version), "language": language,
        "digest": selection_digest(version=instrument.version, codes=codes),
        "codes": " ".join(codes), "cover": book.worksheets[0].title,
        "country": addressee.country, "assessment": addressee.assessment,
        "agency": addressee.agency,
    }
    sheet = book.create_sheet(at.MARKS)
    for name, value in marks.items():
        sheet.append([name, value])
    sheet.sheet_state = "veryHidden"
    sheet.protection.sheet = True


def _protect(sheet: Worksheet, *, rtl: bool, tab: str) -> None:
    sheet.protection.sheet = True
    sheet.protection.formatColumns = sheet.protection.formatRows = False
    sheet.sheet_view.rightToLeft = rtl
    sheet.sheet_view.showGridLines = False
    sheet.sheet_properties.tabColor = tab
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    if sheet.sheet_properties.pageSetUpPr is not None:
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_options.horizontalCentered = True
    margins = sheet.page_margins
    margins.left = margins.right = 0.4
    margins.top = margins.bottom = 0.6
    if (footer := sheet.oddFooter) is not None and footer.center is not None:
        footer.center.text = "&A   &P / &N"


def _finish(book: Workbook, *, words: Words, language: str) -> None:
    book.security = WorkbookProtection(lockStructure=True)
    book.properties.title = words.title
    book.properties.creator = "Tutela"
    book.properties.language = language_of(language).code
    book.active = 0
