"""The viewer: on whose behalf a query or an operation runs."""

from dataclasses import dataclass

from tutela.foundation.errors import NotAllowed
from tutela.people.engine.roles import ALLOWED, Action, Kind, Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Viewer:
    """One person acting in one organisation. Every query and operation takes one.

    Attributes:
        account: Key of the account.
        organisation: Key of the organisation acted for.
        kind: Kind of that organisation.
        role: The person's role in it.
        state: ISO 3166-1 alpha-3 of the organisation's State, "" for international bodies.
        language: One of the six codes.
    """

    account: int
    organisation: int
    kind: Kind
    role: Role
    state: str = ""
    language: str = "en"

    def may(self, action: Action) -> bool:
        """Tell whether the role allows an action at all."""
        return action in ALLOWED[self.role]

    def require(self, action: Action) -> None:
        """Do nothing if the role allows the action.

        Raises:
            NotAllowed: It does not.
        """
        if not self.may(action):
            raise NotAllowed
