from datetime import date

import pytest
from hypothesis import given

from tests.needs.engine.invented import (
    SMALL,
    TODAY,
    answer,
    answers,
    any_answers,
    indicator,
    instrument,
    proof,
    settle,
)
from tutela.needs.engine.answers import AnswerState
from tutela.needs.engine.scoring import OtherVersion, score
from tutela.needs.engine.versions import MappingRefused, carry, check_passage, read_passage

TEXT = """
from = 1
to = 2
[[moves]]
kind = "same"
old = ["A01"]
new = ["A09"]
[[moves]]
kind = "merged"
old = ["B01", "B02"]
new = ["B03"]
[[moves]]
kind = "split"
old = ["C01"]
new = ["C02", "C03"]
[[moves]]
kind = "retired"
old = ["A02"]
new = []
"""
PASSAGE = read_passage(TEXT)
SECOND = instrument(*[indicator(x) for x in ("A09", "B03", "C02", "C03", "C04")], version=2)


def carried(*given_, **more):
    return carry(answers(*given_, **more), PASSAGE)


def test_same_carries_everything():
    given_ = answer("A01", 2, state=AnswerState.VERIFIED, proofs=(1, 2))
    found = carried(given_, settlements={"A01": settle("A01", 1)}, targets={"A01": 4})
    assert found.answers == (answer("A09", 2, state=AnswerState.VERIFIED, proofs=(1, 2)),)
    assert (found.settlements, found.targets) == ({"A09": settle("A09", 1)}, {"A09": 4})
    assert found.instrument_version == 2


def test_split_keeps_the_level_and_asks_for_proof_anew():
    found = carried(answer("C01", 3, state=AnswerState.VERIFIED, proofs=(1, 2, 3)))
    assert found.answers == (answer("C02", 3), answer("C03", 3))


def test_merged_takes_the_lowest_level_the_weakest_state_and_common_proofs():
    found = carried(
        answer("B01", 3, state=AnswerState.VERIFIED, proofs=(1, 2, 3)),
        answer("B02", 2, state=AnswerState.EVIDENCED, proofs=(proof(1, date(2020, 1, 1)),)),
        answer("B01", 3, agency="judiciary"),
    )
    merged, = found.answers
    assert (merged.indicator, merged.level, merged.state) == ("B03", 2, "evidenced")
    assert merged.evidence == (proof(1), proof(1, date(2020, 1, 1)))


def test_merged_leaves_out_what_does_not_apply_and_stays_unknown_with_an_unknown_part():
    refusal = answer("B02", state=AnswerState.NOT_APPLICABLE)
    assert carried(answer("B01", 3, proofs=(1,)), refusal).answers[0].level == 3
    silence = answer("B02", state=AnswerState.UNKNOWN)
    assert carried(answer("B01", 3), silence).answers[0].state == "unknown"
    both = answer("B01", state=AnswerState.NOT_APPLICABLE), refusal
    assert carried(*both).answers[0].state == "not-applicable"


def test_retired_is_left_behind():
    assert carried(answer("A02", 3)).answers == ()


def test_the_passage_fits_both_versions():
    check_passage(PASSAGE, SMALL, SECOND)
    with pytest.raises(MappingRefused) as caught:
        check_passage(PASSAGE, SMALL, instrument(indicator("A09"), version=2))
    assert [x.params["code"] for x in caught.value.problems] == ["B03", "C02", "C03"]


@pytest.mark.parametrize(("old", "new", "count"), [
    ('kind = "same"', 'kind = "renamed"', 1),
    ('new = ["C02", "C03"]', 'new = ["C02"]', 1),
    ('old = ["A02"]', 'old = ["C01"]', 1),
    ('new = ["A09"]', 'new = ["B03"]', 1),
])
def test_faults_are_listed(old, new, count):
    with pytest.raises(MappingRefused) as caught:
        read_passage(TEXT.replace(old, new))
    assert len(caught.value.problems) == count


def test_other_versions_are_refused():
    with pytest.raises(OtherVersion):
        carry(answers(version=2), PASSAGE)


@given(any_answers())
def test_carried_answers_can_be_scored(given_):
    found = carry(given_, PASSAGE)
    result = score(instrument=SECOND, answers=found, as_of=TODAY)
    assert result.indicators["C04"].state == "unknown"
    assert {x.indicator for x in found.answers} <= set(SECOND.indicators)
