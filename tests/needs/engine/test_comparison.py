from datetime import date

import pytest

from tests.needs.engine.invented import SMALL, TODAY, answer, answers
from tutela.needs.engine.comparison import (
    MINIMUM_GROUP,
    Change,
    Quartiles,
    changes,
    compare,
    quartiles,
)
from tutela.needs.engine.groups import Group, groups_of
from tutela.needs.engine.scoring import OtherVersion, score

EASTERN_AFRICA = ["BDI", "COM", "DJI", "ERI", "ETH", "KEN", "MDG", "MWI", "UGA"]


def result(country, level, *, as_of=TODAY, version=1):
    given = answers(answer("A01", level), answer("A02", level), country=country)
    return score(instrument=SMALL, answers=given, as_of=as_of)


def test_groups():
    assert groups_of("RWA") == (
        Group(kind="region", code="002"), Group(kind="subregion", code="014"),
        Group(kind="ldc"), Group(kind="lldc"),
    )
    assert groups_of("XMA") == ()
    assert groups_of("XMA", region="014") == (
        Group(kind="region", code="002"), Group(kind="subregion", code="014"),
    )
    assert groups_of("XMA", region="002") == (Group(kind="region", code="002"),)
    assert Group(kind="sids").name("en") == "Small island developing States"


def test_figures_are_shown_only_from_eight_states():
    peers = [result(code, i % 4) for i, code in enumerate(EASTERN_AFRICA)]
    mine = result("RWA", 2)
    region, subregion, ldc, _ = compare(mine, peers[:MINIMUM_GROUP]).groups
    assert region.areas["A"] == Quartiles(lower=0.75, median=1.5, upper=2.25, states=8)
    assert region.indicators["A01"] == region.areas["A"]
    assert region.areas["C"] is None
    assert subregion.states == 8
    # Kenya is not a least developed country, so seven are left.
    assert (ldc.states, ldc.areas["A"]) == (7, None)
    assert compare(mine, peers[: MINIMUM_GROUP - 1]).groups[0].areas["A"] is None


def test_own_results_and_older_ones_of_a_peer_do_not_count():
    peers = [result(code, 0) for code in EASTERN_AFRICA[:8]]
    older = [result("BDI", 4, as_of=date(2020, 1, 1)), result("RWA", 4)]
    assert compare(result("RWA", 2), [*peers, *older]) == compare(result("RWA", 2), peers)


def test_an_area_a_peer_hardly_answered_does_not_count():
    given = [answers(answer("A01", 1), country=code) for code in EASTERN_AFRICA[:8]]
    half = [score(instrument=SMALL, answers=x, as_of=TODAY) for x in given]
    assert compare(result("RWA", 2), half).groups[0].areas["A"].states == 8
    assert compare(result("RWA", 2), half).groups[0].areas["B"] is None


def test_quartiles_bound_the_median():
    found = quartiles([4, 0, 2, 2, 3, 1, 0, 4, 4])
    assert found.lower <= found.median <= found.upper


def test_changes_since_an_earlier_assessment():
    before = score(
        instrument=SMALL, as_of=date(2024, 1, 1),
        answers=answers(answer("A01", 1), answer("A02", 2), answer("B01", 3)),
    )
    after = score(
        instrument=SMALL, as_of=TODAY,
        answers=answers(answer("A01", 2), answer("A02", 2), answer("C01", 1)),
    )
    found = changes(after, before)
    assert {x.code: x.direction for x in found.indicators} == {
        "A01": "up", "A02": "same", "B01": "lost", "B02": "new", "C01": "answered",
    }
    assert found.areas[0] == Change(code="A", before=pytest.approx(4 / 3), after=2, direction="up")


def test_other_versions_are_refused():
    mine = result("RWA", 2)
    other = score(
        instrument=type(SMALL)(version=2, half_lives=SMALL.half_lives,
                               indicators=SMALL.indicators),
        answers=answers(version=2), as_of=TODAY,
    )
    with pytest.raises(OtherVersion):
        compare(mine, [other])
    with pytest.raises(OtherVersion):
        changes(mine, other)
