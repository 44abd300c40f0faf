"""Which reader reads which format. A reader turns a binary stream into records, one by one."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any, BinaryIO

from tutela.foundation.errors import N_, InputRefused, Place, Problem
from tutela.registry.engine.exchange.detect import Kind, kind_of, read_any
from tutela.registry.engine.exchange.mapping import Mapping as Columns
from tutela.registry.engine.exchange.reading import MAX_BYTES, Feed, Read, Rejected
from tutela.registry.engine.record import Origin
from tutela.registry.store.bodies import activity_from_json

HEAD = 65_536
"""Bytes that show what a file is."""

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
        yield replace(activity, origins={"": Origin(source=feed.source, read=feed.read)})


def _read_iati(stream: BinaryIO, feed: Feed, _: Mapping[str, Any]) -> Iterator[Read]:
    # Looked up when it is needed: the reader of IATI is heavy to load.
    from tutela.registry.engine.exchange.iati_reader import read_iati  # noqa: PLC0415 - see above

    yield from read_iati(stream, feed=feed)


def _read_any(stream: BinaryIO, feed: Feed, mapping: Mapping[str, Any]) -> Iterator[Read]:
    """Read a file of any kind; its content shows which."""
    kind = kind_of(stream.read(HEAD))
    stream.seek(0)
    if kind in _OURS:
        yield from _OURS[kind](stream, feed, mapping)
        return
    chosen = Columns.from_json(dict(mapping)) if mapping else None
    yield from read_any(stream, feed=feed, mapping=chosen)


_OURS: dict[Kind, Reader] = {Kind.OWN: _read_json, Kind.IATI: _read_iati}
READERS: dict[str, Reader] = {"any": _read_any, "json": _read_json, "iati": _read_iati}
