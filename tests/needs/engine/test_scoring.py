from dataclasses import replace
from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.needs.engine.invented import (
    SMALL,
    TODAY,
    answer,
    answers,
    any_answers,
    proof,
    settle,
)
from tutela.needs.engine.answers import AnswerState
from tutela.needs.engine.instrument import current_instrument
from tutela.needs.engine.scoring import OtherVersion, score


def run(*given_, as_of=TODAY, **more):
    return score(instrument=SMALL, answers=answers(*given_, **more), as_of=as_of)


def test_unknown_everywhere_says_nothing_and_is_not_zero():
    result = run()
    item = result.indicators["A01"]
    assert (item.state, item.level, item.low, item.high) == (AnswerState.UNKNOWN, None, 0, 4)
    assert result.ranking == ()
    area = result.areas["A"]
    assert (area.level, area.low, area.high, area.gap, area.place) == (None, 0, 4, None, None)
    assert [x.code for x in result.answer_first] == ["C01", "A01", "B01", "A02", "B02"]


def test_a_bare_assertion_reaches_down_to_zero():
    item = run(answer("A01", 3)).indicators["A01"]
    assert (item.state, item.level, item.low, item.high, item.gap) == ("asserted", 3, 0, 3, 0)


def test_evidence_of_every_level_carries_nine_tenths_and_verified_all():
    police = answer("A01", 3, state=AnswerState.EVIDENCED, proofs=(1, 2, 3))
    item = run(police).indicators["A01"]
    assert (item.state, item.level, item.high) == ("evidenced", 3, 3)
    assert item.low == pytest.approx(2.7)
    item = run(replace(police, state=AnswerState.VERIFIED)).indicators["A01"]
    assert (item.state, item.low, item.high) == ("verified", 3, 3)


def test_a_missing_level_breaks_the_chain():
    police = answer("A01", 4, state=AnswerState.VERIFIED, proofs=(1, 2, 4))
    item = run(police).indicators["A01"]
    assert (item.state, item.level, item.low, item.high) == ("asserted", 4, 2, 4)


def test_one_half_life_halves_what_evidence_carries():
    police = answer("A01", 2, state=AnswerState.VERIFIED, proofs=(1, 2))
    item = run(police, as_of=date(2029, 11, 23)).indicators["A01"]
    assert item.evidence_weight == pytest.approx(0.5, abs=1e-3)
    assert item.low == pytest.approx(1.0, abs=1e-3)
    assert item.level == 2


def test_agencies_that_agree_share_their_evidence():
    item = run(
        answer("A01", 2, proofs=(1,)),
        answer("A01", 2, agency="judiciary", state=AnswerState.EVIDENCED, proofs=(2,)),
    ).indicators["A01"]
    assert (item.state, item.level, item.low) == ("evidenced", 2, pytest.approx(1.8))


def test_agencies_that_differ_are_contested_until_settled():
    pair = answer("A01", 1), answer("A01", 4, agency="judiciary")
    item = run(*pair).indicators["A01"]
    assert (item.state, item.level, item.low, item.high) == ("contested", 2.5, 0, 4)
    item = run(*pair, settlements={"A01": settle("A01", 1)}).indicators["A01"]
    assert (item.state, item.level, item.high) == ("asserted", 1, 1)
    assert item.settlement == settle("A01", 1)
    item = run(*pair, settlements={"A01": settle("A01", None)}).indicators["A01"]
    assert (item.state, item.level, item.gap) == ("not-applicable", None, None)


def test_a_settlement_without_disagreement_does_nothing():
    item = run(answer("A01", 3), settlements={"A01": settle("A01", 1)}).indicators["A01"]
    assert (item.level, item.settlement) == (3, None)


def test_a_dispute_whether_it_applies_leaves_everything_open():
    refusal = answer("A01", agency="judiciary", state=AnswerState.NOT_APPLICABLE)
    item = run(answer("A01", 2, proofs=(1, 2)), refusal).indicators["A01"]
    assert (item.state, item.level, item.low, item.high) == ("contested", 2, 0, 4)


def test_an_area_is_a_weighted_mean_of_the_known():
    result = run(
        answer("A01", 0), answer("A02", 3),
        answer("B01", state=AnswerState.NOT_APPLICABLE), answer("B02", 2),
    )
    a, b, c = (result.areas[code] for code in "ABC")
    assert (a.level, a.gap, a.low, a.high, a.known, a.asked) == (1, 2, 0, 1, 2, 2)
    assert (b.level, b.gap, b.high, b.asked) == (2, 2, 2, 1)
    assert (c.level, c.gap, c.low, c.high) == (None, None, 0, 4)
    # Equal gaps: the order of letters decides.
    assert result.ranking == ("A", "B")
    assert (result.overall.level, result.overall.gap) == (1.5, 2)
    assert result.overall.high == pytest.approx((1 + 2 + 4) / 3)
    assert [(x.code, x.priority) for x in result.priorities] == [("A01", 6), ("B02", 1)]


def test_a_target_of_the_state_replaces_the_instruments():
    assert run(answer("A01", 1), targets={"A01": 4}).indicators["A01"].gap == 3


def test_other_versions_are_refused():
    with pytest.raises(OtherVersion) as caught:
        run(version=2)
    assert caught.value.code == "needs.other-version"


def test_every_paragraph_that_states_a_need_has_an_indicator():
    asked = {p for item in current_instrument().indicators.values() for p in item.paragraphs}
    assert set(range(5, 39)) <= asked


@given(any_answers(), st.randoms(use_true_random=False))
def test_order_of_answers_does_not_matter(given_, shuffler):
    mixed = list(given_.answers)
    shuffler.shuffle(mixed)
    again = replace(given_, answers=tuple(mixed))
    assert score(instrument=SMALL, answers=again, as_of=TODAY) == score(
        instrument=SMALL, answers=given_, as_of=TODAY
    )


@given(any_answers())
def test_bounds(given_):
    result = score(instrument=SMALL, answers=given_, as_of=TODAY)
    for item in [*result.indicators.values(), *result.areas.values(), result.overall]:
        assert 0 <= item.low <= item.high <= 4
        assert 0 <= item.gap_low <= item.gap_high <= 4
        if item.level is not None:
            assert item.low - 1e-9 <= item.level <= item.high + 1e-9
    for item in result.indicators.values():
        # Of an area this need not hold: unknown questions may have lower targets than known ones.
        if item.gap is not None:
            assert item.gap_low - 1e-9 <= item.gap <= item.gap_high + 1e-9


@given(any_answers(settled=False), st.data())
def test_raising_a_level_never_lowers_the_score(given_, data):
    low = [i for i, x in enumerate(given_.answers) if x.level is not None and x.level < 4]
    assume(low)
    place = data.draw(st.sampled_from(low))
    raised = list(given_.answers)
    raised[place] = replace(raised[place], level=raised[place].level + 1)
    before = score(instrument=SMALL, answers=given_, as_of=TODAY)
    after = score(instrument=SMALL, answers=replace(given_, answers=tuple(raised)), as_of=TODAY)
    code = raised[place].indicator
    for old, new in [
        (before.indicators[code], after.indicators[code]),
        (before.areas[code[0]], after.areas[code[0]]),
        (before.overall, after.overall),
    ]:
        assert new.level >= old.level - 1e-9
        assert new.high >= old.high - 1e-9
        assert new.gap <= old.gap + 1e-9


@given(any_answers(), st.data())
def test_adding_evidence_never_widens(given_, data):
    assume(given_.answers)
    place = data.draw(st.integers(0, len(given_.answers) - 1))
    more = list(given_.answers)
    proofs = answer("A01", 4, proofs=(data.draw(st.integers(1, 4)),)).evidence
    more[place] = replace(more[place], evidence=more[place].evidence + proofs)
    before = score(instrument=SMALL, answers=given_, as_of=TODAY)
    after = score(instrument=SMALL, answers=replace(given_, answers=tuple(more)), as_of=TODAY)
    for code, old in before.indicators.items():
        assert old.low <= after.indicators[code].low
        assert old.high == after.indicators[code].high


@given(any_answers(), st.integers(1, 4000))
def test_time_only_widens(given_, days):
    before = score(instrument=SMALL, answers=given_, as_of=TODAY)
    later = date.fromordinal(TODAY.toordinal() + days)
    after = score(instrument=SMALL, answers=given_, as_of=later)
    for code, old in before.indicators.items():
        new = after.indicators[code]
        assert (new.level, new.high) == (old.level, old.high)
        assert new.low <= old.low


@given(st.integers(1, 4), st.integers(0, 4000))
def test_verified_is_narrower_than_evidenced_than_asserted(level, days):
    as_of = date.fromordinal(TODAY.toordinal() + days)
    steps = tuple(range(1, level + 1))
    widths = []
    for state, proofs in [("verified", steps), ("evidenced", steps), ("asserted", steps[:-1])]:
        given_ = answer("A01", level, state=AnswerState(state), proofs=proofs)
        item = run(given_, as_of=as_of).indicators["A01"]
        assert item.state == state
        widths.append(item.high - item.low)
    assert widths[0] < widths[1] < widths[2]


@given(any_answers())
def test_answering_unknown_is_the_same_as_not_answering(given_):
    silent = [x for x in given_.answers if x.state is not AnswerState.UNKNOWN]
    one = score(instrument=SMALL, answers=given_, as_of=TODAY)
    other = score(instrument=SMALL, answers=replace(given_, answers=tuple(silent)), as_of=TODAY)
    assert one.areas == other.areas
    assert one.ranking == other.ranking


def test_the_worked_example_of_the_explanation():
    old = proof(1, date(2023, 11, 23)), proof(2, date(2023, 11, 23))
    given_ = (
        answer("A01", 2, state=AnswerState.VERIFIED, proofs=old),
        answer("A01", 2, agency="prosecution"),
        answer("A02", 1), answer("A02", 4, agency="judiciary"),
    )
    area = run(*given_).areas["A"]
    found = [round(x, 2) for x in (area.level, area.low, area.high, area.gap)]
    assert found == [2.17, 0.67, 2.67, 0.83]
    area = run(*given_, settlements={"A02": settle("A02", 1)}).areas["A"]
    found = [round(x, 2) for x in (area.level, area.low, area.high, area.gap)]
    assert found == [1.67, 0.67, 1.67, 1.33]
