"""What every reader yields: records and refusals, one at a time, so that size does not matter.

A reader is a function of a binary stream. It raises InputRefused when the file as a whole cannot
be read (damaged, too large, another format, entities); a single bad record is yielded as Rejected
and the rest goes on.
"""

from dataclasses import dataclass
from datetime import date

from tutela.foundation.errors import Problem
from tutela.registry.engine.record import Activity, Material

MAX_BYTES = 200_000_000
"""Largest file read, in bytes, unpacked."""
MAX_RECORD_BYTES = 5_000_000
"""Largest single record, in bytes."""
MAX_TEXT = 20_000
"""Longest text kept of one field, in characters; longer ones are refused with their place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """Where a file comes from; it becomes the origin of every field.

    Attributes:
        source: Name of the feed or file.
        read: Day it is read.
        file: File's name, for places in messages.
    """

    source: str
    read: date
    file: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejected:
    """One record that cannot be taken, and why.

    Attributes:
        identifier: The source's key, "" when it has none.
        title: What it calls itself, "" when it does not.
        problems: At least one; each with its place and a remedy.
    """

    identifier: str
    title: str
    problems: tuple[Problem, ...]


type Read = Activity | Material | Rejected
