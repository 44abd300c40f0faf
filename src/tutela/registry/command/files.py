"""What the verbs read and write, and on whose behalf they reach the database."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tutela.foundation.errors import N_, NotFound
from tutela.terminal.files import opened

if TYPE_CHECKING:
    from tutela.people.engine.viewer import Viewer
    from tutela.registry.engine.exchange.reading import Rejected
    from tutela.registry.engine.record import Activity

AS = click.option("--as", "address", metavar="EMAIL", default="",
                  help="On whose behalf the registry of this installation is used.")


class NobodyThere(NotFound):
    """No such person."""

    code = "registry.nobody"
    template = N_("Nobody with the address {address} has a place in this installation. Give an "
                  "address with --as, or give files.")


@contextmanager
def acting(address: str) -> "Iterator[Viewer]":
    """Work in the database as somebody, behind the wall of that person's organisation.

    Raises:
        NobodyThere: Nobody has this address, or no place any more.
    """
    import django
    from django.apps import apps

    if not apps.ready:
        django.setup()
    from tutela.people.store.queries import viewer_by_address
    from tutela.storage.wall import acting_for

    viewer = viewer_by_address(address)
    if viewer is None:
        raise NobodyThere(address=address or "–")
    with acting_for(viewer.organisation):
        yield viewer


def read_files(
    files: Iterable[Path], *, today: date
) -> "tuple[list[Activity], list[tuple[str, Rejected]]]":
    """Read activities of files in any form, in order; return what was rejected by file name.

    Raises:
        FileTrouble: A file cannot be opened.
        InputRefused: A file is damaged or of no form that can be read.
    """
    from tutela.registry.engine.exchange.detect import read_any
    from tutela.registry.engine.exchange.reading import Feed, Rejected
    from tutela.registry.engine.record import Activity

    found: list[Activity] = []
    rejected: list[tuple[str, Rejected]] = []
    for file in files:
        with opened(file) as stream:
            feed = Feed(source=file.stem, read=today, file=file.name)
            for one in read_any(stream, feed=feed):
                if isinstance(one, Activity):
                    found.append(one)
                elif isinstance(one, Rejected):
                    rejected.append((file.name, one))
    return found, rejected


def line_of(activity: "Activity", key: object = "") -> dict[str, Any]:
    """Return what a list shows of an activity."""
    return {
        "key": key or activity.identifier, "title": activity.title(),
        "provider": activity.provider, "states": list(activity.states),
        "topics": list(activity.topics), "audiences": list(activity.audiences),
        "starts": activity.starts, "ends": activity.ends,
    }


def said(row: dict[str, Any]) -> str:
    """Write such a line for people."""
    when = " to ".join(str(day) for day in (row["starts"], row["ends"]) if day)
    parts = (str(row["key"]), row["title"], row["provider"], ", ".join(row["states"]), when)
    return "  |  ".join(part for part in parts if part)
