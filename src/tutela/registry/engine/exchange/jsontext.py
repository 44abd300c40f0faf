"""Read JSON that somebody else wrote: measured first, without repeated keys or odd numbers."""

import json
from collections import Counter
from typing import Any

from tutela.foundation.errors import Place
from tutela.registry.engine.exchange.faults import refusal
from tutela.registry.engine.exchange.texts import shown

LARGEST = 50_000_000
"""Largest JSON file, in bytes; it is held in memory as a whole."""
MOST_CONTAINERS, MOST_VALUES, DEEPEST = 1_000_000, 5_000_000, 30


class _RepeatedKeyError(ValueError):
    """A key stands twice in one object: programs differ in which one they take."""


def load(data: bytes, *, place: Place) -> Any:
    """Return the value of a JSON text.

    Args:
        data: UTF-8 with or without its mark.
        place: The file, or the place of the text in it.

    Raises:
        InputRefused: Damaged, nested too deeply, too many values, or a key twice in an object.
    """
    for count, limit in ((data.count(b"{") + data.count(b"["), MOST_CONTAINERS),
                         (data.count(b","), MOST_VALUES)):
        if count > limit:
            raise refusal("json.many", place, limit=limit)
    try:
        text = data.decode("utf-8-sig")
        value = json.loads(text, object_pairs_hook=_once, parse_constant=_refuse)
    except RecursionError as fault:
        raise refusal("json.deep", place) from fault
    except UnicodeDecodeError as fault:
        raise refusal("json.damaged", place, reason="it is not UTF-8") from fault
    except json.JSONDecodeError as fault:
        line = Place(file=place.file, row=fault.lineno, field=place.field)
        raise refusal("json.damaged", line, reason=shown(fault.msg)) from fault
    except ValueError as fault:
        raise refusal("json.damaged", place, reason=shown(fault)) from fault
    if _depth(value) > DEEPEST:
        raise refusal("json.deep", place)
    return value


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    table = dict(pairs)
    if len(table) < len(pairs):
        repeated = Counter(name for name, _ in pairs).most_common(1)[0][0]
        raise _RepeatedKeyError(f"“{shown(repeated)}” stands twice in one object")
    return table


def _refuse(word: str) -> None:
    raise ValueError(f"{word} is not a JSON number")


def _depth(value: Any) -> int:
    depth, level = 0, [value]
    while level and depth <= DEEPEST:
        depth += 1
        level = [child for item in level if isinstance(item, dict | list)
                 for child in (item.values() if isinstance(item, dict) else item)]
    return depth


def listed(value: Any) -> list[Any]:
    """Return a list as it is, nothing as an empty one, anything else as a list of one.

    >>> listed(None), listed("a"), listed(["a", "b"])
    ([], ['a'], ['a', 'b'])
    """
    if value is None:
        return []
    return value if isinstance(value, list) else [value]
