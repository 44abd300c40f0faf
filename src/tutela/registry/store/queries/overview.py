"""Many records at a glance: calendar, timeline, who trains whom on what, a provider, a State."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from tutela.foundation.errors import NotFound
from tutela.people.engine.viewer import Viewer
from tutela.registry.engine.counting import facet_counts, ordered
from tutela.registry.engine.crossing import Cell, cross
from tutela.registry.engine.filters import Filters, Order
from tutela.registry.store.queries.searching import (
    Line,
    Page,
    chosen_parts,
    lines,
    provider_names,
    search,
)

MOST = 300
"""Activities that a calendar or a timeline draws; its total says how many there are."""
PROVIDERS = 30
"""Providers that a matrix tells of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """What lies in some days.

    Attributes:
        lines: Activities with a date in them, by first day, MOST at most.
        total: How many there are.
    """

    lines: tuple[Line, ...]
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """Who trains whom on what.

    Attributes:
        cells: One for each provider and topic that occur together; see ``engine.crossing``.
        providers: Name by code, those with most activities first.
        topics: Codes that occur, in the order of the vocabulary.
        states: Activities by State, most first.
        total: Activities in all.
    """

    cells: tuple[Cell, ...]
    providers: Mapping[str, str]
    topics: tuple[str, ...]
    states: Mapping[str, int]
    total: int


def calendar(
    viewer: Viewer, *, starts: date, ends: date, today: date, filters: Filters | None = None
) -> Span:
    """Return the activities with a day between two days, both included.

    Raises:
        NotAllowed: The role does not read the registry.
    """
    wanted = replace(filters or Filters(), since=starts, until=ends)
    chosen, _ = chosen_parts(viewer, filters=wanted, today=today)
    keys = ordered(chosen, Order.SOONEST, first=0, size=MOST)
    found = lines(keys)
    return Span(
        lines=tuple(sorted(found, key=_first_day)), total=sum(one.total() for one in chosen)
    )


def _first_day(line: Line) -> tuple[date, int]:
    return (line.activity.starts or line.activity.ends or date.max, line.key)


def timeline(viewer: Viewer, *, filters: Filters, today: date) -> Span:
    """Return dated activities by first day, those soonest and latest past first chosen.

    Raises:
        NotAllowed: The role does not read the registry.
    """
    wanted = replace(
        filters, since=filters.since or date.min, until=filters.until or date.max
    )
    return calendar(
        viewer, starts=wanted.since or date.min, ends=wanted.until or date.max, today=today,
        filters=wanted,
    )


def matrix(viewer: Viewer, *, filters: Filters, today: date) -> Matrix:
    """Count activities by provider, topic and State.

    Raises:
        NotAllowed: The role does not read the registry.
    """
    chosen, _ = chosen_parts(viewer, filters=filters, today=today)
    cells = cross(chosen, most=PROVIDERS)
    facets = facet_counts(chosen)
    codes = list(dict.fromkeys(cell.provider for cell in cells))
    held = {cell.topic for cell in cells}
    states = sorted(facets["states"].items(), key=lambda pair: (-pair[1], pair[0]))
    return Matrix(
        cells=cells, providers=provider_names(viewer, codes),
        topics=tuple(topic for topic in facets["topics"] if topic in held),
        states=dict(states), total=sum(one.total() for one in chosen),
    )


def provider(viewer: Viewer, code: str, *, today: date, page: int = 1) -> tuple[str, Page]:
    """Return a provider's name and activities, soonest first.

    Raises:
        NotFound: No activity that the viewer may see is by this provider.
        NotAllowed: The role does not read the registry.
    """
    found = search(
        viewer, filters=Filters(providers=(code,)), today=today, order=Order.SOONEST, page=page
    )
    if not found.total:
        raise NotFound
    return found.lines[0].activity.provider, found


def state(viewer: Viewer, code: str, *, today: date, page: int = 1) -> Page:
    """Return the activities of a State, soonest first; a State may have none.

    Raises:
        NotAllowed: The role does not read the registry.
    """
    return search(
        viewer, filters=Filters(states=(code,)), today=today, order=Order.SOONEST, page=page
    )
