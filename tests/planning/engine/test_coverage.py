from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutela.planning.engine.catalogue import ActivityType, Effect
from tutela.planning.engine.coverage import Record, counts, covered, covers, unserved
from tutela.planning.engine.problem import Need

TODAY = date(2026, 11, 24)
COURSE = ActivityType(
    code="course", topics=("judiciary", "prosecution"), audiences=("judge",),
    proficiency="practitioner", sort="course", presence="onsite", paragraphs=(16,),
    effects={"B15": Effect(levels=1.5)},
)
RECORD = Record(
    key="7", title="Judges and digital evidence", provider="Foundation", states=("XMA", "XNA"),
    topics=("judiciary",), audiences=("judge", "prosecutor"), proficiency="advanced",
    status="running", starts=date(2026, 9, 1), ends=date(2027, 6, 30),
)


def test_a_record_with_topic_audience_and_level_covers_each_of_its_states() -> None:
    found = covered([RECORD], {"course": COURSE}, today=TODAY)
    assert [(one.state, one.type, one.record, one.until) for one in found] == [
        ("XMA", "course", "7", "2027-06-30"), ("XNA", "course", "7", "2027-06-30"),
    ]


@pytest.mark.parametrize("change", [
    {"topics": ("forensics",)}, {"audiences": ("police",)}, {"audiences": ()},
    {"proficiency": "awareness"}, {"proficiency": ""},
], ids=["topic", "audience", "no audience", "level", "no level"])
def test_what_lacks_one_of_the_three_does_not_cover(change) -> None:
    assert covers(RECORD, COURSE) is True
    assert covers(replace(RECORD, **change), COURSE) is False


@pytest.mark.parametrize(("starts", "ends", "status", "near"), [
    (date(2025, 1, 1), date(2025, 5, 1), "finished", True),
    (date(2025, 1, 1), date(2025, 4, 30), "finished", False),
    (date(2028, 5, 1), date(2029, 1, 1), "planned", True),
    (date(2028, 5, 2), date(2029, 1, 1), "planned", False),
    (None, None, "running", True),
    (None, None, "finished", False),
    (None, None, "", False),
    (date(2026, 1, 1), date(2027, 1, 1), "cancelled", False),
    (date(2026, 1, 1), None, "", True),
])
def test_only_what_is_near_in_time_and_not_cancelled_counts(starts, ends, status, near) -> None:
    record = replace(RECORD, starts=starts, ends=ends, status=status)
    assert counts(record, today=TODAY, months=18) is near


def test_the_record_that_lasts_longest_speaks_for_a_type() -> None:
    short = replace(RECORD, key="8", ends=date(2026, 12, 1), states=("XMA",))
    found = covered([RECORD, short], {"course": COURSE}, today=TODAY)
    assert {one.record for one in found if one.state == "XMA"} == {"7"}


@given(st.permutations([RECORD, replace(RECORD, key="8"), replace(RECORD, key="9", states=())]))
def test_the_order_of_records_changes_nothing(records) -> None:
    plain = covered([RECORD, replace(RECORD, key="8")], {"course": COURSE}, today=TODAY)
    assert covered(records, {"course": COURSE}, today=TODAY) == plain


def _need(state: str, indicator: str, gap: float, weight: float = 1.0) -> Need:
    return Need(state=state, indicator=indicator, target=3, gap=gap, gap_low=gap, gap_high=gap,
                level=3 - gap, weight=weight)


def test_a_need_is_unserved_where_no_record_has_a_topic_for_it() -> None:
    needs = [_need("XMA", "B15", 2), _need("XNB", "B15", 2), _need("XNB", "D02", 1, weight=3),
             _need("XNB", "D04", 0.5)]
    found = unserved(
        needs, [RECORD], topics={"judiciary": ("B15",)}, types={"course": COURSE}, today=TODAY
    )
    assert [(one.state, one.indicator, one.types) for one in found] == [
        ("XNB", "D02", ()), ("XNB", "B15", ("course",)),
    ]
