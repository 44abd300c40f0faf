"""Which reader reads which format. A reader turns a binary stream into records, one by one."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, BinaryIO

from tutela.foundation.errors import N_, InputRefused, Place, Problem
from tutela.registry.engine.exchange.detect import read_any
from tutela.registry.engine.exchange.mapping import Mapping as Columns
from tutela.registry.engine.exchange.reading import Feed, Read

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


def _read_any(stream: BinaryIO, feed: Feed, mapping: Mapping[str, Any]) -> Iterator[Read]:
    chosen = Columns.from_json(dict(mapping)) if mapping else None
    yield from read_any(stream, feed=feed, mapping=chosen)


READERS: dict[str, Reader] = {"any": _read_any}
"""By format; "any" sees from the content what a file is."""
