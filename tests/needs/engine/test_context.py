from datetime import date

from tutela.foundation.country import countries
from tutela.needs.engine.context import _tables, facts


def test_facts_of_a_state_carry_year_and_source():
    found = {fact.key: fact for fact in facts("KEN")}
    assert list(found) == ["electricity", "internet", "opsc", "untoc"]
    assert (found["opsc"].value, found["opsc"].text("en")) == ("signed", "Signed, not yet a party")
    assert found["untoc"].text("en") == "Party since 2004"
    assert {fact.source.read for fact in found.values()} == {date(2026, 11, 23)}
    assert {fact.source.verified for fact in found.values()} == {False}
    assert all(fact.year == fact.source.year and not fact.region for fact in found.values())


def test_an_invented_state_shows_its_regions_median_labelled_as_such():
    found = facts("XMA", region="014")
    assert [(fact.key, fact.region) for fact in found] == [("electricity", "014"),
                                                          ("internet", "014")]
    assert all(fact.states >= 8 for fact in found)


def test_an_invented_state_without_region_has_no_facts():
    assert facts("XMA") == ()


def test_every_row_is_about_a_country_and_in_range():
    for table in _tables().values():
        assert set(table) <= set(countries())
        for fact in table.values():
            assert fact.value in ("party", "signed", "none") or 0 <= fact.value <= 100


def test_the_protocols_status_is_known_of_every_member_state():
    members = {code for code, item in countries().items() if item.un_member}
    assert set(_tables()["opsc"]) == members
    counts = [fact.value for fact in _tables()["opsc"].values()]
    assert [counts.count(x) for x in ("party", "signed", "none")] == [176, 7, 10]
