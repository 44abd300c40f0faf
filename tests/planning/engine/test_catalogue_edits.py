"""Edits of the catalogue: taken over whole, or refused with the type and the field."""

from copy import deepcopy
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutela.planning.engine.catalogue import Catalogue, Effect, current_catalogue
from tutela.planning.engine.catalogue_check import check_catalogue, circles, known_codes, unserved
from tutela.planning.engine.catalogue_file import (
    LARGEST,
    CatalogueRefused,
    catalogue_from_toml,
    catalogue_to_toml,
    edits_from_toml,
    merge,
)
from tutela.planning.engine.catalogue_rows import FIELDS, NEEDED, read_row, row_of
from tutela.planning.engine.catalogue_words import catalogue_words, words_with

CATALOGUE = current_catalogue()
TEXTS = {"name": "Course", "summary": "One.", "outcome": "Two.", "lasting": "Three."}
NEW = {**row_of(CATALOGUE.types["judges-session"]), "requires": ["child-interview"]}


def refused(edits, *, file=""):
    with pytest.raises(CatalogueRefused) as caught:
        merge(CATALOGUE, edits, file=file)
    return [(one.place.field, one.code) for one in caught.value.problems]


def of_edit(name, value):
    return refused({"child-interview": {name: value}})


def test_written_and_read_is_the_same():
    assert catalogue_from_toml(catalogue_to_toml(CATALOGUE)) == CATALOGUE


def test_a_source_with_quotes_and_controls_survives_the_file():
    basis = 'Évaluation "2027"\\n\x7f\t评价'
    edited = merge(CATALOGUE, {"judges-session": {"effects": {
        "B15": {"levels": 0.75, "ceiling": 3, "basis": basis}}}})
    assert catalogue_from_toml(catalogue_to_toml(edited)) == edited
    effects = edited.types["judges-session"].effects
    assert effects == {"B15": Effect(levels=0.75, ceiling=3, basis=basis)}


def test_no_edit_changes_nothing():
    assert merge(CATALOGUE, {}) == CATALOGUE


def test_an_edit_changes_the_field_it_names_and_no_other():
    edited = merge(CATALOGUE, {"child-interview": {"state_cost": 14_000}})
    before = CATALOGUE.types["child-interview"]
    assert edited.types["child-interview"] == replace(before, state_cost=14_000)
    others = [code for code in CATALOGUE.types if code != "child-interview"]
    assert [edited.types[code] for code in others] == [CATALOGUE.types[code] for code in others]
    assert list(edited.types) == list(CATALOGUE.types)


def test_a_new_type_joins_at_the_end():
    edited = merge(CATALOGUE, {"new-course": NEW})
    assert list(edited.types)[-1] == "new-course"
    assert edited.types["new-course"].requires == ("child-interview",)


def test_a_new_type_states_what_has_no_default():
    assert refused({"new-course": {"days": 3}}) == [
        (f"types.new-course.{name}", "planning.catalogue-missing") for name in NEEDED
    ]


def test_false_takes_a_type_out():
    edited = merge(CATALOGUE, {"refresher-justice": False})
    assert set(CATALOGUE.types) - set(edited.types) == {"refresher-justice"}
    assert refused({"no-such-type": False}) == [
        ("types.no-such-type", "planning.catalogue-remove")]


def test_a_type_that_others_wait_for_cannot_be_taken_out_alone():
    assert refused({"prosecutors-course": False}) == [
        ("types.media-proof.requires", "planning.catalogue-unknown"),
        ("types.roll-out-justice.requires", "planning.catalogue-unknown"),
    ]


@pytest.mark.parametrize(("name", "value", "field", "fault"), [
    ("days", 0, "days", "number"),
    ("days", True, "days", "number"),
    ("days", 5.0, "days", "number"),
    ("seats", -1, "seats", "number"),
    ("state_cost", "14 000", "state_cost", "number"),
    ("fixed_cost", 10**9, "fixed_cost", "number"),
    ("most_states", 0, "most_states", "number"),
    ("proficiency", "expert", "proficiency", "choice"),
    ("sort", 3, "sort", "choice"),
    ("presence", "", "presence", "choice"),
    ("topics", [], "topics", "no-code"),
    ("topics", "child-interviews", "topics", "codes"),
    ("topics", ["nothing"], "topics", "unknown"),
    ("audiences", ["police", "police"], "audiences", "twice"),
    ("audiences", ["astronaut"], "audiences", "unknown"),
    ("requires", [7], "requires", "codes"),
    ("requires", ["nothing"], "requires", "unknown"),
    ("requires", ["child-interview"], "requires", "circle"),
    ("languages", ["de"], "languages", "language"),
    ("paragraphs", [42], "paragraphs", "paragraph"),
    ("paragraphs", [], "paragraphs", "paragraph"),
    ("effects", {}, "effects", "no-effect"),
    ("effects", {"Z99": 1}, "effects", "unknown"),
    ("effects", {"D02": 0}, "effects.D02", "levels"),
    ("effects", {"D02": 4.5}, "effects.D02", "levels"),
    ("effects", {"D02": float("nan")}, "effects.D02", "levels"),
    ("effects", {"D02": {"ceiling": 3}}, "effects.D02", "levels"),
    ("effects", {"D02": {"levels": 1, "ceiling": 5}}, "effects.D02", "ceiling"),
    ("effects", {"D02": {"levels": 1, "basis": " "}}, "effects.D02", "basis"),
    ("effects", {"D02": {"levels": 1, "proof": "x"}}, "effects.D02", "effect-field"),
    ("colour", "blue", "colour", "field"),
])
def test_a_wrong_value_is_refused_with_its_place(name, value, field, fault):
    assert of_edit(name, value) == [(f"types.child-interview.{field}",
                                     f"planning.catalogue-{fault}")]


def test_all_faults_are_named_at_once_with_the_file():
    edits = {"child-interview": {"days": 0, "seats": -1}, "Bad Code": NEW, "video-link": 5}
    with pytest.raises(CatalogueRefused) as caught:
        merge(CATALOGUE, edits, file="ours.toml")
    assert [one.place.text() for one in caught.value.problems] == [
        "file ours.toml, field types.child-interview.days",
        "file ours.toml, field types.child-interview.seats",
        "file ours.toml, field types.Bad Code",
        "file ours.toml, field types.video-link",
    ]
    assert caught.value.problems[0].text() == "A whole number from 1 to 250 is needed here."


def test_a_circle_is_named_once():
    edits = {"child-interview": {"requires": ["child-interview-room"]}}
    assert refused(edits) == [
        ("types.child-interview.requires", "planning.catalogue-circle")]
    types = dict(CATALOGUE.types)
    types["child-interview"] = replace(
        types["child-interview"], requires=("child-interview-room",))
    assert list(circles(Catalogue(version=1, types=types))) == [
        ("child-interview", "child-interview-room")]


def test_values_set_by_hand_are_checked_as_well():
    types = {"video-link": replace(CATALOGUE.types["video-link"], days=0, requires=())}
    known = known_codes()
    problems = check_catalogue(
        Catalogue(version=1, types=types),
        indicators=known.indicators,
        topics=known.topics,
        audiences=known.audiences,
    )
    assert [one.place.field for one in problems] == ["types.video-link.days"]


def test_what_nobody_serves_is_told():
    edited = merge(CATALOGUE, {"unreported-survey": False})
    assert unserved(edited, indicators=known_codes().indicators) == ("E05",)


def test_edits_are_read_from_a_file():
    data = b"types.refresher-justice = false\n[types.child-interview]\nstate_cost = 14000\n"
    edits = edits_from_toml(b"\xef\xbb\xbf" + data)
    assert edits == {"refresher-justice": False, "child-interview": {"state_cost": 14_000}}


@pytest.mark.parametrize(("data", "code"), [
    (b"\xff\xfe", "encoding"),
    (b"types = ", "toml"),
    (b"x = " + b"[" * 5_000, "toml"),
    (b"", "table"),
    (b"types = 3", "table"),
    (b"#" * (LARGEST + 1), "size"),
])
def test_a_file_that_is_none_is_refused(data, code):
    with pytest.raises(CatalogueRefused) as caught:
        edits_from_toml(data, file="ours.toml")
    assert [one.code for one in caught.value.problems] == [f"planning.catalogue-{code}"]


def test_a_whole_catalogue_needs_a_version_and_tables():
    with pytest.raises(CatalogueRefused) as caught:
        catalogue_from_toml(b"[types]\nvideo-link = 3\n")
    assert [one.place.field for one in caught.value.problems] == [
        "version", *[f"types.video-link.{name}" for name in NEEDED]]


def test_words_of_an_edit_stand_in_its_language_and_make_the_others_stale():
    edits = {"child-interview": {"words": {"en": TEXTS}}}
    assert words_with(edits, language="en")["child-interview"].name == "Course"
    french = words_with(edits, language="fr")["child-interview"]
    assert french == replace(catalogue_words("fr")["child-interview"], stale=True)
    assert merge(CATALOGUE, edits) == CATALOGUE


def test_a_new_type_is_shown_in_a_language_it_has():
    edits = {"new-course": {**NEW, "words": {"es": TEXTS}}}
    assert not words_with(edits, language="es")["new-course"].stale
    assert words_with(edits, language="zh")["new-course"].stale
    assert "new-course" in merge(CATALOGUE, edits).types


def test_words_follow_the_types():
    assert list(words_with({}, language="ru")) == list(CATALOGUE.types)
    assert "video-link" not in words_with({"video-link": False}, language="ru")


@pytest.mark.parametrize(("words", "field"), [
    (None, "words"),
    ({}, "words"),
    ({"de": TEXTS}, "words"),
    ({"fr": {**TEXTS, "name": ""}}, "words.fr.name"),
    ({"fr": {**TEXTS, "lasting": "x" * 501}}, "words.fr.lasting"),
    ({"fr": {**TEXTS, "colour": "blue"}}, "words.fr.colour"),
])
def test_wrong_words_are_refused_with_their_place(words, field):
    with pytest.raises(CatalogueRefused) as caught:
        words_with({"new-course": {**NEW, "words": words}}, language="en")
    assert [one.place.field for one in caught.value.problems] == [f"types.new-course.{field}"]


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
        st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


@given(st.sampled_from(FIELDS), JUNK)
def test_any_value_is_read_or_refused(name, value):
    row = deepcopy(row_of(CATALOGUE.types["child-interview"]))
    row[name] = value
    kind, problems = read_row("child-interview", row)
    assert (kind is None) == bool(problems)
    assert all(one.text() for one in problems)
