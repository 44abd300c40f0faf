"""Names and codes of States, as sources write them."""

import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache

from rapidfuzz import process

from tutela.foundation.country import countries
from tutela.foundation.language import CODES
from tutela.people.engine.states import INVENTED, is_state, state_name
from tutela.registry.engine.exchange.texts import UnreadableError, shown, text
from tutela.registry.engine.exchange.words import key, table

_CODE = re.compile(r"[A-Za-z]{2,3}")
_NAMED = re.compile(r"(.+)\(([A-Z]{3})\)", re.DOTALL)
_LEAST, _LONGEST = 75, 100


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

    >>> state("Кения"), state("ke"), state("Marevia"), state("Congo (COG)")
    ('KEN', 'KEN', 'XMA', 'COG')
    """
    words = text(raw)
    if found := _exact(words):
        return found
    wanted = key(words)
    if wanted in _ambiguous():
        close = _listed(_ambiguous()[wanted])
        raise UnreadableError("state.ambiguous", value=shown(raw), close=close)
    if codes := _close(wanted[:_LONGEST]):
        raise UnreadableError("state.close", value=shown(raw), close=_listed(codes))
    raise UnreadableError("state.unknown", value=shown(raw))


def _exact(words: str) -> str:
    """Return the code that a name or code stands for without doubt, "" for none."""
    if match := _NAMED.fullmatch(words):
        # The name must be that State's: "Kenya; Congo (COG)" names two of them.
        name, code = key(match[1]), match[2]
        codes = _ambiguous().get(name, ()) if name in _ambiguous() else (_names().get(name),)
        return code if code in codes else ""
    wanted = key(words)
    if wanted in _ambiguous():
        return ""
    if wanted in _names():
        return _names()[wanted]
    code = words.upper()
    if _CODE.fullmatch(words) and (is_state(code) or code in _alpha2()):
        return _alpha2().get(code, code)
    return ""


@lru_cache(maxsize=4096)
def _close(wanted: str) -> tuple[str, ...]:
    """Return the codes of States with names much like this one; kept, as one slip comes often."""
    near = process.extract(wanted, list(_names()), limit=4)
    return tuple(dict.fromkeys(_names()[name] for name, score, _ in near if score >= _LEAST))[:3]


def _listed(codes: Iterable[str]) -> str:
    return ", ".join(f"{state_name(code)} ({code})" for code in codes)


def is_known(raw: str) -> bool:
    """Return whether a text is exactly one State's name or code."""
    return bool(_exact(raw.strip()))
