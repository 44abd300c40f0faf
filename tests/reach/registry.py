"""Addresses of the registry: everyone signed in reads it; other systems read with a key."""

from typing import Any

from tests.reach.entry import Arguments, Entry
from tests.reach.registry_work import WORK
from tests.reach.world import PEOPLE, World
from tests.registry.activities import an_activity
from tutela.registry.engine.codes import provider_code
from tutela.registry.store.operations.records import register

EVERYONE = frozenset(PEOPLE)


def _focal(person: str) -> str:
    return "other-focal-point" if person.startswith("other-") else "focal-point"


def record(world: World, person: str) -> int:
    """Register an activity of the person's State, shared with everyone."""
    name = _focal(person)
    return int(world.once("activity", name, behind=name, make=lambda: register(
        viewer=world.viewer(name), clock=world.clock, activity=an_activity(
            identifier=name, title="Interviewing children", provider=f"Academy of {name}",
            starts=world.clock.now().date(),
        ),
    )))


def _record(world: World, person: str) -> dict[str, Any]:
    return {"key": record(world, person)}


def _provider(world: World, person: str) -> dict[str, Any]:
    record(world, person)
    return {"code": str(provider_code(f"Academy of {_focal(person)}"))}


def _state(world: World, person: str) -> dict[str, Any]:
    return {"code": "XQL" if person.startswith("other-") else "XMA"}


def _kind(world: World, person: str) -> dict[str, Any]:
    return {"kind": "csv"}


def _read(name: str, arguments: Arguments) -> Entry:
    return Entry(name=f"registry:{name}", arguments=arguments, reaching=EVERYONE, posts=False)


def _keyed(name: str, **more: Any) -> Entry:
    return Entry(name=f"registry:{name}", allowed=frozenset(), anonymous="key", posts=False, **more)


ENTRIES = (
    *(
        Entry(name=f"registry:{name}", posts=False)
        for name in ("home", "check", "calendar", "timeline", "map", "matrix", "takeaway")
    ),
    _read("record", _record),
    _read("record-calendar", _record),
    _read("provider", _provider),
    _read("state", _state),
    _read("export", _kind),
    Entry(name="registry:api-description", anonymous="open", posts=False),
    *(_keyed(name) for name in ("feed", "api-activities", "api-topics", "api-audiences",
                                "api-materials")),
    _keyed("api-activity", arguments=_record),
    *WORK,
)
