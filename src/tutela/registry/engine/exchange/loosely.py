"""Free words of feeds: taken where they are ours in any language, left alone where they are not.

A feed's own categories and keywords are not wrong because Tutela does not know them; they are for
the classification, which a person confirms. Dates, numbers and States of a feed are not loose.
"""

import re
from collections.abc import Iterable
from enum import StrEnum

from tutela.registry.engine.exchange.states import is_known, state
from tutela.registry.engine.exchange.words import key, value_names
from tutela.registry.engine.record import Site

_LINK = re.compile(r"https?://\S+")
_SHORTEST_NAME = 4
_MOST_PARTS = 12


def codes(words: Iterable[object], *, name: str) -> tuple[str, ...]:
    """Return the codes of the topics or audiences that some words name exactly, sorted."""
    known = value_names(name)
    said = (key(word) for word in words if isinstance(word, str))
    return tuple(sorted({known[word] for word in said if word in known}))


def first[Kind: StrEnum](words: Iterable[object], *, kind: type[Kind], name: str) -> Kind | None:
    """Return the first choice that one of the words stands for, None without one."""
    known = value_names(name)
    for word in words:
        if isinstance(word, str) and key(word) in known:
            return kind(known[key(word)])
    return None


def site(words: str) -> Site | None:
    """Return the State and town of a place in free words; None without any.

    >>> site("Harbour Hall, Port Amel, Marevia")
    Site(state='XMA', town='Harbour Hall, Port Amel', latitude=None, longitude=None)
    """
    parts = [part.strip() for part in _LINK.sub("", words).replace("\n", ",").split(",")]
    parts = [part for part in parts if part][:_MOST_PARTS]
    code = ""
    # Short words are more often parts of an address than codes of States.
    if parts and len(parts[-1]) >= _SHORTEST_NAME and is_known(parts[-1]):
        code = state(parts.pop())
    town = ", ".join(parts)
    return Site(state=code, town=town) if code or town else None
