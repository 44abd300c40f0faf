import io
from functools import cache

import pytest
from openpyxl import load_workbook
from pyxform.xls2xform import convert

from tests.needs.engine.forms.files import INSTRUMENT
from tutela.foundation.language import CODES
from tutela.needs.engine.forms.kobo import plain_name
from tutela.needs.engine.forms.selection import choose
from tutela.needs.engine.forms.xlsform import column, write_xlsform
from tutela.needs.engine.instrument import words as words_in


@cache
def form():
    return write_xlsform(instrument=INSTRUMENT, indicators=choose(INSTRUMENT))


@cache
def rows(name):
    first, *others = load_workbook(io.BytesIO(form()), read_only=True)[name].values
    return [dict(zip(first, row, strict=True)) for row in others]


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_pyxform_takes_it_without_a_warning_in_six_languages():
    # ODK Validate needs Java; pyxform's own checks do not.
    made = convert(xlsform=form(), validate=False, file_type=".xlsx")
    assert made.warnings == []
    assert made.xform.count("<translation ") == 6
    assert made.xform.count('"Arabic (ar)"') == 1


def test_every_question_has_words_levels_and_reasons_in_every_language():
    survey = {row["name"]: row for row in rows("survey")}
    for language in CODES:
        words = words_in(language)
        for code, wording in words.indicators.items():
            row = survey[f"{code}_level"]
            assert row[column("label", language)] == wording.question
            assert row[column("hint", language)] == wording.why


def test_every_question_has_a_list_of_its_own():
    names = {}
    for row in rows("choices"):
        names.setdefault(row["list_name"], []).append(row["name"])
    expected = ["0", "1", "2", "3", "4", "unknown", "not_applicable"]
    codes = list(INSTRUMENT.indicators)
    assert {code: names[code] for code in codes} == dict.fromkeys(codes, expected)


def test_the_version_travels_with_the_answers():
    (version,) = [row for row in rows("survey") if row["name"] == "instrument_version"]
    assert (version["type"], version["calculation"]) == ("calculate", "'1'")
    (settings,) = rows("settings")
    assert (settings["version"], settings["default_language"]) == ("1", "English (en)")


def test_names_are_those_the_import_knows():
    asked = [row["name"] for row in rows("survey") if row["name"] and "_" in row["name"]]
    assert [plain_name(name) for name in asked] == asked


def test_a_form_may_be_for_some_only():
    made = write_xlsform(instrument=INSTRUMENT, indicators=choose(
        INSTRUMENT, domains="CF", respondents=["justice-ministry"], core_only=True))
    names = [row[1] for row in load_workbook(io.BytesIO(made))["survey"].values]
    asked = [name[:3] for name in names if name and name.endswith("_level") and "_e" not in name]
    assert asked == [item.code for item in INSTRUMENT.indicators.values()
                     if item.domain in "CF" and item.core
                     and "justice-ministry" in item.respondents]
    assert asked


def test_equal_orders_give_equal_bytes():
    asked = choose(INSTRUMENT, domains="F")
    first = write_xlsform(instrument=INSTRUMENT, indicators=asked)
    assert write_xlsform(instrument=INSTRUMENT, indicators=asked) == first
