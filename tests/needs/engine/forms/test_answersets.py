"""Answer sets out and in again, as JSON and as CSV, whatever they hold."""

import json
from datetime import date, timedelta
from importlib.resources import files

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from tests.needs.engine.forms.files import ANSWER, INSTRUMENT, SET, TODAY, csv_of, read, set_json
from tutela.needs.engine.answers import Answer, AnswerSet, AnswerState, Evidence, Settlement
from tutela.needs.engine.forms.answerset_csv import answers_to_csv
from tutela.needs.engine.forms.answerset_json import answers_to_json

SCHEMA = Draft202012Validator(json.loads(
    files("tutela.needs").joinpath("data/answers.schema.json").read_text("utf-8")))
CODES = st.sampled_from(list(INSTRUMENT.indicators))
DAYS = st.integers(0, 9000).map(lambda days: TODAY - timedelta(days=days))
# What survives: no control characters, composed, no blanks at the ends.
TEXT = st.text(st.sampled_from("aé=+-@'\"“,;\n €文ع0?"), max_size=30).map(str.strip)
NAME = TEXT.filter(bool)
EVIDENCE = st.builds(Evidence, level=st.integers(1, 4), title=NAME, dated=DAYS, reference=TEXT,
                     note=TEXT)


@st.composite
def an_answer(draw, code, agency):
    state = draw(st.sampled_from([x for x in AnswerState if x is not AnswerState.CONTESTED]))
    unlevelled = state in {AnswerState.UNKNOWN, AnswerState.NOT_APPLICABLE}
    least = 1 if state is AnswerState.EVIDENCED else 0
    return Answer(
        indicator=code, agency=agency, state=state, answered=draw(DAYS), note=draw(TEXT),
        level=None if unlevelled else draw(st.integers(0, 4)),
        evidence=tuple(draw(st.lists(EVIDENCE, min_size=least, max_size=3))))


@st.composite
def a_set(draw):
    agencies = draw(st.dictionaries(st.sampled_from(["a", "b", "c"]), NAME, min_size=1))
    pairs = draw(st.sets(st.tuples(CODES, st.sampled_from(list(agencies))), min_size=1,
                         max_size=6))
    return AnswerSet(
        country=draw(st.sampled_from(["", "KEN", "XMA"])), title=draw(TEXT),
        country_names=draw(st.dictionaries(st.sampled_from(["en", "ar"]), NAME)),
        instrument_version=1, agencies=agencies,
        answers=tuple(draw(an_answer(*pair)) for pair in sorted(pairs)),
        settlements={code: Settlement(indicator=code, level=level, reason=reason, settled=day)
                     for code, level, reason, day in draw(st.lists(st.tuples(
                         CODES, st.none() | st.integers(0, 4), NAME, DAYS), max_size=2))},
        targets=draw(st.dictionaries(CODES, st.integers(1, 4), max_size=2)))


@settings(max_examples=60)
@given(a_set())
def test_json_brings_back_what_it_took_out(answers):
    data = answers_to_json(answers)
    reading = read(data)
    assert reading.errors == ()
    assert reading.answers == answers
    assert answers_to_json(reading.answers) == data
    SCHEMA.validate(json.loads(data))


@pytest.mark.parametrize("changes", [
    {"instrument_version": "1"}, {"title": 1}, {"answers": [{}]}, {"targets": {"A01": 0}},
    {"schema": "tutela.answers/2"}, {"agencies": [{"key": "x"}]},
])
def test_what_the_schema_refuses_the_import_refuses(changes):
    data = set_json(**changes)
    assert not SCHEMA.is_valid(json.loads(data))
    assert read(data).errors


@settings(max_examples=60)
@given(a_set())
def test_csv_brings_back_every_answer(answers):
    reading = read(answers_to_csv(answers))
    assert reading.errors == ()
    assert reading.answers.answers == answers.answers
    heard = {answer.agency for answer in answers.answers}
    assert reading.answers.agencies == {key: name for key, name in answers.agencies.items()
                                        if key in heard}


def test_the_order_of_answers_does_not_change_the_bytes():
    first, second = ({**SET["answers"][0], "indicator": code} for code in ("A01", "B02"))
    one, two = (read(set_json(answers=rows)).answers for rows in ([first, second],
                                                                  [second, first]))
    assert answers_to_json(one) == answers_to_json(two)
    assert answers_to_csv(one) == answers_to_csv(two)


def test_no_cell_of_the_csv_is_a_formula_to_a_spreadsheet():
    answers = read(set_json(answers=[{**SET["answers"][0], "note": "=HYPERLINK(1)"}])).answers
    assert b",'=HYPERLINK(1)" in answers_to_csv(answers)
    assert read(answers_to_csv(answers)).answers.answers[0].note == "=HYPERLINK(1)"


def test_a_hand_written_csv_is_enough():
    reading = read(csv_of({**ANSWER, "answered": "2026/3/2"}, delimiter=";").encode("utf-16"))
    assert reading.problems == ()
    assert reading.answers.answers == (
        Answer(indicator="A01", agency="police", state=AnswerState.ASSERTED, level=2,
               answered=date(2026, 3, 2)),)
