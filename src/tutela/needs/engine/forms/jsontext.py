"""Read JSON that somebody else wrote: measured first, without repeated keys or odd numbers."""

import json
from typing import Any

from tutela.needs.engine.forms.entries import shown
from tutela.needs.engine.forms.reading import Ledger

MOST_CONTAINERS, MOST_VALUES, DEEPEST = 200_000, 1_000_000, 20


class _RepeatedKeyError(ValueError):
    """A key stands twice in one object: programs differ in which one they take."""


def load_json(text: str, *, ledger: Ledger) -> Any:
    """Return the value, None when it was refused."""
    if text.count("{") + text.count("[") > MOST_CONTAINERS or text.count(",") > MOST_VALUES:
        ledger.error("file.too-many-values", limit=MOST_VALUES)
        return None
    try:
        value = json.loads(text, object_pairs_hook=_once, parse_constant=_refuse)
    except RecursionError:
        ledger.error("json.deep")
        return None
    except ValueError as fault:
        line = fault.lineno if isinstance(fault, json.JSONDecodeError) else 0
        reason = fault.msg if isinstance(fault, json.JSONDecodeError) else str(fault)
        ledger.error("json.damaged", ledger.place(row=line), reason=shown(reason))
        return None
    if _depth(value) > DEEPEST:
        ledger.error("json.deep")
        return None
    return value


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    table = dict(pairs)
    if len(table) < len(pairs):
        names = [name for name, _ in pairs]
        repeated = next(name for name in names if names.count(name) > 1)
        raise _RepeatedKeyError(f"“{shown(repeated)}” stands twice in one object")
    return table


def _refuse(word: str) -> None:
    raise ValueError(f"{word} is not a JSON number")


def _depth(value: Any) -> int:
    depth, level = 0, [value]
    while level:
        depth += 1
        level = [child for item in level if isinstance(item, dict | list)
                 for child in (item.values() if isinstance(item, dict) else item)]
        if depth > DEEPEST:
            break
    return depth
