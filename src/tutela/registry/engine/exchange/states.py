"""Names and codes of States, as sources write them."""

import re
from collections.abc import Mapping
from functools import cache

from rapidfuzz import process

from tutela.foundation.country import countries
from tutela.foundation.language import CODES
from tutela.people.engine.states import INVENTED, is_state, state_name
from tutela.registry.engine.exchange.texts import UnreadableError, shown, text
from tutela.registry.engine.exchange.words import key, table

_CODE = re.compile(r"[A-Za-z]{2,3}")
_LEAST = 75


@cache
def _names() -> Mapping[str, str]:
    found: dict[str, str] = {}
    for code, country in countries().items():
        found |= {key(country.name(language)): code for language in CODES}
    for code in INVENTED:
        found |= {key(state_name(code, language)): code for language in CODES}
        found[key(INVENTED[code].rsplit(" of ", 1)[-1])] = code
    for code, words in table("states")["also"].items():
        found |= {key(word): code for word in words}
    return found


@cache
def _ambiguous() -> Mapping[str, tuple[str, ...]]:
    return {key(word): tuple(codes) for word, codes in table("states")["ambiguous"].items()}


@cache
def _alpha2() -> Mapping[str, str]:
    return {country.alpha2: code for code, country in countries().items()}


def state(raw: object) -> str:
    """Return the three-letter code of a State from its name in any language, or its code.

    Raises:
        UnreadableError: Unknown, with close names; or a name of more than one State.

    >>> state("Кения"), state("ke"), state("XMA"), state("Marevia")
    ('KEN', 'KEN', 'XMA', 'XMA')
    """
    words = text(raw)
    wanted = key(words)
    if wanted in _ambiguous():
        close = ", ".join(f"{state_name(code)} ({code})" for code in _ambiguous()[wanted])
        raise UnreadableError("state.ambiguous", value=shown(raw), close=close)
    if wanted in _names():
        return _names()[wanted]
    code = words.upper()
    if _CODE.fullmatch(words) and (is_state(code) or code in _alpha2()):
        return _alpha2().get(code, code)
    near = process.extract(wanted, list(_names()), limit=4)
    codes = dict.fromkeys(_names()[name] for name, score, _ in near if score >= _LEAST)
    if codes:
        close = ", ".join(f"{state_name(code)} ({code})" for code in list(codes)[:3])
        raise UnreadableError("state.close", value=shown(raw), close=close)
    raise UnreadableError("state.unknown", value=shown(raw))


def is_known(raw: str) -> bool:
    """Return whether a text is exactly one State's name or code."""
    try:
        state(raw)
    except UnreadableError:
        return False
    return True
