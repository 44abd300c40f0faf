"""The six languages: names, direction, catalogues of messages, dates and numbers.

Month names and patterns come from CLDR through Babel at development time
(tools/countries.py); nothing is looked up at run time.
"""

import gettext
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path

CODES = ("ar", "zh", "en", "fr", "ru", "es")
"""The official languages of the United Nations, in the order of their English names."""

_TAGS = {"zh": "zh-hans"}
_FOLDERS = {"zh": "zh_Hans"}
"""Where the script must be said: Django's own Chinese texts live under zh_Hans, so ours do too."""

_FIRST_STRONG_ISOLATE, _LEFT_TO_RIGHT_ISOLATE, _POP = "\u2068", "\u2066", "\u2069"


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """One language of the platform.

    Attributes:
        code: ISO 639-1 code.
        name: English name.
        native: Its name in itself.
        rtl: Whether it is written from right to left.
        months: Twelve month names as they stand in a full date.
        date_pattern: Full date with ``{day}``, ``{month}`` and ``{year}``.
        decimal: Decimal separator.
        thousands: Group separator.
        percent: Pattern with ``{number}``.
    """

    code: str
    name: str
    native: str
    rtl: bool
    months: tuple[str, ...]
    date_pattern: str
    decimal: str
    thousands: str
    percent: str

    @property
    def direction(self) -> str:
        """Return "rtl" or "ltr"."""
        return "rtl" if self.rtl else "ltr"

    def date(self, day: date) -> str:
        """Write a full date with European digits.

        >>> language("fr").date(date(2026, 11, 23))
        '23 novembre 2026'
        """
        month = self.months[day.month - 1]
        return self.date_pattern.format(day=day.day, month=month, year=day.year)

    def number(self, value: float, places: int = 0) -> str:
        """Write a number with this language's separators.

        >>> language("en").number(1234.5, 1)
        '1,234.5'
        """
        plain = f"{value:,.{places}f}"
        separators: dict[str, str | int | None] = {",": self.thousands, ".": self.decimal}
        return plain.translate(str.maketrans(separators))

    def share(self, value: float, places: int = 0) -> str:
        """Write a share 0..1 as per cent.

        >>> language("en").share(0.254)
        '25%'
        """
        return self.percent.format(number=self.number(value * 100, places))


@cache
def languages() -> Mapping[str, Language]:
    """Return the six languages by code, in the order of CODES."""
    text = files("tutela.foundation").joinpath("data/languages.toml").read_text("utf-8")
    tables = tomllib.loads(text)
    return {
        code: Language(code=code, **{**tables[code], "months": tuple(tables[code]["months"])})
        for code in CODES
    }


def language(code: str) -> Language:
    """Return one language.

    Raises:
        KeyError: Not one of the six codes.
    """
    return languages()[code]


@cache
def catalogue(code: str) -> gettext.NullTranslations:
    """Return a language's catalogue of interface messages; English is the messages themselves."""
    folder = Path(str(files("tutela"))) / "locale"
    return gettext.translation("django", folder, [_FOLDERS.get(code, code)], fallback=True)


def tag(code: str) -> str:
    """Return the tag that web standards and Django use for one of the six codes.

    >>> tag("zh"), tag("fr")
    ('zh-hans', 'fr')
    """
    return _TAGS.get(code, code)


def from_tag(tag: str | None) -> str:
    """Return the code of a language tag; English for what is none of the six.

    >>> from_tag("zh-hans"), from_tag("pt-br"), from_tag("fr-CA")
    ('zh', 'en', 'fr')
    """
    code = (tag or "").lower().split("-")[0]
    return code if code in CODES else "en"


def isolate(text: str, *, ltr: bool = False) -> str:
    """Wrap foreign text in invisible isolates, so that its punctuation stays where it belongs.

    Args:
        text: The text to set apart.
        ltr: Force left to right (codes, addresses, file names); otherwise the text decides.
    """
    if not text:
        return text
    return f"{_LEFT_TO_RIGHT_ISOLATE if ltr else _FIRST_STRONG_ISOLATE}{text}{_POP}"
