"""What a process keeps of what it read, for as long as the database says that it still holds.

Each entry has a key, which names the viewer's organisation, and a stamp, which is read from the
database each time: the entry is used only while the stamp is the same. Nothing is kept, and
nothing kept is used, inside a transaction: what is read there may never be committed.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Any

from django.db import connection

MOST = 200
"""Entries that a process keeps; the one unused for the longest goes first."""


@dataclass(slots=True)
class _Memory:
    entries: OrderedDict[Hashable, tuple[Hashable, Any]] = field(default_factory=OrderedDict)
    lock: threading.Lock = field(default_factory=threading.Lock)


_memory = _Memory()


def kept[Value](key: Hashable, stamp: Hashable, make: Callable[[], Value]) -> Value:
    """Return what was made for this key and stamp before, or make it.

    Args:
        key: What it is and for whom: the viewer's organisation must be in it.
        stamp: Changes with every write that changes the value. Read it before ``make`` reads.
        make: Makes the value, which nobody may change afterwards.
    """
    if connection.in_atomic_block:
        return make()
    place = (str(connection.settings_dict["NAME"]), key)
    with _memory.lock:
        found = _memory.entries.get(place)
        if found is not None and found[0] == stamp:
            _memory.entries.move_to_end(place)
            value: Value = found[1]
            return value
    made = make()
    with _memory.lock:
        _memory.entries[place] = (stamp, made)
        _memory.entries.move_to_end(place)
        while len(_memory.entries) > MOST:
            _memory.entries.popitem(last=False)
    return made


def forget() -> None:
    """Forget everything that is kept."""
    with _memory.lock:
        _memory.entries.clear()
