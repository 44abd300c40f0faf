import io
import zipfile
from datetime import date

import pytest
from openpyxl import load_workbook

from tests.needs.engine.forms.files import (
    DOMAIN_F,
    INSTRUMENT,
    TODAY,
    empty_workbook,
    filled,
    read,
)
from tutela.foundation.language import CODES
from tutela.needs.engine.answers import Answer, AnswerState, Evidence
from tutela.needs.engine.forms import workbook_layout as at
from tutela.needs.engine.forms.selection import choose
from tutela.needs.engine.forms.workbook import Addressee, answer_choices, write_workbook
from tutela.needs.engine.instrument import words as words_in


def test_what_is_filled_in_comes_back_as_it_was_meant():
    reading = read(filled(), "ministry.xlsx")
    assert reading.errors == ()
    assert reading.answers.agencies == {"ministry": "Ministry"}
    assert reading.answers.answers == (
        Answer(indicator="F01", agency="ministry", state=AnswerState.EVIDENCED, level=3,
               answered=date(2026, 3, 2), note="A note.",
               evidence=(Evidence(level=1, title="Strategy", dated=date(2025, 1, 31),
                                  reference="page 4"),)),
    )
    assert reading.marks == {"language": "en", "assessment": "", "kind": "justice-ministry",
                             "respondent": "Director"}


def test_other_words_beside_a_level_are_pointed_out():
    (problem,) = read(filled()).warnings
    assert (problem.code, problem.place.row, problem.place.column) == ("answer.words", 6, "D")


@pytest.mark.parametrize("language", CODES)
def test_every_choice_of_every_question_comes_back_in_every_language(language):
    data = write_workbook(instrument=INSTRUMENT, indicators=choose(INSTRUMENT), language=language,
                          addressee=Addressee(agency="x", agency_name="X", country="XMA"))
    book = load_workbook(io.BytesIO(data))
    words, expected = words_in(language), {}
    for sheet in book.worksheets[1:]:
        for row in range(at.FIRST_ROW, sheet.max_row + 1, at.BLOCK):
            code = sheet.cell(row, at.CODE).value
            if sheet.sheet_state == "visible" and code:
                index = len(expected) % 7
                sheet.cell(row, at.ANSWER).value = answer_choices(words, code)[index]
                expected[code] = (0, 1, 2, 3, 4, "unknown", "not-applicable")[index]
    stream = io.BytesIO()
    book.save(stream)
    reading = read(stream.getvalue())
    assert [problem.code for problem in reading.problems] == ["date.assumed"]
    assert list(expected) == list(INSTRUMENT.indicators)
    assert {a.indicator: str(a.state) if a.level is None else a.level
            for a in reading.answers.answers} == expected
    assert (reading.answers.country, reading.answers.agencies) == ("XMA", {"x": "X"})


def test_equal_orders_give_equal_bytes():
    first = empty_workbook(state="Marevia")
    assert empty_workbook(state="Marevia") == first
    assert empty_workbook() != first


def test_the_sheets_are_protected_but_for_the_answers():
    book = load_workbook(io.BytesIO(empty_workbook()))
    sheet = book.worksheets[1]
    assert all(each.protection.sheet for each in book.worksheets)
    assert not any(each.protection.password for each in book.worksheets)
    assert book.security.lockStructure
    unlocked = {cell.coordinate for line in sheet.iter_rows(min_row=6, max_row=14) for cell in line
                if not cell.protection.locked}
    assert unlocked == {"D6", "E6", "F6", "D8", "E8", "F8",
                        *(f"{letter}{row}" for letter in "DEF" for row in range(10, 14))}
    assert [each.sheet_state for each in book.worksheets] == [
        "visible", "visible", "veryHidden", "veryHidden"]


def test_arabic_runs_from_right_to_left_and_others_do_not():
    for language, expected in (("ar", True), ("fr", False)):
        data = write_workbook(instrument=INSTRUMENT, indicators=DOMAIN_F, language=language)
        visible = load_workbook(io.BytesIO(data)).worksheets[:2]
        assert [bool(sheet.sheet_view.rightToLeft) for sheet in visible] == [expected] * 2


def test_each_question_offers_its_own_list():
    sheet = load_workbook(io.BytesIO(empty_workbook())).worksheets[1]
    lists = {str(rule.sqref): rule.formula1 for rule in sheet.data_validations.dataValidation
             if rule.type == "list"}
    assert lists == {f"D{6 + 9 * n}": f"lists!$B${n + 2}:$H${n + 2}" for n in range(len(DOMAIN_F))}


def test_the_workbook_calls_nobody():
    with zipfile.ZipFile(io.BytesIO(empty_workbook())) as parts:
        assert not [name for name in parts.namelist()
                    if b'TargetMode="External"' in parts.read(name)]


def test_a_note_without_an_answer_is_unknown_and_said():
    reading = read(filled(lambda book: book.worksheets[1].__setitem__("D17", "Ask the minister.")))
    assert [problem.code for problem in reading.warnings] == ["answer.words",
                                                              "note.without-answer"]
    assert reading.answers.answers[1].state is AnswerState.UNKNOWN


def test_the_day_is_assumed_when_it_is_missing():
    reading = read(filled(lambda book: book.worksheets[0].__setitem__("C12", None)))
    assert reading.answers.answers[0].answered == TODAY
    assert reading.warnings[0].code == "date.assumed"
