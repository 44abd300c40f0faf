from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.registry.engine.matching.matching_material import OTHERS, TITLES, activity, signed
from tutela.registry.engine.matching.comparing import CIRCUMSTANCES, Comparison, compare
from tutela.registry.engine.matching.finding import ranked
from tutela.registry.engine.matching.signature import signatures
from tutela.registry.engine.matching.weights import weights
from tutela.registry.engine.record import Party, PartyRole, Proficiency, Site, Sort


def weighed(pair: Comparison) -> dict[str, tuple[str, float]]:
    return {each.field: (each.level, each.weight) for each in pair.reasons}


def test_the_same_record_in_two_systems_is_found_with_its_reasons() -> None:
    pair = compare(signed(), signed("b-7", TITLES["en"].upper(), source="second"))
    assert pair.likely
    assert pair.probability > 0.99
    assert pair.veto == ""
    assert weighed(pair)["title"][0] == "same"
    assert weighed(pair)["meaning"][1] == 0
    assert weighed(pair)["starts"][0] == "same-day"
    title = next(each for each in pair.reasons if each.field == "title")
    assert (title.left, title.right) == (TITLES["en"], TITLES["en"].upper())
    assert pair.weight == pytest.approx(sum(each.weight for each in pair.reasons), abs=0.001)


def test_another_activity_of_the_same_days_is_not() -> None:
    pair = compare(signed(), signed("b-7", OTHERS[0], source="second"))
    assert not pair.likely


@pytest.mark.parametrize("language", [code for code in TITLES if code != "en"])
def test_the_same_title_in_another_language_comes_first(language: str) -> None:
    bare: dict[str, Any] = {"starts": None, "ends": None, "budget": None, "source": "second"}
    pool = signatures(
        [activity("right", TITLES[language], **bare)]
        + [activity(f"b-{row}", title, **bare) for row, title in enumerate(OTHERS)]
    )
    best = ranked(signed(), pool)[0]
    assert best.right == ("second", "right")
    assert best.likely


def test_dates_that_disagree_take_little_and_never_forbid() -> None:
    bare: dict[str, Any] = {"source": "second", "parties": (), "budget": None, "topics": ()}
    days = {"starts": date(2026, 9, 1), "ends": date(2027, 9, 1)}
    unknown = signed("b", TITLES["fr"], starts=None, ends=None, **bare)
    far = signed("b", TITLES["fr"], **days, **bare)
    assert compare(signed(), far).veto == ""
    assert 0 < compare(signed(), unknown).weight - compare(signed(), far).weight <= 1.0


VETOED: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    ("parent-of", {}, {"parent": "a-1"}),
    ("parent-of", {"sort": Sort.PROGRAMME}, {"parent": "p-9"}),
    ("another-component", {"parent": "p-9"}, {"parent": "p-9"}),
    ("another-component", {"title": "Roads (101)"}, {"title": "Roads (102)"}),
    ("stated-as-related", {"related": ("b-7",)}, {}),
    ("another-edition", {"title": "Course, phase 1"}, {"title": "Course, phase II"}),
    ("another-edition", {"title": "Course 2024"}, {"title": "Course 2025"}),
    ("another-edition", {"title": "Fund 2010-2011"}, {"title": "Fund 2011-2012"}),
    ("another-edition", {}, {"starts": date(2027, 3, 8), "ends": date(2027, 3, 19)}),
]


@pytest.mark.parametrize(("why", "one", "other"), VETOED)
def test_what_only_looks_the_same_is_named(
    why: str, one: dict[str, Any], other: dict[str, Any]
) -> None:
    pair = compare(signed(**one), signed("b-7", **other))
    assert (pair.veto, pair.probability, pair.likely) == (why, 0.0, False)


def test_a_range_of_years_may_hold_one_and_a_long_activity_may_be_misdated() -> None:
    ranges = compare(signed(title="Fund 2008-2012"), signed("b", "Fund 2008", source="second"))
    dates = compare(
        signed(ends=date(2026, 12, 1)),
        signed("b", source="second", starts=date(2027, 3, 1), ends=date(2027, 12, 1)),
    )
    assert (ranges.veto, dates.veto) == ("", "")


def test_a_record_is_never_its_own_duplicate() -> None:
    assert compare(signed(), signed()).veto == "same-record"


def test_one_pattern_for_two_places_is_not_one_activity() -> None:
    here = signed(title="Repair of the police school in Port Amel")
    there = signed("b", "Repair of the police school in Sankt Orla", source="second")
    assert weighed(compare(here, there))["words"][1] < -4


def test_a_number_tells_between_systems_and_not_inside_one() -> None:
    title = "Hydro project [P088256]"
    between = compare(signed(title=title), signed("b", "Проект ГЭС [P088256]", source="second"))
    inside = compare(signed(title=title), signed("b", "Проект ГЭС [P088256]"))
    assert weighed(between)["identifier"][0] == "same"
    assert weighed(inside)["identifier"][0] == "shared"
    assert weighed(between)["identifier"][1] > 10 > weighed(inside)["identifier"][1]


def test_what_goes_together_is_not_counted_three_times() -> None:
    caps = weights().caps
    for source, cap in (("first", caps["one-source"]), ("second", caps["two-sources"])):
        pair = compare(signed(), signed("b", source=source))
        told = sum(each.weight for each in pair.reasons if each.field in CIRCUMSTANCES)
        assert told == pytest.approx(cap, abs=0.001)


@pytest.mark.parametrize(
    ("money", "level"),
    [
        ({"budget": Decimal(48_300)}, "same"),
        ({"budget": Decimal(48_300), "currency": "EUR"}, "same-number"),
        ({"budget": Decimal(48_300), "currency": ""}, "same-number"),
        ({"budget": Decimal(41_000)}, "near"),
        ({"budget": Decimal(900)}, "apart"),
        ({"budget": Decimal(900), "currency": "EUR"}, ""),
        ({"budget": None, "currency": ""}, ""),
    ],
)
def test_amounts(money: dict[str, Any], level: str) -> None:
    pair = compare(signed(), signed("b", source="second", **money))
    assert weighed(pair)["amount"][0] == level
    if not level:
        assert weighed(pair)["amount"][1] == 0


CHANGES = st.fixed_dictionaries(
    {},
    optional={
        "starts": st.none() | st.dates(date(2024, 1, 1), date(2028, 1, 1)),
        "budget": st.none() | st.integers(1, 100_000).map(Decimal),
        "sites": st.sampled_from([(), (Site(state="XMA"),), (Site(state="XNO"),)]),
        "topics": st.sampled_from([(), ("ict-investigation",), ("judiciary",)]),
        "audiences": st.sampled_from([(), ("police",), ("judge",)]),
        "proficiency": st.none() | st.sampled_from(Proficiency),
        "parties": st.sampled_from([(), (Party(name="MPC", role=PartyRole.PROVIDER),)]),
    },
)
ANY_TITLE = st.sampled_from([*TITLES.values(), *OTHERS, "Roads (101)", "Course 2025, phase 2"])


@settings(max_examples=40, deadline=None)
@given(one=CHANGES, other=CHANGES, titles=st.tuples(ANY_TITLE, ANY_TITLE))
def test_order_does_not_matter_and_nothing_beats_the_identical(
    one: dict[str, Any], other: dict[str, Any], titles: tuple[str, str]
) -> None:
    left = signed("a", titles[0], ends=None, **one)
    right = signed("b", titles[1], ends=None, **(other | {"source": "second"}))
    twin = signed("t", titles[0], ends=None, **(one | {"source": "second"}))
    pair = compare(left, right)
    assert pair == compare(right, left)
    assert compare(left, twin).weight >= pair.weight - 0.001
    assert 0 <= pair.probability <= 1


def test_a_day_apart_is_near() -> None:
    day = date(2026, 3, 9) + timedelta(days=1)
    assert weighed(compare(signed(), signed("b", starts=day)))["starts"][0] == "month"
