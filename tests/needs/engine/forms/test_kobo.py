import json
from datetime import date

import pytest

from tests.needs.engine.forms.files import SUBMISSION, csv_of, kobo_json, kobo_sheet, read
from tutela.needs.engine.answers import Answer, AnswerState, Evidence

EXPECTED = Answer(
    indicator="A01", agency="police", state=AnswerState.EVIDENCED, level=2,
    answered=date(2026, 3, 2), note="Nine posts.",
    evidence=(Evidence(level=1, title="Staff table", dated=date(2025, 5, 1), reference="HR-7"),))
FLAT = {name.rsplit("/", 1)[-1]: value for name, value in SUBMISSION.items()}
SHORT = {name.replace("A01/A01_", "A01/"): value for name, value in SUBMISSION.items()}
DASHED = {name.replace("/", "-"): value for name, value in SUBMISSION.items()}
NESTED = {"instrument_version": "1", "who": {"agency": "Police"}, "today": "2026-03-02",
          "A": {"A01": {name: value for name, value in FLAT.items() if name.startswith("A01")}}}


@pytest.mark.parametrize("data", [
    kobo_sheet(), kobo_json(SUBMISSION), kobo_json(FLAT), kobo_json(SHORT), kobo_json(DASHED),
    json.dumps([SUBMISSION]).encode(), json.dumps({"value": [NESTED]}).encode(),
    csv_of(SUBMISSION).encode(), csv_of(DASHED, delimiter=";").encode("utf-8-sig"),
    csv_of(FLAT, delimiter="\t").encode("utf-16"), csv_of(FLAT).encode("utf-16-le"),
    csv_of(FLAT).encode("utf-16-be"),
], ids=["xlsx", "json", "flat", "short", "dashed", "list", "odata", "csv", "semicolon utf-8 mark",
        "tab utf-16", "utf-16-le unmarked", "utf-16-be unmarked"])
def test_every_shape_of_export_gives_the_same_answer(data):
    reading = read(data)
    assert reading.problems == ()
    assert reading.answers.answers == (EXPECTED,)
    assert reading.answers.agencies == {"police": "Police"}


def test_labels_instead_of_values_are_understood():
    row = {**SUBMISSION, "A/A01/A01_level": "2 – Some units. Evidence: a table."}
    assert read(kobo_json(row)).answers.answers == (EXPECTED,)


@pytest.mark.parametrize(("word", "state"), [
    ("unknown", AnswerState.UNKNOWN), ("not_applicable", AnswerState.NOT_APPLICABLE)])
def test_answers_without_a_level(word, state):
    row = {"agency": "P", "instrument_version": "1", "today": "2026-01-01", "A01_level": word}
    (answer,) = read(kobo_json(row)).answers.answers
    assert (answer.state, answer.level) == (state, None)


def test_one_file_may_hold_several_agencies():
    reading = read(kobo_json(SUBMISSION, {**SUBMISSION, "who/agency": "شرطة"}))
    assert list(reading.answers.agencies.values()) == ["Police", "شرطة"]
    assert len({answer.agency for answer in reading.answers.answers}) == 2


def test_a_submission_from_a_place_where_it_is_tomorrow_counts_as_today():
    reading = read(kobo_json({**SUBMISSION, "today": "2026-11-24"}))
    assert reading.errors == ()
    assert reading.answers.answers[0].answered == date(2026, 11, 23)


def test_columns_that_are_not_ours_are_named_and_left_out():
    reading = read(kobo_json({**SUBMISSION, "colour": "blue", "_id": 4, "meta/instanceID": "x"}))
    assert [problem.code for problem in reading.problems] == ["column.ignored"]
    assert reading.answers.answers == (EXPECTED,)


def test_a_number_of_days_is_a_date_in_both_systems_of_excel():
    assert read(kobo_sheet(**{"A/A01/A01_e1_date": 45778})).answers.answers == (EXPECTED,)
