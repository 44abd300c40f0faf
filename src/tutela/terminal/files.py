"""Files and days that verbs are given: a file is written whole or not at all."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import BinaryIO

import click

from tutela.foundation.clock import SystemClock
from tutela.foundation.errors import N_, NotFound

FILE = click.Path(path_type=Path)
DAY = click.DateTime(formats=["%Y-%m-%d"])


class FileTrouble(NotFound):
    """A file cannot be read or written."""

    code = "terminal.file"
    template = N_("The file {file} cannot be used: {reason}.")


def day_of(given: datetime | None) -> date:
    """Return the day that was given, else the machine's."""
    return (given or SystemClock().now()).date()


@contextmanager
def opened(file: Path) -> Iterator[BinaryIO]:
    """Open a file for reading.

    Raises:
        FileTrouble: It cannot be read.
    """
    try:
        with file.open("rb") as stream:
            yield stream
    except OSError as fault:
        raise FileTrouble(file=str(file), reason=fault.strerror or "unreadable") from fault


def read_up_to(file: Path, limit: int) -> bytes:
    """Return a file's bytes, or one more than a limit, which is enough to refuse it.

    Raises:
        FileTrouble: It cannot be read.
    """
    with opened(file) as stream:
        return stream.read(limit + 1)


def write_file(file: Path, data: bytes) -> None:
    """Write all of a file or nothing: a reader sees the old one or the new one.

    Raises:
        FileTrouble: It cannot be written.
    """
    part = file.with_name(f".{file.name}.part")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(data)
        part.replace(file)
    except OSError as fault:
        raise FileTrouble(file=str(file), reason=fault.strerror or "not writable") from fault
