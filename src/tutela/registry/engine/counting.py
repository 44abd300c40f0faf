"""Choose records by facet, count what else could be chosen, and put them in order."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from tutela.registry.engine import codes
from tutela.registry.engine.codes import NO_DAY, day_number, state_code, state_number
from tutela.registry.engine.columns import Columns, Mask, Numbers
from tutela.registry.engine.filters import FACETS, Filters, Order, When
from tutela.registry.engine.vocabulary import vocabulary

KEY_BITS = 38
"""Keys are below 2**38, so that place in time and key fit one number."""
_DAY_BITS = 22
_CLASS, _TITLE = 1 << 60, 1 << 62
_BYTE_BITS = np.unpackbits(np.arange(256, dtype=np.uint8)[:, None], axis=1, bitorder="little")
_WHEN = (When.UNDATED, When.PAST, When.RUNNING, When.COMING)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Chosen:
    """What filters leave of a part.

    Attributes:
        part: The records.
        every: True where all filters fit.
        besides: For each facet with a choice, True where all other filters fit.
        when: Place in time of each record, a place in UNDATED, PAST, RUNNING, COMING.
    """

    part: Columns
    every: Mask
    besides: Mapping[str, Mask]
    when: NDArray[np.uint8]

    def total(self) -> int:
        """Count what is left."""
        return int(np.count_nonzero(self.every))


def choose(
    part: Columns, filters: Filters, *, today: date, hits: Numbers | None = None
) -> Chosen:
    """Apply filters to a part.

    Args:
        part: The records.
        filters: What is looked for; its words are what gave ``hits``.
        today: The day the present is seen from.
        hits: Keys of records with the words, in any order; None when no words are given.
    """
    when = _when(part, day_number(today))
    base = part.alive
    if hits is not None:
        base = base & np.isin(part.key, hits)
    if filters.since is not None:
        base = base & (part.ends >= day_number(filters.since))
    if filters.until is not None:
        base = base & (part.starts <= day_number(filters.until)) & (part.starts != NO_DAY)
    fits = {
        name: _fits(part, when, name, getattr(filters, name))
        for name in FACETS if getattr(filters, name)
    }
    every = _all([base, *fits.values()])
    besides = {
        name: _all([base, *(mask for other, mask in fits.items() if other != name)])
        for name in fits
    }
    return Chosen(part=part, every=every, besides=besides, when=when)


def _all(masks: Sequence[Mask]) -> Mask:
    found = masks[0]
    for mask in masks[1:]:
        found = found & mask
    return found


def _when(part: Columns, today: int) -> NDArray[np.uint8]:
    when = (part.ends >= today).astype(np.uint8) + (part.starts > today) + np.uint8(1)
    return np.asarray(np.where(part.starts == NO_DAY, 0, when), dtype=np.uint8)


def _fits(part: Columns, when: NDArray[np.uint8], name: str, values: Sequence[str]) -> Mask:
    """Tell for each record whether it has any of the values of a facet."""
    if name in _BITS:
        known, column = _BITS[name]()
        wanted = sum(1 << place for place, code in enumerate(known) if code in values)
        held = getattr(part, column)
        return np.asarray((held & held.dtype.type(wanted)) != 0)
    if name == "states":
        numbers = [state_number(code) for code in values]
        found = np.zeros(len(part), dtype=np.bool_)
        found[part.state_row[np.isin(part.state, numbers)]] = True
        return found
    if name == "providers":
        wanted_codes = [int(code) for code in values if code.lstrip("-").isdecimal()]
        return np.isin(part.provider_codes, wanted_codes)[part.provider]
    known, held = (_WHEN, when) if name == "when" else (_LISTS[name][0], _held(part, name))
    table = np.array([code in values for code in known], dtype=np.bool_)
    return np.asarray(table[held])


def _held(part: Columns, name: str) -> NDArray[np.uint8]:
    held: NDArray[np.uint8] = getattr(part, _LISTS[name][1])
    return held


_LISTS: dict[str, tuple[tuple[str, ...], str]] = {
    "levels": (codes.LEVELS, "level"), "presences": (codes.PRESENCES, "presence"),
    "statuses": (codes.STATUSES, "status"), "sorts": (codes.SORTS, "sort"),
}
_BITS: dict[str, Callable[[], tuple[tuple[str, ...], str]]] = {
    "topics": lambda: (tuple(vocabulary().topics), "topics"),
    "audiences": lambda: (vocabulary().audiences, "audiences"),
    "languages": lambda: (codes.LANGUAGES, "languages"),
}


def facet_counts(chosen: Sequence[Chosen]) -> dict[str, dict[str, int]]:
    """Count values by facet over all parts; a facet's own choice does not narrow its counts.

    Values that occur nowhere, and what is not stated, are left out.
    """
    found: dict[str, dict[str, int]] = {name: {} for name in FACETS}
    for one in chosen:
        for name in FACETS:
            into = found[name]
            for value, count in _counted(one, name, one.besides.get(name, one.every)):
                into[value] = into.get(value, 0) + count
    return found


def _counted(one: Chosen, name: str, mask: Mask) -> list[tuple[str, int]]:
    part = one.part
    if name in _BITS:
        known, column = _BITS[name]()
        return _pairs(known, bit_counts(getattr(part, column)[mask]))
    if name == "states":
        numbers = np.bincount(part.state[mask[part.state_row]])
        return [(state_code(int(at)), int(numbers[at])) for at in np.flatnonzero(numbers)]
    if name == "providers":
        numbers = np.bincount(part.provider[mask], minlength=len(part.provider_codes))
        held = np.flatnonzero(numbers)
        return [(str(part.provider_codes[at]), int(numbers[at])) for at in held
                if part.provider_codes[at]]
    if name == "when":
        return _pairs(_WHEN, np.bincount(one.when[mask], minlength=len(_WHEN)))
    known, levels = _LISTS[name][0], _held(part, name)
    return _pairs(known, np.bincount(levels[mask], minlength=len(known)))


def _pairs(known: Sequence[str], numbers: Numbers) -> list[tuple[str, int]]:
    return [
        (str(code), int(number))
        for code, number in zip(known, numbers, strict=False) if code and number
    ]


def bit_counts(held: NDArray[np.unsignedinteger]) -> Numbers:
    """Count how often each bit is set, lowest first.

    >>> bit_counts(np.array([1, 3, 128], dtype=np.uint32))[:8].tolist()
    [2, 1, 0, 0, 0, 0, 0, 1]
    """
    size = held.dtype.itemsize
    octets = np.ascontiguousarray(held).astype(held.dtype.newbyteorder("<")).view(np.uint8)
    columns = octets.reshape(-1, size)
    counts = [np.bincount(columns[:, at], minlength=256) @ _BYTE_BITS for at in range(size)]
    return np.concatenate(counts).astype(np.int64)


def ordered(
    chosen: Sequence[Chosen], order: str, *, first: int, size: int,
    titled: Numbers | None = None,
) -> list[int]:
    """Return the keys of one page.

    Args:
        chosen: Parts to take from.
        order: Value of Order. Soonest: running and coming ones by their start, then undated,
            then past ones, latest first. Closest: words in the title first, then soonest.
        first: Place of the first key, from 0.
        size: Most keys.
        titled: Keys of records with the words in a title.
    """
    pieces = [_places(one, order, titled)[one.every] for one in chosen]
    places = np.concatenate(pieces) if pieces else np.zeros(0, dtype=np.int64)
    last = min(first + size, len(places))
    if last <= first:
        return []
    if last < len(places):
        places = np.partition(places, last - 1)[:last]
    mask = (1 << KEY_BITS) - 1
    return [int(place) & mask for place in np.sort(places)[first:last]]


def _places(one: Chosen, order: str, titled: Numbers | None) -> Numbers:
    """Return one number a record whose order is the wanted one and whose low bits are its key."""
    part = one.part
    middle = 1 << (_DAY_BITS - 1)
    day = part.starts.astype(np.int64)
    undated, past = one.when == 0, one.when == 1
    if order == Order.NEWEST:
        kind, down = undated.astype(np.int64), ~undated
    else:
        kind, down = undated + 2 * past.astype(np.int64), past
    day = np.where(undated, 0, np.where(down, -day, day)) + middle
    places: Numbers = kind * _CLASS + (day << KEY_BITS) + part.key
    if order == Order.CLOSEST and titled is not None:
        places = places + np.where(np.isin(part.key, titled), 0, _TITLE)
    return places
