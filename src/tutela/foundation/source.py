"""Where a fact comes from, so that no statement stands without its origin."""

from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The origin of a fact.

    Attributes:
        title: Name of the work or data set.
        publisher: Who stands behind it.
        year: Year the figure or text refers to; 0 when it has none.
        read: Day somebody of ours read it.
        verified: Whether that somebody read the original itself, not a copy or a quotation.
        licence: Licence under which it may be repeated, "" when unknown.
        url: Public address, "" when there is none.
    """

    title: str
    publisher: str
    read: date
    year: int = 0
    verified: bool = False
    licence: str = ""
    url: str = ""

    @classmethod
    def from_table(cls, table: dict[str, Any]) -> "Source":
        """Build a source from one table of a SOURCES.toml."""
        return cls(**table)
