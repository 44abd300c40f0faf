"""The programme body's changes of the catalogue, by a file."""

import pytest

from tests.planning.scene import NOW, Scene
from tutela.foundation.errors import InputRefused, NotAllowed, NotFound
from tutela.planning.engine.catalogue import current_catalogue
from tutela.planning.engine.catalogue_file import CatalogueRefused, edits_from_toml, edits_to_toml
from tutela.planning.engine.catalogue_rows import row_of
from tutela.planning.store.faults import CatalogueChanged
from tutela.planning.store.models import CatalogueEdit
from tutela.planning.store.operations.approval import approve, send
from tutela.planning.store.operations.edits import Change, drop_edits, keep_edits, preview_edits
from tutela.planning.store.operations.types import edit_type
from tutela.planning.store.queries.plans import plan_setup
from tutela.planning.store.queries.states import own_sheets
from tutela.planning.store.queries.types import (
    catalogue_of,
    edit_of,
    edits_of,
    words_beside,
    words_of,
)
from tutela.storage.wall import acting_for

WORDS = {"en": {"name": "Course for harbour police", "summary": "One.", "outcome": "Two.",
                "lasting": "Three."}}
EDITS = {
    "harbour-police": {**row_of(current_catalogue().types["child-interview"]), "words": WORDS},
    "authorities-directory": False,
    "child-interview": {"requires": ["harbour-police"], "state_cost": 14_000},
}
FILE = edits_to_toml(EDITS)


def _keep(scene: Scene, data: bytes = FILE, **more) -> tuple[Change, ...]:
    officer = scene.viewer("programme-officer")
    stamp = preview_edits(viewer=officer, data=data).stamp
    return keep_edits(**{"viewer": officer, "data": data, "reason": "Rates of 2026",
                         "stamp": stamp, "clock": scene.clock, **more})


def test_what_is_written_is_read_again() -> None:
    assert edits_from_toml(FILE) == EDITS


def test_a_file_adds_removes_and_changes_types(scene: Scene) -> None:
    officer = scene.viewer("programme-officer")
    before = set(catalogue_of(officer).types)
    done = _keep(scene)
    assert [(one.type, one.what) for one in done] == [
        ("authorities-directory", "removed"), ("child-interview", "changed"),
        ("harbour-police", "added"),
    ]
    after = catalogue_of(officer).types
    assert set(after) == before - {"authorities-directory"} | {"harbour-police"}
    assert after["child-interview"].requires == ("harbour-police",)
    assert edits_of(officer) == EDITS
    assert edit_of(officer, "harbour-police").reason == "Rates of 2026"
    assert set(catalogue_of(scene.viewer("focal-point")).types) == before


def test_new_types_have_words_in_every_language_and_removed_ones_keep_theirs(
    scene: Scene,
) -> None:
    _keep(scene)
    officer = scene.viewer("programme-officer")
    assert words_of(officer, "fr")["harbour-police"].name == "Course for harbour police"
    assert words_of(officer, "en")["authorities-directory"].name
    assert words_of(officer, "en", codes=["gone-since"])["gone-since"].name == "gone-since"
    assert "harbour-police" not in words_of(scene.viewer("focal-point"), "en")


def test_every_fault_is_named_with_type_and_field_and_nothing_is_kept(scene: Scene) -> None:
    bad = edits_to_toml({**EDITS, "child-interview": {"days": -1},
                         "harbour-police": {**EDITS["harbour-police"], "words": {}}})
    with pytest.raises(CatalogueRefused) as caught:
        preview_edits(viewer=scene.viewer("programme-officer"), data=bad)
    assert [one.place.field for one in caught.value.problems] == [
        "types.child-interview.days", "types.harbour-police.words",
    ]
    assert CatalogueEdit.objects.count() == 0


def test_the_file_takes_the_place_of_all_edits_and_they_are_taken_back(scene: Scene) -> None:
    officer = scene.viewer("programme-officer")
    _keep(scene)
    only = edits_to_toml({"authorities-directory": False})
    assert [(one.type, one.what) for one in _keep(scene, only)] == [
        ("child-interview", "restored"), ("harbour-police", "removed"),
    ]
    stamp = preview_edits(viewer=officer, data=only).stamp
    drop_edits(viewer=officer, reason="Begin again", stamp=stamp, clock=scene.clock)
    assert catalogue_of(officer) == current_catalogue()


def test_a_change_by_a_colleague_is_not_overwritten(scene: Scene) -> None:
    with pytest.raises(CatalogueChanged):
        _keep(scene, stamp="other")
    assert CatalogueEdit.objects.count() == 0


def test_a_reason_is_needed(scene: Scene) -> None:
    with pytest.raises(InputRefused) as caught:
        _keep(scene, reason=" ")
    assert [one.place.field for one in caught.value.problems] == ["reason"]


@pytest.mark.parametrize(("person", "fault"), [
    ("programme-administrator", NotAllowed), ("focal-point", NotFound),
])
def test_only_planners_change_the_catalogue(scene: Scene, person, fault) -> None:
    with pytest.raises(fault):
        preview_edits(viewer=scene.viewer(person), data=FILE)


def test_numbers_of_a_new_type_are_changed_on_its_page_and_its_words_stay(scene: Scene) -> None:
    _keep(scene)
    officer = scene.viewer("programme-officer")
    edit_type(viewer=officer, code="harbour-police", values={"days": 3}, reason="Shorter",
              clock=scene.clock)
    assert catalogue_of(officer).types["harbour-police"].days == 3
    assert words_of(officer, "en")["harbour-police"].name == "Course for harbour police"
    edit_type(viewer=officer, code="child-interview", values={"days": 3}, reason="Shorter",
              clock=scene.clock)
    assert catalogue_of(officer).types["child-interview"].requires == ("harbour-police",)


def test_a_plan_is_made_with_the_changed_catalogue(scene: Scene) -> None:
    _keep(scene)
    officer = scene.viewer("programme-officer")
    with acting_for(officer.organisation):
        problem = plan_setup(officer, scene.key, today=NOW.date()).material.problem
    assert "harbour-police" in problem.types
    assert "authorities-directory" not in problem.types


def test_a_sheet_brings_the_words_of_the_programmes_own_types(scene: Scene) -> None:
    _keep(scene, edits_to_toml({"child-interview": {"words": WORDS}}))
    scene.solved()
    send(viewer=scene.viewer("programme-officer"), plan=scene.key, number=1, clock=scene.clock)
    approve(viewer=scene.viewer("programme-administrator"), plan=scene.key, number=1,
            clock=scene.clock)
    focal = scene.viewer("focal-point")
    own = own_sheets(focal)[0].content["words"]
    assert own == {"child-interview": WORDS}
    found = words_beside(words_of(focal, "en"), own, language="en")
    assert found["child-interview"].name == "Course for harbour police"
    assert found["unit-decree"] == words_of(focal, "en")["unit-decree"]
