"""Objects on which the registry is worked, one of each for each of the two States."""

from datetime import timedelta

from tests.reach.world import World
from tests.registry.activities import an_activity
from tutela.registry.engine.record import Expert, Material
from tutela.registry.store.models import Candidate
from tutela.registry.store.operations.imports import check_import
from tutela.registry.store.operations.keys import issue_key
from tutela.registry.store.operations.merging import merge
from tutela.registry.store.operations.records import register
from tutela.registry.store.operations.resources import add_expert, add_material
from tutela.registry.store.operations.suggesting import suggest
from tutela.registry.store.operations.watching import watch


def focal(person: str) -> str:
    """Return the focal point of a person's State."""
    return "other-focal-point" if person.startswith("other-") else "focal-point"


def activity(world: World, person: str, number: int = 0) -> int:
    """An activity of the person's State, shared with everyone."""
    name = focal(person)
    return int(world.once("worked", name, number, behind=name, make=lambda: register(
        viewer=world.viewer(name), clock=world.clock,
        activity=an_activity(identifier=f"{name}-{number}", title=f"Course {number}"),
    )))


def imported(world: World, person: str) -> int:
    """A file that waits for a decision."""
    name = focal(person)
    return int(world.once("import", name, behind=name, make=lambda: check_import(
        viewer=world.viewer(name), file_name="list.csv", data=b"Title;State\nA course;XMA\n",
        source="list", clock=world.clock,
    )))


def suggestion(world: World, person: str) -> int:
    """A correction of the own activity."""
    name, key = focal(person), activity(world, person)
    return int(world.once("suggestion", name, behind=name, make=lambda: suggest(
        viewer=world.viewer(name), record=key, field="seats", proposed=12, reason="Counted.",
        clock=world.clock,
    )))


def material(world: World, person: str) -> int:
    """A material shared with everyone."""
    name = focal(person)
    return int(world.once("material", name, behind=name, make=lambda: add_material(
        viewer=world.viewer(name), material=Material(identifier=name, titles={"en": "Slides"}),
        clock=world.clock,
    )))


def expert(world: World, person: str) -> int:
    """A person who agreed to be seen by everyone."""
    name, today = focal(person), world.clock.now().date()
    return int(world.once("expert", name, behind=name, make=lambda: add_expert(
        viewer=world.viewer(name), clock=world.clock,
        expert=Expert(name="Ilse Tarvan", consented=today, visibility="everyone"),
    )))


def watched(world: World, person: str) -> int:
    """What the focal point's own account is told about."""
    name = focal(person)
    return int(world.once("watch", name, behind=name, make=lambda: watch(
        viewer=world.viewer(name), clock=world.clock,
    )))


def key(world: World, person: str) -> int:
    """A key that the programme issued."""
    del person
    officer, today = "programme-officer", world.clock.now().date()
    return int(world.once("api-key", behind=officer, make=lambda: issue_key(
        viewer=world.viewer(officer), name="Feed", scopes=["read:activities"],
        expires=today + timedelta(days=9), clock=world.clock,
    ).key))


def pair(world: World, person: str) -> int:
    """A question that the programme decides."""
    del person
    left, right = sorted(activity(world, name, 1) for name in ("focal-point", "other-focal-point"))
    programme = world.viewer("programme-officer").organisation

    def make() -> int:
        return Candidate.objects.create(
            owner_id=programme, curator_id=programme, left=left, right=right, score=900,
            reasons=[], found_at=world.clock.now(),
        ).pk

    return int(world.once("pair", behind="programme-officer", make=make))


def merged(world: World, person: str) -> int:
    """A merge that the programme decided."""
    del person
    keys = [activity(world, name, 2) for name in ("focal-point", "other-focal-point")]
    return int(world.once("merge", behind="programme-officer", make=lambda: merge(
        viewer=world.viewer("programme-officer"), members=keys, lead=keys[0], why="One course.",
        clock=world.clock,
    )))

ENTRIES = ()
"""None: objects for the entries of ``registry_work``."""
