"""Days as people write them: ISO, numbers of a spreadsheet, words, or figures of a stated order."""

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from functools import cache

from tutela.foundation.language import languages
from tutela.registry.engine.exchange.amounts import european_digits
from tutela.registry.engine.exchange.texts import UnreadableError, shown, text
from tutela.registry.engine.exchange.words import key

EARLIEST, LATEST = date(1945, 1, 1), date(2200, 12, 31)
EPOCH = date(1899, 12, 30)
"""Day zero of spreadsheets, but for those that count from 1904."""

_TIME = r"(?:[T ].{0,40})?"
_ISO = re.compile(r"(\d{4})(?:([-/.])(\d{1,2})\2(\d{1,2})|(\d{2})(\d{2}))" + _TIME, re.DOTALL)
_FIGURES = re.compile(r"(\d{1,2})[-/. ]{1,2}(\d{1,2})[-/. ]{1,2}(\d{4})" + _TIME, re.DOTALL)
_HAN = re.compile(r"(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日.{0,40}")
_WORDS = re.compile(
    r"(\d{1,2})\s(\w+)(?:\s\w{1,2})?\s(\d{4})(?:\s.{0,40})?|(\w+)\s(\d{1,2})\s(\d{4})"
)
_SERIALS = range(16_000, 110_000)
_MONTHS = 12


def day(raw: object, *, order: str = "", epoch: date = EPOCH) -> date:
    """Return a day.

    Args:
        raw: A date, a number of a spreadsheet, or text.
        order: "day", "month" or "iso"; "" when nobody has said.
        epoch: Day zero of numbers.

    Raises:
        UnreadableError: No date, out of range, or its order cannot be told.

    >>> day("2026-03-31T09:00:00Z"), day("31/3/2026"), day("12 mars 2026")
    (datetime.date(2026, 3, 31), datetime.date(2026, 3, 31), datetime.date(2026, 3, 12))
    """
    if isinstance(raw, datetime):
        found: date = raw.date()
    elif isinstance(raw, date):
        found = raw
    else:
        try:
            found = _read(raw, order=order, epoch=epoch)
        except (ValueError, OverflowError) as fault:
            raise UnreadableError("date.unreadable", value=shown(raw)) from fault
    if not EARLIEST <= found <= LATEST:
        raise UnreadableError("date.range", value=found.isoformat())
    return found


def _read(raw: object, *, order: str, epoch: date) -> date:
    if isinstance(raw, int | float) and not isinstance(raw, bool):
        if raw == raw and int(raw) in _SERIALS:  # noqa: PLR0124 - only "not a number" differs from itself
            return epoch + timedelta(days=int(raw))
        raise ValueError
    words = european_digits(text(raw, limit=200))
    if match := _ISO.fullmatch(words):
        return date(int(match[1]), int(match[3] or match[5]), int(match[4] or match[6]))
    if match := _HAN.fullmatch(words):
        return date(int(match[1]), int(match[2]), int(match[3]))
    if match := _FIGURES.fullmatch(words):
        return _ordered(int(match[1]), int(match[2]), int(match[3]), order=order, raw=raw)
    if match := _WORDS.fullmatch(key(words)):
        month = _months()[match[2] or match[4]]
        return date(int(match[3] or match[6]), month, int(match[1] or match[5]))
    raise ValueError


def _ordered(first: int, second: int, year: int, *, order: str, raw: object) -> date:
    if order == "day" or (order != "month" and (first > _MONTHS or first == second)):
        return date(year, second, first)
    if order == "month" or second > _MONTHS:
        return date(year, first, second)
    raise UnreadableError("date.order", value=shown(raw))


class _Months(dict[str, int]):
    def __missing__(self, word: str) -> int:
        raise ValueError(word)


@cache
def _months() -> Mapping[str, int]:
    found = _Months()
    for language in languages().values():
        for number, word in enumerate(language.months, start=1):
            found[key(word)] = number
            if language.code in {"en", "fr", "es"}:
                found.setdefault(key(word)[:3], number)
    return found


def order_of(values: Iterable[object]) -> str:
    """Return the order that the figures of a column prove: "day", "month", or "" if none does.

    >>> order_of(["03/04/2026", "25/04/2026"]), order_of(["03/04/2026"]), order_of(["2026-01-02"])
    ('day', '', 'iso')
    """
    proven, open_ones = set(), 0
    for raw in values:
        match = _FIGURES.fullmatch(european_digits(str(raw).strip()))
        if match and int(match[1]) > _MONTHS:
            proven.add("day")
        elif match and int(match[2]) > _MONTHS:
            proven.add("month")
        else:
            open_ones += bool(match)
    if len(proven) == 1:
        return proven.pop()
    return "" if proven or open_ones else "iso"
