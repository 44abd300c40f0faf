"""One value as it stands in a file, and how texts, dates and levels are read from it."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta

from tutela.foundation.errors import Place
from tutela.needs.engine.forms.reading import Ledger

type Raw = str | int | float | bool | None

EARLIEST = date(1945, 1, 1)
NOTE_LIMIT, TITLE_LIMIT, REFERENCE_LIMIT, NAME_LIMIT = 4000, 300, 500, 200
UNKNOWN, NOT_APPLICABLE = "unknown", "not-applicable"
UNKNOWN_MARK, NOT_APPLICABLE_MARK = "?", "×"

_EXCEL_DAYS = range(1, 2_958_466)
_WORDS = {
    "unknown": UNKNOWN, "?": UNKNOWN,
    "not-applicable": NOT_APPLICABLE, "not_applicable": NOT_APPLICABLE, "na": NOT_APPLICABLE,
    "n/a": NOT_APPLICABLE, "does-not-apply": NOT_APPLICABLE, "does_not_apply": NOT_APPLICABLE,
    "×": NOT_APPLICABLE,
}
_LEVEL = re.compile(r"([0-4])(?:\.0+)?\s*(?:$|[–—:·)-]\s*(.*))", re.DOTALL)
_MARK = re.compile(r"([?×])\s*[–—:·-]")
_DATE = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:[T ].*)?")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One value and its place.

    Attributes:
        raw: Text, number, truth or nothing.
        place: Where it stands.
        fault: Code of what is wrong with the cell itself, "" for nothing.
        epoch: Day zero of dates written as numbers.
    """

    raw: Raw
    place: Place
    fault: str = ""
    epoch: date = date(1899, 12, 30)

    @property
    def blank(self) -> bool:
        """Return whether nothing was written."""
        return not self.fault and (self.raw is None or not str(self.raw).strip())


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """An answer as chosen: a level 0..4, or None with ``word`` unknown or not-applicable."""

    level: int | None
    word: str = ""
    label: str = ""


def read_text(entry: Entry, *, ledger: Ledger, limit: int) -> str:
    """Return the text, "" when there is none or it cannot be taken."""
    if entry.fault:
        ledger.error(entry.fault, entry.place)
        return ""
    raw = entry.raw
    if raw is None:
        return ""
    if isinstance(raw, float) and raw.is_integer() and abs(raw) < 1e15:  # noqa: PLR2004 - exact
        raw = int(raw)
    text = unicodedata.normalize("NFC", str(raw).replace("\r\n", "\n").replace("\r", "\n")).strip()
    if len(text) > limit:
        ledger.error("text.too-long", entry.place, length=len(text), limit=limit)
        return ""
    if _CONTROL.search(text):
        ledger.error("text.control", entry.place)
        return ""
    return text


def read_date(entry: Entry, *, ledger: Ledger, today: date) -> date | None:
    """Return the day, None when there is none or it cannot be taken."""
    if entry.fault:
        ledger.error(entry.fault, entry.place)
        return None
    if entry.blank:
        return None
    day = _as_date(entry)
    if day is None:
        ledger.error("date.unreadable", entry.place, value=shown(entry.raw))
    elif day > today:
        ledger.error("date.future", entry.place, value=day.isoformat())
    elif day < EARLIEST:
        ledger.error("date.early", entry.place, value=day.isoformat(), earliest=EARLIEST.year)
    else:
        return day
    return None


def _as_date(entry: Entry) -> date | None:
    raw = entry.raw
    try:
        if isinstance(raw, int | float) and not isinstance(raw, bool):
            known = int(raw) in _EXCEL_DAYS
            return entry.epoch + timedelta(days=int(raw)) if known else None
        text = "".join(_plain_digit(mark) for mark in str(raw).strip())
        match = _DATE.fullmatch(text)
        return date(int(match[1]), int(match[3]), int(match[4])) if match else None
    except (ValueError, OverflowError):
        return None


def _plain_digit(mark: str) -> str:
    # Arabic-Indic digits and full-width ones are what some keyboards write.
    digit = unicodedata.decimal(mark, None)
    return mark if digit is None else str(digit)


def read_choice(entry: Entry, *, ledger: Ledger) -> Choice | None:
    """Return what was chosen, None when nothing was, or it is no answer."""
    if entry.fault:
        ledger.error(entry.fault, entry.place)
        return None
    if entry.blank:
        return None
    text = str(entry.raw).strip()
    text = _plain_digit(text[0]) + text[1:]
    if not isinstance(entry.raw, bool):
        if word := _WORDS.get(text.casefold().replace(" ", "-")):
            return Choice(level=None, word=word)
        if mark := _MARK.match(text):
            word = UNKNOWN if mark[1] == UNKNOWN_MARK else NOT_APPLICABLE
            return Choice(level=None, word=word)
        if match := _LEVEL.fullmatch(text):
            return Choice(level=int(match[1]), label=(match[2] or "").strip())
    ledger.error("level.unknown", entry.place, value=shown(entry.raw))
    return None


def shown(raw: object) -> str:
    """Return a value as it may stand in a message: short, on one line."""
    text = " ".join(str(raw).split())
    text = _CONTROL.sub("\N{REPLACEMENT CHARACTER}", text)
    return text if len(text) <= 60 else f"{text[:57]}..."  # noqa: PLR2004 - one line of a message
