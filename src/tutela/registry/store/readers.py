"""Which reader reads which format. A reader turns a binary stream into records, one by one."""

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any, BinaryIO

from tutela.foundation.errors import N_, InputRefused, Place, Problem
from tutela.registry.engine.exchange.reading import MAX_BYTES, Feed, Read, Rejected
from tutela.registry.engine.record import Origin
from tutela.registry.store.bodies import activity_from_json

type Reader = Callable[[BinaryIO, Feed, Mapping[str, Any]], Iterator[Read]]
"""Reads a stream that comes from a feed, with a column mapping where the format needs one."""


def read(
    stream: BinaryIO, *, format: str, feed: Feed, mapping: Mapping[str, Any]  # noqa: A002 - the word people use
) -> Iterator[Read]:
    """Yield the records of a stream.

    Raises:
        InputRefused: The format is unknown, or the file as a whole cannot be read.
    """
    if format not in READERS:
        template = N_("Files of the format “{value}” cannot be read. Choose one from the list.")
        raise InputRefused([
            Problem(code="registry.format", template=template, params={"value": format},
                    place=Place(file=feed.file))
        ])
    yield from READERS[format](stream, feed, mapping)


def _read_json(stream: BinaryIO, feed: Feed, _: Mapping[str, Any]) -> Iterator[Read]:
    """Read what the registry itself writes: an object with a list of activities."""
    try:
        rows = json.loads(stream.read(MAX_BYTES))["activities"]
    except (ValueError, KeyError, TypeError, RecursionError):
        template = N_("The file is not JSON as the registry writes it. Export it again.")
        raise InputRefused([
            Problem(code="registry.json", template=template, place=Place(file=feed.file))
        ]) from None
    for number, row in enumerate(rows, start=1):
        try:
            body = {**row, "origins": {}}
            activity = activity_from_json(body)
        except (TypeError, ValueError, KeyError, AttributeError):
            template = N_("This record has a field that cannot be read. Correct it and import "
                          "the file again.")
            yield Rejected(identifier="", title="", problems=(
                Problem(code="registry.json-record", template=template,
                        place=Place(file=feed.file, row=number)),
            ))
            continue
        activity = _with_origin(activity, feed)
        yield activity


def _with_origin(activity: Any, feed: Feed) -> Any:
    from dataclasses import replace  # noqa: PLC0415

    return replace(activity, origins={"": Origin(source=feed.source, read=feed.read)})


READERS: dict[str, Reader] = {"json": _read_json}
