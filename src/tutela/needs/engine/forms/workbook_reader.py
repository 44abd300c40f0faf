"""Read a filled workbook back: by its codes and marks, whatever its language."""

from collections.abc import Mapping, Sequence
from datetime import date

from tutela.needs.engine.answers import Answer, AnswerSet
from tutela.needs.engine.forms import workbook_layout as at
from tutela.needs.engine.forms.answering import Written, WrittenEvidence, read_answer
from tutela.needs.engine.forms.archive import unpack
from tutela.needs.engine.forms.entries import NAME_LIMIT, read_date, read_text, shown
from tutela.needs.engine.forms.reading import Ledger, Reading
from tutela.needs.engine.forms.selection import CODE, agency_key, selection_digest
from tutela.needs.engine.forms.sheets import Sheet
from tutela.needs.engine.forms.spreadsheet import read_sheets
from tutela.needs.engine.instrument import Instrument, current_instrument, words

_FORM = "workbook"
_LATER = 60


def read_workbook(
    data: bytes, filename: str, *, today: date, instrument: Instrument | None = None
) -> Reading:
    """Read a filled workbook.

    Args:
        data: The file.
        filename: Its name, for the places of problems.
        today: No date in it may be later.
        instrument: The version in use; the newest when None.
    """
    ledger = Ledger(file=filename)
    parts = unpack(data, ledger=ledger)
    sheets = read_sheets(parts, ledger=ledger) if parts else []
    if not sheets:
        return ledger.refuse(form=_FORM)
    return read_filled(sheets, ledger=ledger, today=today,
                       instrument=instrument or current_instrument())


def is_workbook(sheets: Sequence[Sheet]) -> bool:
    """Return whether sheets are those of our workbook."""
    return any(sheet.name == at.MARKS for sheet in sheets)


def read_filled(
    sheets: Sequence[Sheet], *, ledger: Ledger, today: date, instrument: Instrument
) -> Reading:
    """Read the sheets of a filled workbook."""
    by_name = {sheet.name: sheet for sheet in sheets}
    if at.MARKS not in by_name:
        ledger.error("sheet.missing", name=at.MARKS)
        return ledger.refuse(form=_FORM)
    marks = _marks(by_name[at.MARKS])
    codes = _codes(marks, instrument=instrument, ledger=ledger)
    cover = by_name.get(marks.get("cover", ""))
    if cover is None:
        ledger.error("sheet.missing", name=shown(marks.get("cover", "")))
    if ledger.errors or cover is None:
        return ledger.refuse(form=_FORM, version=instrument.version)
    agency, name, said = _cover(cover, marks=marks, ledger=ledger)
    answered = _answered(cover, today=today, ledger=ledger)
    answers = _answers(
        [sheet for sheet in sheets if sheet.name not in {at.MARKS, at.LISTS, cover.name}],
        codes=codes, agency=agency, answered=answered, today=today, ledger=ledger,
        language=marks.get("language", "en"), instrument=instrument,
    )
    return ledger.close(form=_FORM, marks=said, answers=AnswerSet(
        country=marks.get("country", ""), country_names={}, title="",
        instrument_version=instrument.version, agencies={agency: name}, answers=tuple(answers),
    ))


def _marks(sheet: Sheet) -> dict[str, str]:
    return {sheet.text(row, 1): sheet.text(row, 2) for row in sheet.rows[:_LATER]}


def _codes(
    marks: Mapping[str, str], *, instrument: Instrument, ledger: Ledger
) -> tuple[str, ...]:
    place = ledger.place(sheet=at.MARKS)
    if marks.get("schema") != at.SCHEMA:
        ledger.error("json.schema", place, found=shown(marks.get("schema", "")),
                     expected=at.SCHEMA)
        return ()
    version = marks.get("version", "")
    if not version:
        ledger.error("version.missing", place)
    elif version != str(instrument.version):
        ledger.error("version.wrong", place, found=shown(version), expected=instrument.version)
    codes = tuple(marks.get("codes", "").split())
    unknown = sorted(set(codes) - set(instrument.indicators))
    for code in unknown:
        ledger.error("indicator.unknown", place, indicator=shown(code))
    digest = selection_digest(version=instrument.version, codes=codes)
    if not ledger.errors and marks.get("digest") != digest:
        ledger.error("instrument.altered", place)
    return codes


def _cover(
    cover: Sheet, *, marks: Mapping[str, str], ledger: Ledger
) -> tuple[str, str, dict[str, str]]:
    def read(row: int) -> str:
        return read_text(cover.entry(row, at.FIELD_COLUMN), ledger=ledger, limit=NAME_LIMIT)

    name, kind, respondent = (read(row) for row in
                              (at.AGENCY_ROW, at.KIND_ROW, at.RESPONDENT_ROW))
    if not name and cover.entry(at.AGENCY_ROW, at.FIELD_COLUMN).blank:
        ledger.error("agency.missing", cover.entry(at.AGENCY_ROW, at.FIELD_COLUMN).place)
    said = {"language": marks.get("language", "en"), "assessment": marks.get("assessment", ""),
            "kind": _kind(kind, language=marks.get("language", "en")), "respondent": respondent}
    return marks.get("agency") or agency_key(name), name, said


def _kind(label: str, *, language: str) -> str:
    try:
        respondents = words(language).respondents
    except (KeyError, ValueError):
        return ""
    return next((code for code, name in respondents.items() if name == label), "")


def _answered(cover: Sheet, *, today: date, ledger: Ledger) -> date:
    entry = cover.entry(at.DATE_ROW, at.FIELD_COLUMN)
    if entry.blank:
        ledger.warn("date.assumed", entry.place, value=today.isoformat())
        return today
    return read_date(entry, ledger=ledger, today=today) or today


def _answers(
    sheets: Sequence[Sheet], *, codes: Sequence[str], agency: str, answered: date, today: date,
    ledger: Ledger, language: str, instrument: Instrument,
) -> list[Answer]:
    found: dict[str, int] = {}
    answers: list[Answer] = []
    wordings = words(language).indicators
    for sheet in sheets:
        for row in sheet.rows:
            code = sheet.text(row, at.CODE)
            if not CODE.fullmatch(code):
                continue
            place = ledger.place(sheet=sheet.name, row=row, column="A")
            if code not in codes:
                ledger.error("indicator.unknown", place, indicator=code)
                continue
            if code in found:
                ledger.error("indicator.duplicate", place, indicator=code, agency=agency)
                continue
            found[code] = row
            written = _block(sheet, row, code=code, ledger=ledger)
            answer = written and read_answer(
                written, agency=agency, answered=answered, today=today, ledger=ledger,
                labels=wordings[code].levels)
            if answer:
                answers.append(answer)
    _missing(set(codes) - set(found), codes=codes, ledger=ledger, instrument=instrument)
    return answers


def _block(sheet: Sheet, row: int, *, code: str, ledger: Ledger) -> Written | None:
    first = row + at.LEVELS_OFFSET
    if any(sheet.text(first + level, at.CODE) != str(level) for level in range(5)):
        ledger.error("row.missing", ledger.place(sheet=sheet.name, row=row), indicator=code)
        return None
    return Written(
        indicator=code, choice=sheet.entry(row, at.ANSWER),
        note=sheet.entry(row + at.NOTE_OFFSET, at.ANSWER),
        evidence=[
            WrittenEvidence(
                title=sheet.entry(first + level, at.ANSWER), level=level,
                dated=sheet.entry(first + level, at.DATE),
                reference=sheet.entry(first + level, at.REFERENCE))
            for level in range(1, 5)
        ],
    )


def _missing(
    missing: set[str], *, codes: Sequence[str], ledger: Ledger, instrument: Instrument
) -> None:
    domains: dict[str, list[str]] = {}
    for code in codes:
        domains.setdefault(instrument.indicators[code].domain, []).append(code)
    for letter, all_codes in domains.items():
        if missing >= set(all_codes):
            ledger.error("sheet.missing", name=letter)
        else:
            for code in sorted(missing & set(all_codes)):
                ledger.error("row.missing", indicator=code)
