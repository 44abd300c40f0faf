"""What somebody looks for: values chosen by facet; an empty facet leaves everything in."""

from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum


class When(StrEnum):
    """Where an activity lies in time, seen from a day."""

    PAST = "past"
    RUNNING = "running"
    COMING = "coming"
    UNDATED = "undated"


class Order(StrEnum):
    """How results are put in order."""

    CLOSEST = "closest"
    SOONEST = "soonest"
    NEWEST = "newest"


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """Values chosen; within a facet any of them fits, and every facet must fit.

    Attributes:
        words: Free text; every word must occur, its beginning is enough.
        states: Codes of States.
        topics: Codes of the vocabulary.
        audiences: Codes of the vocabulary.
        levels: Values of Proficiency.
        presences: Values of Presence.
        statuses: Values of Status.
        sorts: Values of Sort.
        providers: Codes of providers, as ``provider_code`` gives them, written as text.
        when: Values of When.
        languages: Codes of languages.
        since: Activities that end on this day or later.
        until: Activities that start on this day or earlier.
    """

    words: str = ""
    states: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    presences: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    sorts: tuple[str, ...] = ()
    providers: tuple[str, ...] = ()
    when: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None

    def chosen(self) -> int:
        """Count the values chosen, words aside.

        >>> Filters(states=("XMA",), topics=("forensics", "equipment")).chosen()
        3
        """
        return sum(len(getattr(self, name)) for name in FACETS)


FACETS = tuple(field.name for field in fields(Filters) if field.type == tuple[str, ...])
"""Names of the facets, in order."""
