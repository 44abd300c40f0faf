"""Signs, tags, forms and the menu."""

import re
from datetime import UTC, date, datetime

import pytest
from django import forms
from django.template import engines
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from tutela.people.engine.roles import Kind, Role
from tutela.people.engine.viewer import Viewer
from tutela.site import navigation, signs
from tutela.site.templatetags import tutela as tags

counts = st.lists(st.tuples(st.sampled_from(signs.STATE_ORDER), st.integers(0, 400)), max_size=8)


def _pieces(bar: str) -> list[tuple[float, float]]:
    found = re.findall(r' x="([\d.-]+)" y="0" width="([\d.]+)"', bar)
    return [(float(x), float(width)) for x, width in found]


@given(counts)
def test_bar_mirrors_and_stays_inside(shown) -> None:
    left, right = _pieces(signs.statebar(shown)), _pieces(signs.statebar(shown, rtl=True))
    assert len(left) == len(right) == sum(count > 0 for _, count in shown)
    for (x, width), (mirrored, same) in zip(left, right, strict=True):
        assert width == same
        assert abs(240 - x - width - mirrored) < 0.11
        assert -0.11 <= x <= 240.11


@pytest.mark.parametrize("value", [None, 0, 1, 2, 3, 4])
def test_level_fills_as_many_steps_as_it_says(value) -> None:
    drawn = signs.level(value)
    assert drawn.count("lv-on") == (value or 0)
    assert drawn.count("lv-un") == (4 if value is None else 0)
    assert drawn.count("<rect") == 4


@pytest.mark.parametrize("name", ["../settings", "no-such-icon", "Key", ""])
def test_what_is_no_icon_is_refused(name) -> None:
    with pytest.raises(KeyError):
        signs.icon(name)


def test_every_icon_of_the_folder_is_drawn() -> None:
    from importlib.resources import files

    folder = files("tutela.site").joinpath("icons")
    names = [path.name.removesuffix(".svg") for path in folder.iterdir()
             if path.name.endswith(".svg")]
    assert len(names) > 30
    assert all('aria-hidden="true"' in signs.icon(name) for name in names)


def test_values_speak_the_readers_language() -> None:
    with override("fr"):
        assert tags.day(date(2026, 11, 3)) == "3 novembre 2026"
        assert tags.number(1234.5, 1) == "1\u202f234,5"
    with override("zh-hans"):
        assert tags.day(date(2026, 11, 3)) == "2026年11月3日"
    with override("en"):
        assert tags.moment(datetime(2026, 11, 3, 7, 5, tzinfo=UTC)) == "3 November 2026, 07:05"
        assert (tags.size(10), tags.size(2_345_678)) == ("1 kB", "2.3 MB")
        assert (tags.day(None), tags.number(None), tags.share(None)) == ("", "", "")


def test_code_is_set_apart_and_escaped() -> None:
    assert tags.code("<C05>") == '<bdi dir="ltr">&lt;C05&gt;</bdi>'


class Sample(forms.Form):
    title = forms.CharField(help_text="As published.")
    kind = forms.ChoiceField(choices=[("a", "A"), ("b", "B")], widget=forms.RadioSelect)
    agree = forms.BooleanField(label="I agree")
    note = forms.CharField(required=False, widget=forms.Textarea)


def test_a_form_ties_hints_and_errors_to_its_fields() -> None:
    drawn = str(Sample({}))
    described = re.findall(r'aria-describedby="([^"]+)"', drawn)
    ids = set(re.findall(r'\sid="([^"]+)"', drawn))
    assert described
    assert {name for names in described for name in names.split()} <= ids
    assert drawn.count('aria-invalid="true"') >= 2
    assert 'class="form-control"' in drawn
    assert "form-check-input" in drawn
    assert drawn.count("(optional)") == 1
    assert len(re.findall(r'\sid="([^"]+)"', drawn)) == len(ids)


def test_error_summary_leads_to_fields_that_are_there() -> None:
    template = engines["django"].from_string(
        '{% include "parts/error_summary.html" %}{{ form }}')
    drawn = template.render({"form": Sample({})})
    targets = re.findall(r'href="#([^"]+)"', drawn)
    assert len(targets) == 3
    assert set(targets) <= set(re.findall(r'\sid="([^"]+)"', drawn))
    assert "3 things to correct" in drawn


def _viewer(role: Role, kind: Kind = Kind.FOCAL_POINT) -> Viewer:
    return Viewer(account=1, organisation=1, kind=kind, role=role, state="XMA")


def test_menu_shows_what_the_role_can_use() -> None:
    def names(role: Role) -> list[str]:
        return [str(one["words"]) for one in navigation.menu(path="/", viewer=_viewer(role))]

    assert "People" in names(Role.FOCAL_POINT)
    assert {"People", "Organisations", "Journal"}.isdisjoint(names(Role.VIEWER))


def test_menu_marks_the_most_specific_entry() -> None:
    shown = navigation.menu(path="/people/organisations/add/", viewer=_viewer(Role.FOCAL_POINT))
    assert [str(one["words"]) for one in shown if one["current"]] == ["Organisations"]
    assert [one for one in shown if one["exact"]] == []
