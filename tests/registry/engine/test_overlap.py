from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutela.registry.engine.overlap import Why, coverage, overlaps, shift, unserved
from tutela.registry.engine.record import Activity, Proficiency, Site, Status

TODAY = date(2026, 11, 24)


def course(identifier: str = "there", **changes: Any) -> Activity:
    plain: dict[str, Any] = {
        "identifier": identifier,
        "titles": {"en": "Course"},
        "sites": (Site(state="XMA", town="Port Amel"),),
        "topics": ("child-interviews",),
        "audiences": ("police",),
        "proficiency": Proficiency.PRACTITIONER,
        "languages": ("fr",),
        "starts": date(2027, 2, 1),
        "ends": date(2027, 2, 12),
        "seats": 20,
    }
    return Activity(**(plain | changes))


PLANNED = course(
    "planned",
    sites=(Site(state="XMA", town="Port Amel"), Site(state="XNO", town="Orla")),
    audiences=("judge", "police"),
    languages=("ar", "fr"),
    seats=24,
)


def test_what_serves_the_same_is_named_and_what_is_added_is_counted() -> None:
    found = overlaps(PLANNED, [course()], today=TODAY)
    assert [each.activity.identifier for each in found.serving] == ["there"]
    assert found.serving[0].reasons == (
        Why.SAME_STATE, Why.SAME_TOPIC, Why.SAME_AUDIENCE, Why.SAME_LEVEL, Why.WITHIN_WINDOW,
    )  # fmt: skip
    assert found.partly == ()
    assert found.adds.cells == (
        ("XMA", "child-interviews", "judge"),
        ("XNO", "child-interviews", "judge"),
        ("XNO", "child-interviews", "police"),
    )
    assert found.adds.languages == ("ar",)
    assert found.adds.towns == ("Orla",)
    assert (found.adds.seats, found.adds.seats_there) == (24, 20)
    assert found.adds.proficiency is None


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"audiences": ("teacher",)}, Why.OTHER_AUDIENCE),
        ({"audiences": ()}, Why.AUDIENCE_UNKNOWN),
        ({"proficiency": Proficiency.ADVANCED}, Why.OTHER_LEVEL),
        ({"proficiency": None}, Why.LEVEL_UNKNOWN),
        ({"starts": None, "ends": None}, Why.DATES_UNKNOWN),
    ],
)
def test_what_differs_or_is_unknown_overlaps_partly(changes: dict[str, Any], why: Why) -> None:
    found = overlaps(PLANNED, [course(**changes)], today=TODAY)
    assert found.serving == ()
    assert why in found.partly[0].reasons
    assert len(found.adds.cells) == 4
    assert found.adds.seats_there is None


@pytest.mark.parametrize(
    "changes",
    [
        {"sites": (Site(state="XZZ"),)},
        {"topics": ("judiciary",)},
        {"status": Status.CANCELLED},
        {"starts": date(2025, 1, 1), "ends": date(2025, 7, 31)},
        {"starts": date(2028, 8, 13), "ends": date(2028, 9, 1)},
        {"identifier": "planned"},
    ],
)
def test_what_does_not_count(changes: dict[str, Any]) -> None:
    found = overlaps(PLANNED, [course(**changes)], today=TODAY)
    assert (found.serving, found.partly) == ((), ())


@pytest.mark.parametrize(
    ("starts", "ends", "counts"),
    [
        (date(2025, 7, 1), date(2025, 8, 1), True),
        (date(2025, 7, 1), date(2025, 7, 31), False),
        (date(2028, 8, 12), None, True),
        (date(2028, 8, 13), None, False),
    ],
)
def test_the_window_is_eighteen_months_on_both_sides(
    starts: date, ends: date | None, counts: bool
) -> None:
    found = overlaps(PLANNED, [course(starts=starts, ends=ends)], today=TODAY)
    assert bool(found.serving) is counts


def test_a_level_nobody_offers_is_added() -> None:
    planned = course("planned", proficiency=Proficiency.TRAINER)
    found = overlaps(planned, [course()], today=TODAY)
    assert found.adds.proficiency is Proficiency.TRAINER


def test_largest_unserved_need_comes_first() -> None:
    needs = [("XMA", "a", 1.0), ("XNO", "b", 3.0), ("XMA", "b", 3.0), ("XMA", "c", 4.0),
             ("XMA", "d", 0.0), ("XNO", "b", 2.0)]  # fmt: skip
    assert unserved(needs, {("XMA", "c")}) == (
        ("XMA", "b", 3.0), ("XNO", "b", 3.0), ("XMA", "a", 1.0),
    )  # fmt: skip


def test_coverage_is_what_takes_place_near_today() -> None:
    there = [course(), course(topics=("judiciary",), status=Status.SUSPENDED),
             course(topics=("trainers",), starts=None, ends=None)]  # fmt: skip
    assert coverage(there, today=TODAY) == {("XMA", "child-interviews")}


ACTIVITY = st.builds(
    course,
    identifier=st.sampled_from("abcdef"),
    sites=st.lists(st.sampled_from(["XMA", "XNO"]).map(lambda s: Site(state=s)), max_size=2).map(
        tuple
    ),
    topics=st.sets(st.sampled_from(["child-interviews", "judiciary"])).map(
        lambda s: tuple(sorted(s))
    ),
    audiences=st.sets(st.sampled_from(["police", "judge"])).map(lambda s: tuple(sorted(s))),
    proficiency=st.none() | st.sampled_from(Proficiency),
    starts=st.none() | st.dates(date(2020, 1, 1), date(2035, 1, 1)),
    ends=st.none() | st.dates(date(2020, 1, 1), date(2035, 1, 1)),
)


@given(st.lists(ACTIVITY, max_size=6))
def test_more_activities_never_add_more(existing: list[Activity]) -> None:
    alone = overlaps(PLANNED, existing[:-1], today=TODAY)
    found = overlaps(PLANNED, existing, today=TODAY)
    assert set(found.adds.cells) <= set(alone.adds.cells)
    assert len(alone.serving) + len(alone.partly) <= len(found.serving) + len(found.partly)
    assert all(each.whole for each in found.serving)
    assert not any(each.whole for each in found.partly)
    assert overlaps(PLANNED, existing[::-1], today=TODAY).adds == found.adds


@given(st.dates(date(1900, 1, 1), date(2200, 1, 1)), st.integers(0, 60))
def test_months_go_forth_and_nearly_back(day: date, months: int) -> None:
    there = shift(day, months)
    assert (there.year * 12 + there.month) - (day.year * 12 + day.month) == months
    assert abs((shift(there, -months) - day).days) <= 3
