"""The codes of shared records, loaded once a process and refreshed by the counter of changes."""

import threading
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from django.db import connection

from tutela.registry.engine.columns import Columns, columns
from tutela.registry.store.index import COUNTER
from tutela.registry.store.models import Counter, Entry, Record

LATE = 20_000
"""Changed records held beside the others before everything is loaded anew."""
_SLICE = 100_000


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Held:
    """What is known up to a change: most records, and those changed since they were loaded."""

    change: int
    loaded: int
    parts: tuple[Columns, ...]


@dataclass(slots=True)
class _Memory:
    held: dict[str, Held] = field(default_factory=dict)
    names: dict[tuple[str, int], str] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)


_memory = _Memory()


def shared_parts() -> tuple[Columns, ...]:
    """Return the codes of all shared records as they are now, in parts without overlap."""
    place = str(connection.settings_dict["NAME"])
    now = Counter.objects.filter(pk=COUNTER).values_list("value", flat=True).first() or 0
    held = _memory.held.get(place)
    if held is not None and held.change == now:
        return held.parts
    if connection.in_atomic_block:
        # What is read here may never be committed, so nobody else gets to see it.
        return _newer(held, now).parts
    with _memory.lock:
        held = _memory.held.get(place)
        if held is None or held.change < now:
            held = _memory.held[place] = _newer(held, now)
        elif held.change > now:
            held = _memory.held[place] = _newer(None, now)
    return held.parts


def provider_names(codes: Sequence[int]) -> dict[int, str]:
    """Name providers of shared records; each is read once a process, since a code has one name.

    Names that differ in case, marks or spaces have one code: the one met first is shown.
    """
    place = str(connection.settings_dict["NAME"])
    found = {code: name for code in codes if (name := _memory.names.get((place, code)))}
    missing = [code for code in codes if code not in found]
    if not missing:
        return found
    table = Record._meta.db_table
    # One record of each, not all: numbers alone are put into the statement.
    statement = " UNION ALL ".join(
        f"SELECT * FROM (SELECT provider_code, provider FROM {table} WHERE "  # noqa: S608 - see above
        f"provider_code = {code:d} AND visibility = 'shared' LIMIT 1) one" for code in missing
    )
    with connection.cursor() as cursor:
        cursor.execute(statement)
        read = {int(code): str(name) for code, name in cursor.fetchall()}
    if not connection.in_atomic_block:
        with _memory.lock:
            _memory.names.update({(place, code): name for code, name in read.items()})
    return {**found, **read}


def forget() -> None:
    """Forget everything that is held."""
    with _memory.lock:
        _memory.held.clear()
        _memory.names.clear()


def _newer(held: Held | None, now: int) -> Held:
    if held is None or held.change > now:
        return Held(change=now, loaded=now, parts=(_load(),))
    rows = list(
        Entry.objects.filter(change__gt=held.loaded).order_by("pk")[: LATE + 1]
        .values_list("record", "packed", "states")
    )
    if len(rows) > LATE:
        return Held(change=now, loaded=now, parts=(_load(),))
    keys = np.array([key for key, _, _ in rows], dtype=np.int64)
    late = columns(
        b"".join(bytes(packed) for _, packed, _ in rows),
        b"".join(bytes(states) for _, _, states in rows),
    )
    return Held(change=now, loaded=held.loaded, parts=(held.parts[0].without(keys), late))


def _load() -> Columns:
    """Load the codes of all shared records, some at a time."""
    table = Entry._meta.db_table
    pieces: list[tuple[bytes, bytes]] = []
    with connection.cursor() as cursor:
        last = 0
        while True:
            cursor.execute(_statement(table), [last, _SLICE])
            if connection.vendor == "postgresql":
                count, top, packed, states = cursor.fetchone()
                piece = (bytes(packed or b""), bytes(states or b""))
            else:
                rows = cursor.fetchall()
                count, top = len(rows), rows[-1][0] if rows else None
                piece = (b"".join(row[1] for row in rows), b"".join(row[2] for row in rows))
            if not count:
                break
            pieces.append(piece)
            last = top
    return columns(b"".join(one for one, _ in pieces), b"".join(two for _, two in pieces))


def _statement(table: str) -> str:
    rows = (
        f"SELECT record, packed, states FROM {table} "  # noqa: S608 - a table of ours
        "WHERE record > %s ORDER BY record LIMIT %s"
    )
    if connection.vendor != "postgresql":
        return rows
    return (
        "SELECT count(*), max(record), string_agg(packed, ''::bytea ORDER BY record), "  # noqa: S608 - see above
        f"string_agg(states, ''::bytea ORDER BY record) FROM ({rows}) some_rows"
    )
