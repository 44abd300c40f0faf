"""Numbers as people write them; what can be read in two ways is asked, not guessed."""

import math
import re
import unicodedata
from decimal import Decimal, InvalidOperation

from tutela.registry.engine.exchange.texts import UnreadableError, shown, text

_SPACES = re.compile("[\\s\u00a0\u202f\u2009'’]")
_NUMBER = re.compile(r"[+-]?\d[\d.,]*|[+-]?\.\d+")
_GROUPS = re.compile(r"[+-]?\d{1,3}([.,]\d{3})+")
_MOST = Decimal(10) ** 15
_LARGEST_INT = 10_000_000


def european_digits(words: str) -> str:
    """Return a text with the digits of any script as 0 to 9."""
    return "".join(
        mark if mark.isascii() or unicodedata.decimal(mark, None) is None
        else str(unicodedata.decimal(mark)) for mark in words
    )


def number(raw: object, *, decimal: str = "") -> Decimal:
    """Return an exact number.

    Args:
        raw: A number, or text with separators.
        decimal: Mark of decimals, "." or ","; "" when the source does not say.

    Raises:
        UnreadableError: No number, out of range, or thousands and decimals cannot be told apart.

    >>> number("1 234,50"), number("1.234.567"), number("١٢٥٠")
    (Decimal('1234.50'), Decimal('1234567'), Decimal('1250'))
    """
    if isinstance(raw, int | float) and not isinstance(raw, bool):
        if isinstance(raw, float) and not math.isfinite(raw):
            raise UnreadableError("number.unreadable", value=shown(raw))
        found = Decimal(repr(raw)) if isinstance(raw, float) else Decimal(raw)
    elif isinstance(raw, Decimal):
        found = raw
    else:
        found = _parsed(raw, decimal=decimal)
    if not found.is_finite() or abs(found) >= _MOST:
        raise UnreadableError("number.range", value=shown(raw))
    return found


def _parsed(raw: object, *, decimal: str) -> Decimal:
    words = _SPACES.sub("", european_digits(text(raw))).replace("٫", ".").replace("٬", ",")
    words = words.replace("−", "-")
    if not _NUMBER.fullmatch(words):
        raise UnreadableError("number.unreadable", value=shown(raw))
    mark = decimal or _mark(words, raw)
    grouping = "," if mark == "." else "."
    plain = words.replace(grouping, "").replace(mark, ".")
    try:
        return Decimal(plain)
    except InvalidOperation as fault:
        raise UnreadableError("number.unreadable", value=shown(raw)) from fault


def _mark(words: str, raw: object) -> str:
    dots, commas = words.count("."), words.count(",")
    if dots and commas:
        return "." if words.rindex(".") > words.rindex(",") else ","
    if dots > 1 or commas > 1:
        return "," if dots else "."
    # 1.250 is a thousand here and a little more than one there; 0.125 can only be decimals.
    if _GROUPS.fullmatch(words) and not words.lstrip("+-").startswith("0"):
        raise UnreadableError("number.ambiguous", value=shown(raw))
    return "," if commas else "."


def whole(raw: object) -> int:
    """Return a count, 0 or more.

    >>> whole("1,250"), whole(25.0)
    (1250, 25)
    """
    words = raw
    if isinstance(raw, str):
        bare = _SPACES.sub("", european_digits(text(raw)))
        # A count has no decimals, so its separators can only be those of thousands.
        words = bare.replace(",", "").replace(".", "") if _GROUPS.fullmatch(bare) else bare
    if isinstance(raw, bool):
        raise UnreadableError("number.whole", value=shown(raw))
    found = number(words)
    if found != found.to_integral_value():
        raise UnreadableError("number.whole", value=shown(raw))
    if not 0 <= found <= _LARGEST_INT:
        raise UnreadableError("number.range", value=shown(raw))
    return int(found)


def degrees(raw: object, *, limit: int) -> float:
    """Return an angle between -limit and limit."""
    words = text(raw).replace(",", ".") if isinstance(raw, str) else raw
    found = float(number(words, decimal="."))
    if abs(found) > limit:
        raise UnreadableError("number.range", value=shown(raw))
    return found
