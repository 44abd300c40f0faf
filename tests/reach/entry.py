"""What the test of reach must know of one address. Each capability lists its own beside this file.

A module ``tests/reach/<capability>.py`` holds ``ENTRIES``, one Entry for each named address.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.reach.world import PEOPLE, World

Arguments = Callable[[World, str], dict[str, Any]]


def no_arguments(world: World, person: str) -> dict[str, Any]:
    """For an address without keys of objects."""
    return {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One named address, and who reaches what with it.

    Attributes:
        name: Its name, with the namespace.
        arguments: Makes its arguments for the objects of one person's organisation.
        allowed: People of the world who reach it with objects of their own organisation.
        reaching: People who rightly reach it with objects of the stranger's organisation.
        knowing: People who may know of the stranger's object but not do this: 403, not 404.
        method: GET, or POST for an address that only takes that.
        posts: Whether an empty form may be posted too, as one more probe.
        anonymous: "sign-in": is led there; "open": is answered; "missing": 404; "key": wants
            a key and no session, 401 or 403 without one.
    """

    name: str
    arguments: Arguments = no_arguments
    allowed: frozenset[str] = frozenset(PEOPLE)
    reaching: frozenset[str] = frozenset()
    knowing: frozenset[str] = frozenset()
    method: str = "GET"
    posts: bool = True
    anonymous: str = "sign-in"

    @property
    def has_objects(self) -> bool:
        """Whether the address holds keys of objects that belong to somebody."""
        return self.arguments is not no_arguments
