"""Whose data the present piece of work may touch, and which tables have a wall.

The context is an organisation's key, or None: then walled tables show and take nothing.
PostgreSQL enforces it (row-level security); on SQLite, which serves one organisation's node and
the demonstration, only the queries do.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

_organisation: ContextVar[int | None] = ContextVar("tutela_organisation", default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wall:
    """How a table's rows belong to organisations. Models carry one as ``wall``.

    Attributes:
        columns: Columns that hold an organisation's key; a row is seen by any of them.
        writers: Columns whose organisation may write the row; empty means the same as columns.
        condition: Extra SQL, joined with OR to who may see; ``{me}`` stands for the organisation.
    """

    columns: tuple[str, ...]
    writers: tuple[str, ...] = ()
    condition: str = ""


def current_organisation() -> int | None:
    """Return the organisation the present work is done for."""
    return _organisation.get()


@contextmanager
def acting_for(organisation: int | None) -> Iterator[None]:
    """Do a piece of work for one organisation."""
    token = _organisation.set(organisation)
    try:
        yield
    finally:
        _organisation.reset(token)
