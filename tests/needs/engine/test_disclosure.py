from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from tests.needs.engine.invented import SMALL, TODAY, answer, answers, any_answers, settle
from tutela.needs.engine.disclosure import (
    Audience,
    Disclosure,
    disclosed_answers,
    disclosed_result,
)
from tutela.needs.engine.scoring import score

PLAN = Disclosure(default=Audience.REGION, exceptions={"A02": Audience.PRIVATE,
                                                       "C01": Audience.PUBLIC})


def test_a_wider_audience_sees_less():
    seen = {x: [c for c in SMALL.indicators if PLAN.allows(c, x)] for x in Audience}
    assert seen == {
        Audience.PRIVATE: ["A01", "A02", "B01", "B02", "C01"],
        Audience.PROGRAMME: ["A01", "B01", "B02", "C01"],
        Audience.REGION: ["A01", "B01", "B02", "C01"],
        Audience.PUBLIC: ["C01"],
    }


def test_the_private_audience_sees_the_result_itself():
    result = score(instrument=SMALL, answers=answers(answer("A01", 1)), as_of=TODAY)
    assert disclosed_result(result, PLAN, Audience.PRIVATE) == result


@given(any_answers(), st.integers(0, 4), st.sampled_from(list(Audience)))
def test_nothing_disclosed_depends_on_a_withheld_answer(given_, level, audience):
    plan = Disclosure(default=Audience.PUBLIC, exceptions={"A02": Audience.PRIVATE})
    others = [x for x in given_.answers if x.indicator != "A02"]
    changed = replace(given_, answers=(*others, answer("A02", level)))
    seen = [
        disclosed_result(score(instrument=SMALL, answers=x, as_of=TODAY), plan, audience)
        for x in (given_, changed)
    ]
    if audience is not Audience.PRIVATE:
        assert seen[0] == seen[1]


def test_answers_are_filtered_with_their_settlements_targets_and_agencies():
    whole = answers(
        answer("A01", 1), answer("A02", 2, agency="judiciary"),
        settlements={"A02": settle("A02", 2)}, targets={"A01": 4, "A02": 4},
    )
    shown = disclosed_answers(whole, PLAN, Audience.PROGRAMME)
    assert [x.indicator for x in shown.answers] == ["A01"]
    assert (shown.settlements, shown.targets) == ({}, {"A01": 4})
    assert shown.agencies == {"police": "National Police"}
    assert disclosed_answers(whole, PLAN, Audience.PRIVATE) == whole
