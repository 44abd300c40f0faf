"""Several files together, and what they would change."""

from dataclasses import replace
from datetime import date

from tests.needs.engine.forms.files import INSTRUMENT, SET, SUBMISSION, kobo_json, read, set_json
from tutela.needs.engine.forms.combine import combine, merge_into
from tutela.needs.engine.forms.preview import ChangeKind, preview

OTHER = {**SUBMISSION, "who/agency": "Court", "A/A01/A01_level": "4"}


def codes(reading):
    return [problem.code for problem in reading.errors]


def test_files_of_different_agencies_come_together_in_their_order():
    together = combine([read(kobo_json(OTHER), "b"), read(kobo_json(SUBMISSION), "a")],
                       country="XMA", country_names={"en": "Marevia"}, title="2026")
    assert together.accepted
    assert together.answers.agencies == {"court": "Court", "police": "Police"}
    assert (together.answers.country, together.answers.title) == ("XMA", "2026")
    assert len(together.answers.answers) == 2


def test_one_bad_file_keeps_all_of_them_out():
    together = combine([read(kobo_json(SUBMISSION)), read(b"nothing", "bad")])
    assert codes(together) == ["file.kind"]
    assert together.answers.answers == ()


def test_the_same_answer_in_two_files_is_taken_once():
    together = combine([read(kobo_json(SUBMISSION)), read(kobo_json(SUBMISSION))])
    assert [problem.code for problem in together.warnings] == ["answer.repeated"]
    assert len(together.answers.answers) == 1


def test_two_answers_of_one_agency_are_refused():
    changed = {**SUBMISSION, "A/A01/A01_level": "3"}
    together = combine([read(kobo_json(SUBMISSION), "a"), read(kobo_json(changed), "b")])
    assert codes(together) == ["indicator.duplicate"]
    assert together.errors[0].place.file == "b"


def test_two_states_are_refused():
    together = combine([read(set_json(country="KEN")), read(set_json(country="PER"))])
    assert codes(together) == ["country.differs"]


def test_two_settlements_of_one_question_are_refused():
    def settled(level):
        return read(set_json(settlements={
            "A01": {"level": level, "reason": "Agreed.", "settled": "2026-01-01"}}))
    assert codes(combine([settled(1), settled(2)])) == ["settlement.differs"]
    assert codes(combine([settled(1), settled(1)])) == []


def answered(level, day="2026-03-02", agency="police"):
    return {**SET["answers"][0], "level": level, "answered": day, "agency": agency}


def set_of(*rows):
    agencies = [{"key": key, "name": key} for key in dict.fromkeys(row["agency"] for row in rows)]
    return read(set_json(answers=list(rows), agencies=agencies)).answers


def test_a_preview_says_what_would_change():
    existing = set_of(answered(2))
    cases = {ChangeKind.UNCHANGED: answered(2), ChangeKind.CHANGED: answered(3, "2026-04-01"),
             ChangeKind.OLDER: answered(3, "2026-01-01"),
             ChangeKind.ADDED: answered(2, agency="court")}
    for kind, row in cases.items():
        seen = preview(set_of(row), instrument=INSTRUMENT, existing=existing)
        assert [change.kind for change in seen.changes] == [kind]
        assert seen.count(kind) == 1
        assert seen.by_domain == {"A": 1}


def test_a_preview_names_unsettled_disagreements():
    existing, incoming = set_of(answered(2)), set_of(answered(3, agency="court"))
    assert preview(incoming, instrument=INSTRUMENT, existing=existing).conflicts == ("A01",)
    unknown = {**answered(None, agency="court"), "state": "unknown"}
    assert preview(set_of(unknown), instrument=INSTRUMENT, existing=existing).conflicts == ()
    settled = read(set_json(answers=[answered(2)], settlements={
        "A01": {"level": 2, "reason": "Agreed.", "settled": "2026-01-01"}})).answers
    assert preview(incoming, instrument=INSTRUMENT, existing=settled).conflicts == ()


def test_taking_answers_in_replaces_only_their_like():
    existing = set_of(answered(2), answered(1, agency="court"))
    merged = merge_into(existing, set_of(answered(4, "2026-05-01")))
    assert {answer.agency: answer.level for answer in merged.answers} == {"police": 4, "court": 1}
    assert merged == replace(existing, answers=merged.answers)
    assert merged.answers[0].answered == date(2026, 5, 1)
