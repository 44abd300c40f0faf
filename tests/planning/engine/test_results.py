"""Results: what changed, beside what was expected and beside where nothing was done."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutela.foundation.language import CODES
from tutela.needs.engine.answers import AnswerState
from tutela.needs.engine.result import AreaResult, IndicatorResult, Result
from tutela.needs.engine.scoring import OtherVersion
from tutela.planning.engine.catalogue import current_catalogue
from tutela.planning.engine.contribution import (
    MINIMUM_PAIRS,
    contribution,
    difference,
    sentences,
)
from tutela.planning.engine.problem import Covered
from tutela.planning.engine.results import Interval, Outcome, Reading, Tally, follow, tally
from tutela.planning.engine.solution import Closed, Delivery, Solution

THEN, NOW = date(2027, 1, 31), date(2029, 1, 31)
TYPES = current_catalogue().types
NOTHING = AreaResult(code="", level=None, low=0, high=4, gap=None, gap_low=0, gap_high=3,
                     known=0, asked=0)


def scored(code, level, *, spread=0.5, target=3, state=AnswerState.ASSERTED):
    low, high = (0, 4) if level is None else (max(0, level - spread), min(4, level + spread))
    gap = None if level is None else max(0, target - level)
    return IndicatorResult(
        code=code, domain=code[0], state=state, level=level, low=low, high=high, target=target,
        gap=gap, gap_low=max(0, target - high), gap_high=max(0, target - low), weight=1,
        evidence_weight=1, statements=(),
    )


def result(country, levels, *, day=THEN, version=1, **more):
    return Result(
        country=country, title="Invented", instrument_version=version, as_of=day,
        indicators={code: scored(code, level, **more) for code, level in levels.items()},
        areas={}, overall=NOTHING, ranking=(), priorities=(), answer_first=(), draws=0, seed=0,
    )


def delivery(kind, *states, quarter=0):
    return Delivery(type=kind, region="R1", states=states, quarter=quarter, language="en",
                    cost=0, trainer_days=0, paid_by={})


def plan(*deliveries, closed=()):
    return Solution(feasible=True, deliveries=deliveries, closed=closed)


def outcome(state, start, end, *, indicator="D02", activities=(), expected=0.0, spread=0.0,
            others=()):
    after = None if end is None else Reading(
        day=NOW, level=end, range=Interval(low=end - spread, high=end + spread))
    return Outcome(
        state=state, indicator=indicator, target=3,
        before=Reading(day=THEN, level=start,
                       range=Interval(low=start - spread, high=start + spread)),
        after=after, activities=activities, expected=expected, others=others,
    )


def worked(state, start, end, **more):
    return outcome(state, start, end, activities=("child-interview",), expected=1.0, **more)


def followed(*deliveries, before=None, after=None, **more):
    return {(one.state, one.indicator): one for one in follow(
        before={"XMA": result("XMA", before or {"D02": 0, "D05": 1})},
        after={"XMA": result("XMA", after, day=NOW)} if after else {},
        solution=plan(*deliveries), types=TYPES, **more)}


def test_an_outcome_carries_baseline_target_and_what_was_measured_again():
    found = followed(delivery("child-interview", "XMA"), after={"D02": 1, "D05": 1})
    one = found["XMA", "D02"]
    assert (one.before, one.after) == (
        Reading(day=THEN, level=0, range=Interval(low=0, high=0.5)),
        Reading(day=NOW, level=1, range=Interval(low=0.5, high=1.5)))
    assert (one.target, one.gap, one.change, one.at_target) == (3, 3, 1, False)
    assert one.change_range == Interval(low=0, high=1.5)
    assert (one.activities, one.expected) == (("child-interview",), 1.5)
    other = found["XMA", "D05"]
    assert (other.activities, other.expected, other.against_expected) == ((), 0, "")


def test_without_reassessment_nothing_is_said_to_have_changed():
    one = followed(delivery("child-interview", "XMA"))["XMA", "D02"]
    assert (one.after, one.change, one.change_range, one.at_target) == (None, None, None, None)
    assert one.against_expected == "open"


def test_an_unknown_level_is_not_zero():
    found = followed(delivery("child-interview", "XMA"), before={"D02": None, "D05": 1},
                     after={"D02": 2, "D05": None})
    one = found["XMA", "D02"]
    assert (one.gap, one.change, one.expected) == (None, None, 0)
    assert one.change_range == Interval(low=-2.5, high=2.5)
    assert found["XMA", "D05"].at_target is None
    assert tally(tuple(found.values())) == Tally(pairs=2, known=0, reached=0)


def test_expected_adds_up_to_the_highest_ceiling_and_the_gap():
    both = (delivery("child-interview", "XMA"), delivery("roll-out-child-protection", "XMA"))
    assert followed(*both)["XMA", "D02"].expected == 2.5
    assert followed(*both, before={"D02": 2.5})["XMA", "D02"].expected == 0.5
    assert followed(both[0], before={"D02": 1})["XMA", "D02"].expected == 1
    assert followed(both[0], before={"D02": 2.5})["XMA", "D02"].expected == 0


def test_expected_is_never_more_than_the_plan_promised():
    before = {"XMA": result("XMA", {"D02": 0})}
    promised = Closed(state="XMA", indicator="D02", gap=3, closed=0.75, weight=1)
    solution = plan(delivery("child-interview", "XMA"), closed=(promised,))
    one, = follow(before=before, after={}, solution=solution, types=TYPES)
    assert one.expected == 0.75


def test_only_what_took_place_counts():
    both = (delivery("child-interview", "XMA"), delivery("roll-out-child-protection", "XMA"))
    found = followed(*both, delivered={("XMA", "child-interview"), ("XMA", "not-planned")})
    assert found["XMA", "D02"].activities == ("child-interview",)
    assert found["XMA", "D05"].activities == ()


def test_activities_of_others_are_named():
    covered = [Covered(state="XMA", type="abuse-in-families", title="Course of another"),
               Covered(state="XMB", type="abuse-in-families", title="Elsewhere")]
    found = followed(covered=covered)
    assert found["XMA", "D05"].others == ("Course of another",)


def test_what_does_not_apply_is_left_out():
    before = result("XMA", {"D02": 0})
    item = replace(before.indicators["D02"], state=AnswerState.NOT_APPLICABLE)
    left = follow(before={"XMA": replace(before, indicators={"D02": item})}, after={},
                  solution=plan(), types=TYPES)
    assert left == ()


def test_another_version_of_the_instrument_is_refused():
    with pytest.raises(OtherVersion):
        follow(before={"XMA": result("XMA", {"D02": 0})},
               after={"XMA": result("XMA", {"D02": 1}, version=2)}, solution=plan(), types=TYPES)


@pytest.mark.parametrize(("end", "spread", "said"), [
    (1, 0, "within"), (2, 0, "more"), (0, 0, "less"), (2, 0.5, "within"), (3, 0.5, "more"),
    (0, 0.25, "less"),
])
def test_more_or_less_is_said_only_when_the_whole_range_is(end, spread, said):
    assert worked("XMA", 0, end, spread=spread).against_expected == said


def test_a_tally_is_over_what_is_known():
    found = tally([worked("XMA", 0, 2, spread=0.5), worked("XMB", 1, 3), worked("XMC", 1, None)])
    assert found == Tally(pairs=3, known=2, reached=1, before=0.5, after=2.5, expected=1.0,
                          change=2.0, change_range=Interval(low=1.5, high=2.5))
    assert tally([]) == Tally(pairs=0, known=0, reached=0)


SERVED = [worked(f"XA{n}", 0, 2) for n in range(5)]
IDLE = [outcome(f"XB{n}", 0, 0.5) for n in range(5)]


def test_the_difference_compares_the_same_indicator():
    elsewhere = [outcome(f"XB{n}", 0, 3, indicator="D05") for n in range(5)]
    found = difference([*SERVED, *IDLE, *elsewhere])
    assert (found.value, found.range) == (1.5, Interval(low=1.5, high=1.5))
    assert (found.indicators, found.pairs_with, found.pairs_without) == (("D02",), 5, 5)
    assert found.clear
    assert difference([*SERVED, *elsewhere]) is None


def test_too_few_pairs_give_no_difference():
    assert MINIMUM_PAIRS == 5
    assert difference([*SERVED, *IDLE[:4]]) is None
    assert difference([*SERVED[:4], *IDLE]) is None


@pytest.mark.parametrize("unfit", [
    outcome("XB4", 3, 3),
    outcome("XB4", 0, None),
    outcome("XB4", 0, 0.5, others=("Course of another",)),
])
def test_not_comparable_are_pairs_without_gap_unmeasured_or_helped_by_others(unfit):
    assert difference([*SERVED, *IDLE[:4], unfit]) is None


def test_indicators_weigh_by_their_pairs_with_activities():
    more = [worked(f"XA{n}", 0, 1, indicator="D05") for n in range(15)]
    still = [outcome("XB0", 0, 0, indicator="D05")]
    found = difference([*SERVED, *IDLE, *more, *still])
    assert found.value == pytest.approx((5 * 1.5 + 15 * 1.0) / 20)


def test_the_range_is_what_both_assessments_allow():
    found = difference([*[worked(f"XA{n}", 0, 2, spread=0.5) for n in range(5)], *IDLE])
    assert found.range == Interval(low=0.5, high=2.5)
    assert found.clear


def test_a_difference_that_one_state_makes_is_not_clear():
    one = [worked("XA0", 0, 3), *[worked(f"XA{n}", 0, 0.5) for n in range(1, 5)]]
    found = difference([*one, *IDLE])
    assert found.value == pytest.approx(0.5)
    assert found.without_one == Interval(low=0.0, high=0.625)
    assert not found.clear


def test_a_contribution_holds_both_sides():
    helped = outcome("XC0", 0, 2, others=("Course of another",))
    found = contribution([*SERVED, *IDLE, helped])
    assert (found.served.pairs, found.unserved.pairs) == (5, 5)
    assert found.difference == difference([*SERVED, *IDLE])


def test_sentences_say_what_changed_and_never_why():
    said = sentences(contribution([*SERVED, *IDLE]), "en")
    assert said == (
        ("Where the plan worked, levels changed by 2.0 on average (between 2.0 and 2.0); 1.0 were "
        "expected."),
        ("Compared with the same needs without any activity, the difference is 1.5 levels (between "
        "1.5 and 1.5), and it keeps its direction whichever State is left out."),
        ("The figures show what changed, not why. Other work, other laws and chance also change "
        "levels."),
    )
    few = sentences(contribution(SERVED), "en")
    assert few[1] == "There are too few needs without any activity to compare with."
    assert sentences(contribution(IDLE), "en") == (
        "No level that the plan works on has been measured again yet.",)


@pytest.mark.parametrize("language", CODES)
def test_sentences_are_made_in_every_language(language):
    assert len(sentences(contribution([*SERVED, *IDLE]), language)) == 3


LEVELS = st.floats(0, 4)


@given(st.lists(st.tuples(LEVELS, LEVELS, st.floats(0, 1), st.booleans()), min_size=1,
                max_size=20))
def test_points_lie_within_their_ranges(rows):
    outcomes = [
        (worked if busy else outcome)(f"X{n}", start, end, spread=spread)
        for n, (start, end, spread, busy) in enumerate(rows)
    ]
    assert all(one.change_range.holds(one.change) for one in outcomes)
    assert tally(outcomes).change_range.holds(tally(outcomes).change)
    found = difference(outcomes)
    if found:
        assert found.range.holds(found.value)
        assert found.without_one.holds(found.value)
        assert difference(outcomes[::-1]).value == pytest.approx(found.value)
