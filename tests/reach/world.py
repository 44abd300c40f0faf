"""A small world: two invented States, an organisation of each kind, a person of each role.

Extend it for a capability by a function of your own that takes the World and keeps what it makes
in ``world.things``; call it lazily from your entry's ``arguments``.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tutela.foundation.clock import SystemClock
from tutela.people.engine.roles import Kind, Role
from tutela.people.engine.viewer import Viewer
from tutela.people.store import models, operations, queries
from tutela.storage.wall import acting_for

PEOPLE = (
    "programme-administrator", "programme-officer", "focal-point", "focal-point-administrator",
    "viewer", "police-administrator", "police", "academy-administrator", "trainer", "trainee",
    "partner", "other-focal-point", "other-agency",
)
"""Everyone the addresses are tried as; the last two are of the second State."""

MANAGERS = frozenset({
    "programme-administrator", "focal-point", "focal-point-administrator",
    "police-administrator", "academy-administrator", "partner", "other-focal-point",
    "other-agency",
})
"""Those whose role manages the people of their organisation."""


@dataclass(slots=True)
class World:
    """Keys of what was made, by name."""

    organisations: dict[str, int]
    accounts: dict[str, int]
    clock: SystemClock = field(default_factory=SystemClock)
    things: dict[tuple[Any, ...], Any] = field(default_factory=dict)

    def viewer(self, person: str) -> Viewer:
        """Return the viewer of a person in its only organisation."""
        account = self.accounts[person]
        return queries.viewer_for(account, queries.current_memberships(account)[0].key)

    def stranger(self, person: str) -> str:
        """Return who belongs to the other State."""
        return "focal-point" if person.startswith("other-") else "other-focal-point"

    def once(self, *name: Any, make: Callable[[], Any], behind: str = "") -> Any:
        """Return a thing of this name, made the first time it is asked for.

        It is made behind the wall of the organisation of the person who is named, if any.
        """
        if name not in self.things:
            with acting_for(self.viewer(behind).organisation if behind else None):
                self.things[name] = make()
        return self.things[name]


def build() -> World:
    """Make the world: the demonstration's people as if they were real, and one more agency."""
    clock = SystemClock()
    accounts = dict(operations.demonstration_people(clock=clock))
    organisations = dict(operations.demonstration_organisations())
    agency = operations.found_organisation(
        name="Harbour police of Quelinor", kind=Kind.AGENCY, state="XQL", clock=clock
    )
    organisations["other-agency"] = agency.key
    issued = operations.invite_by_operator(
        organisation=agency.key, email="other-agency@demonstration.example",
        role=Role.ADMINISTRATOR, clock=clock,
    )
    operations.accept_invitation(token=issued.token, name="Wim Sorrel", clock=clock)
    account = models.Account.objects.get(email="other-agency@demonstration.example")
    accounts["other-agency"] = account.pk
    models.Account.objects.update(is_demonstration=False)
    return World(organisations=organisations, accounts=accounts, clock=clock)
