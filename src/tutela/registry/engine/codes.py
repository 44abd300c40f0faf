"""A record's facets as numbers, packed so that a million of them fit into memory and are counted.

Topics, audiences and languages are bits of one number each; States are numbers in a list.
"""

import hashlib
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from tutela.registry.engine.record import Activity, Presence, Proficiency, Sort, Status
from tutela.registry.engine.vocabulary import vocabulary
from tutela.registry.engine.words import folded

LANGUAGES = ("ar", "zh", "en", "fr", "ru", "es", "pt", "de", "it", "tr", "sw", "hi", "other")
"""Languages that are counted one by one; the rest is "other"."""
LEVELS = ("", *Proficiency)
PRESENCES = ("", *Presence)
STATUSES = ("", *Status)
SORTS = ("", *Sort)
"""Values by number; 0 stands for "not stated"."""
NO_DAY = np.iinfo(np.int32).min
"""Stands for a day that is not known; other days count from 1970-01-01."""
_EPOCH = date(1970, 1, 1)
_LETTERS = 26

ROW = np.dtype([
    ("key", "<i8"), ("provider", "<i8"), ("topics", "<u8"), ("audiences", "<u4"),
    ("languages", "<u4"), ("starts", "<i4"), ("ends", "<i4"), ("sort", "u1"), ("level", "u1"),
    ("presence", "u1"), ("status", "u1"), ("states", "<u2"), ("unused", "<u2"),
])
"""One record; ``states`` counts the numbers that follow for it in the list of States."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Packed:
    """One record's codes as bytes: a ROW, and a number of two bytes for each State."""

    row: bytes
    states: bytes


def pack(key: int, activity: Activity) -> Packed:
    """Pack the facets of an activity; codes the vocabulary does not know are left out."""
    known = vocabulary()
    states = sorted({number for code in activity.states if (number := state_number(code))})
    first, last = span(activity)
    row = np.zeros((), dtype=ROW)
    row["key"], row["provider"] = key, provider_code(activity.provider)
    row["topics"] = _bits(activity.topics, tuple(known.topics))
    row["audiences"] = _bits(activity.audiences, known.audiences)
    spoken = {code if code in LANGUAGES else "other" for code in activity.languages}
    row["languages"] = _bits(tuple(spoken), LANGUAGES)
    row["starts"], row["ends"] = day_number(first), day_number(last)
    row["sort"] = SORTS.index(activity.sort)
    row["level"] = LEVELS.index(activity.proficiency or "")
    row["presence"] = PRESENCES.index(activity.presence or "")
    row["status"] = STATUSES.index(activity.status or "")
    row["states"] = len(states)
    return Packed(row=row.tobytes(), states=np.array(states, dtype="<u2").tobytes())


def span(activity: Activity) -> tuple[date | None, date | None]:
    """Return the first and last day; where one is missing the other stands for both."""
    return activity.starts or activity.ends, activity.ends or activity.starts


def day_number(day: date | None) -> int:
    """Count days from 1970-01-01; NO_DAY when there is none."""
    return NO_DAY if day is None else (day - _EPOCH).days


def day_of(number: int) -> date | None:
    """Return the day of a number."""
    return None if number == NO_DAY else _EPOCH + timedelta(days=int(number))


def state_number(code: str) -> int:
    """Number a code of three capital letters from 1; 0 for anything else.

    >>> state_number("AAA"), state_number("XMA"), state_number("")
    (1, 15861, 0)
    """
    if len(code) != 3 or not (code.isascii() and code.isupper()):  # noqa: PLR2004 - alpha-3
        return 0
    first, second, third = (ord(letter) - ord("A") for letter in code)
    return (first * _LETTERS + second) * _LETTERS + third + 1


def state_code(number: int) -> str:
    """Return the code of a number, which must not be 0.

    >>> state_code(state_number("XMA"))
    'XMA'
    """
    rest, third = divmod(int(number) - 1, _LETTERS)
    return "".join(chr(ord("A") + letter) for letter in (*divmod(rest, _LETTERS), third))


def provider_code(name: str) -> int:
    """Return a number for a provider's name, the same for each way to write it; 0 for none.

    >>> provider_code("Harbour  Foundation") == provider_code("HARBOUR FOUNDATION")
    True
    """
    plain = " ".join(folded(name).split())
    if not plain:
        return 0
    return int.from_bytes(hashlib.sha256(plain.encode()).digest()[:8], "big", signed=True)


def _bits(codes: tuple[str, ...], known: tuple[str, ...]) -> int:
    return sum(1 << place for place, code in enumerate(known) if code in codes)
