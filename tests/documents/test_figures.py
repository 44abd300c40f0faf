"""Figures: every number drawn is in the table, unknown is never zero, Arabic is mirrored."""

import re
from xml.etree.ElementTree import Element

import pytest
from defusedxml import ElementTree
from hypothesis import given
from hypothesis import strategies as st

from tests.documents.samples import CODES, sample
from tutela.documents.blocks import Drawing, Figure
from tutela.documents.figures import (
    Bar,
    GapRow,
    HeatRow,
    Series,
    bars,
    cells,
    dots,
    heat,
    radar,
    states,
    tiles,
)
from tutela.documents.figures.heatmap import shade
from tutela.documents.figures.measure import text_width, wrap
from tutela.foundation.country import countries

SVG = "{http://www.w3.org/2000/svg}"
ROWS = (
    GapRow(name="Cooperation", level=1.4, low=1.1, high=1.8, target=3.2, region=1.9),
    GapRow(name="Victims", level=1.6, low=1.0, high=2.3, target=3.0),
    GapRow(name="Evidence", level=None),
)


def parts(drawing: Drawing, tag: str, look: str) -> list[Element]:
    root = ElementTree.fromstring(drawing.svg)
    return [e for e in root.iter(SVG + tag) if look in (e.get("class") or "").split()]


@pytest.mark.parametrize("code", CODES)
def test_every_drawing_is_whole_and_named(code: str) -> None:
    for block in sample(code).blocks:
        if isinstance(block, Figure):
            root = ElementTree.fromstring(block.drawing.svg)
            assert root.get("role") == "img"
            assert root.find(SVG + "desc").text == block.drawing.alternative
            assert root.get("viewBox") is not None
            assert "style" not in {name for e in root.iter() for name in e.attrib}


def test_largest_gap_is_said_and_marked() -> None:
    made = dots(ROWS, code="en", title="Gaps")
    assert made.alternative == (
        "Gaps. Cooperation has the largest gap: level 1.4, target 3.2. "
        "Victims has the highest level: 1.6. The level of 1 row is unknown."
    )
    assert made.table.rows[0] == ("Cooperation", "1.4", "1.1", "1.8", "3.2", "1.8", "1.9")
    assert made.table.rows[2] == (
        "Evidence", "unknown", "unknown", "unknown", "not set", "unknown", "not set"
    )


def test_unknown_level_has_no_dot_and_is_hatched() -> None:
    made = dots(ROWS[2:], code="en", title="Gaps")
    rows = [e for e in parts(made, "circle", "g-dot") if float(e.get("cy", "0")) < 90]
    assert rows == []
    assert 'fill="url(#gaps-page-hatch)"' in made.svg


def test_arabic_is_the_mirror_of_english() -> None:
    english, arabic = (dots(ROWS[:1], code=code, title="t") for code in ("en", "ar"))
    for tag, look in (("circle", "g-dot"), ("line", "g-region")):
        name = "cx" if tag == "circle" else "x1"
        here = [float(e.get(name, "0")) for e in parts(english, tag, look)]
        there = [float(e.get(name, "0")) for e in parts(arabic, tag, look)]
        assert there[0] == pytest.approx(english.width - here[0], abs=0.1)


def test_map_is_not_mirrored_and_has_every_member() -> None:
    made = [
        tiles({"KEN": 1}, code=code, title="t", bounds=(1,), labels=("a", "b"))
        for code in ("en", "ar")
    ]
    squares = [next(e.get("x") for e in parts(one, "rect", "t-0")) for one in made]
    assert squares[0] == squares[1]
    members = {alpha3 for alpha3, state in countries().items() if state.un_member}
    assert len(members) == 193
    assert set(cells()) - members == {"VAT", "PSE", "COK", "NIU"}
    assert members <= set(cells())
    assert len(set(cells().values())) == len(cells())


def test_map_counts_by_class_and_refuses_what_has_no_cell() -> None:
    made = tiles(
        {"KEN": 5, "FRA": 6, "BRA": None}, code="en", title="T", bounds=(5,), labels=("low", "high")
    )
    assert made.alternative == "T. low: 1 State. high: 1 State. No figure: 195 States."
    with pytest.raises(ValueError, match="no cell on the map for XMA"):
        tiles({"XMA": 1}, code="en", title="T", bounds=(5,), labels=("low", "high"))
    with pytest.raises(ValueError, match="one label more"):
        tiles({}, code="en", title="T", bounds=(5,), labels=("low",))


def test_bars_of_zero_and_unknown_differ() -> None:
    made = bars([Bar(name="a", value=0), Bar(name="b", value=None)], code="en", title="t")
    assert made.table.rows == (("a", "0"), ("b", "unknown"))
    assert made.alternative == (
        "t. The most is 0 for a, the least 0 for a. 1 amount is unknown."
    )


def test_heat_writes_every_value() -> None:
    made = heat([HeatRow(name="r", values=(0, 4, None))], ("x", "y", "z"), code="fr", title="t")
    assert made.table.rows == (("r", "0,0", "4,0", "inconnu"),)
    assert [len(parts(made, "rect", look)) for look in ("t-0", "t-4", "t-na")] == [2, 2, 2]


@given(st.floats(0, 4), st.floats(0, 4))
def test_shades_rise_with_the_value(one: float, two: float) -> None:
    low, high = sorted((one, two))
    assert shade(low, 0, 4) <= shade(high, 0, 4)


def test_profile_breaks_its_line_where_a_value_is_unknown() -> None:
    made = radar(
        ("a", "b", "c"), [Series(name="s", values=(1, None, 2))], code="en", title="t"
    )
    assert parts(made, "line", "g-series") == []
    assert made.table.rows == (("a", "1.0"), ("b", "unknown"), ("c", "2.0"))
    with pytest.raises(ValueError, match="one to four"):
        radar(("a",), [], code="en", title="t")


def test_state_bar_divides_its_width() -> None:
    made = states({"verified": 3, "unknown": 1}, code="en", title="t")
    bars_drawn = re.findall(r'<rect[^>]*width="([\d.]+)" height="20"', made.svg)
    assert bars_drawn == ["478", "160"]
    assert made.table.rows[-1] == ("Unknown", "1")


@given(st.text(max_size=80), st.floats(40, 300))
def test_wrapped_lines_fit(words: str, room: float) -> None:
    for line in wrap(words, 15, room):
        assert text_width(line, 15) <= room or line == "…"
