from dataclasses import replace
from datetime import date

import pytest

from tutela.foundation.errors import NotAllowed, NotFound
from tutela.registry.engine.record import Expert, Material
from tutela.registry.store.faults import RecordRefused
from tutela.registry.store.operations.resources import (
    add_expert,
    add_material,
    edit_expert,
    edit_material,
    withdraw_expert,
    withdraw_material,
)
from tutela.registry.store.queries.resources import expert, experts, material, materials

SLIDES = Material(identifier="", titles={"en": "Slides"}, topics=("forensics",), languages=("en",))
PERSON = Expert(name="Velda Orin", topics=("forensics",), visibility="everyone",
                consented=date(2026, 5, 1))


def test_a_material_is_shared_changed_and_withdrawn_by_its_owner(scene):
    owner, reader = scene.viewer("partner"), scene.viewer("viewer")
    key = add_material(viewer=owner, material=SLIDES, clock=scene.clock)
    assert [one.key for one in materials(reader, topics=("forensics",))] == [key]
    assert materials(reader, languages=("fr",)) == ()
    with pytest.raises(NotAllowed):
        edit_material(viewer=reader, key=key, material=SLIDES, clock=scene.clock)
    edit_material(viewer=owner, key=key, clock=scene.clock,
                  material=replace(SLIDES, titles={"en": "Better slides"}))
    assert material(reader, key).material.titles == {"en": "Better slides"}
    withdraw_material(viewer=owner, key=key, clock=scene.clock)
    with pytest.raises(NotFound):
        material(reader, key)


def test_a_material_of_its_own_is_not_seen_by_others(scene):
    key = add_material(viewer=scene.viewer("partner"), material=SLIDES, visibility="own",
                       clock=scene.clock)
    assert materials(scene.viewer("viewer")) == ()
    assert material(scene.viewer("programme-officer"), key).material.titles == {"en": "Slides"}


@pytest.mark.parametrize("person", [
    replace(PERSON, consented=None), replace(PERSON, visibility="programme"),
])
def test_others_see_an_expert_only_as_agreed(scene, person):
    key = add_expert(viewer=scene.viewer("partner"), expert=person, clock=scene.clock)
    assert experts(scene.viewer("viewer")) == ()
    with pytest.raises(NotFound):
        expert(scene.viewer("viewer"), key)
    programme = [one.key for one in experts(scene.viewer("programme-officer"))]
    assert programme == ([key] if person.consented else [])
    assert [one.key for one in experts(scene.viewer("partner"))] == [key]


def test_consent_taken_back_hides_at_once_and_withdrawing_forgets(scene):
    owner, reader = scene.viewer("partner"), scene.viewer("viewer")
    key = add_expert(viewer=owner, expert=PERSON, clock=scene.clock)
    assert expert(reader, key).expert == PERSON
    edit_expert(viewer=owner, key=key, expert=replace(PERSON, consented=None), clock=scene.clock)
    assert experts(reader) == ()
    withdraw_expert(viewer=owner, key=key, clock=scene.clock)
    assert experts(owner) == ()


def test_what_the_vocabulary_does_not_know_is_refused(scene):
    with pytest.raises(RecordRefused):
        add_material(viewer=scene.viewer("partner"), clock=scene.clock,
                     material=replace(SLIDES, topics=("sailing",)))
