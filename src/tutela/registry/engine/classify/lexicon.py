"""The words of the vocabulary as rules: what a title says when it means a topic."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from tutela.foundation.language import CODES

from .words import Phrase, Word, phrase

KINDS = ("topics", "audiences", "sorts", "proficiencies", "presences")
"""Tables of the vocabulary that carry words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A phrase that was found.

    Attributes:
        text: What matched, as the title writes it.
        language: Language of the phrase.
        parts: How many words the phrase asks for.
    """

    text: str
    language: str
    parts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """The phrases of one language.

    Attributes:
        language: One of the six codes.
        phrases: By kind and code, in the order of the vocabulary.
    """

    language: str
    phrases: Mapping[str, Mapping[str, tuple[Phrase, ...]]]


def table(language: str) -> dict[str, Any]:
    """Read the vocabulary of one language as it is written."""
    path = files("tutela.registry").joinpath(f"data/vocabulary/{language}.toml")
    return tomllib.loads(path.read_text("utf-8"))


@cache
def lexicon(language: str) -> Lexicon:
    """Return the phrases of one of the six languages."""
    read = table(language)
    phrases = {
        kind: {
            code: tuple(phrase(written) for written in _written(row))
            for code, row in read[kind].items()
        }
        for kind in KINDS
    }
    return Lexicon(language=language, phrases=phrases)


def _written(row: Any) -> Iterable[str]:
    listed = row["words"] if isinstance(row, dict) else row
    return (str(item) for item in listed)


_OTHERS = tuple(code for code in CODES if code != "en")


def _spoken(language: str) -> tuple[str, ...]:
    """Return the languages to try: the text's own first, English always."""
    return tuple(dict.fromkeys((language, "en"))) if language in CODES else ("en", *_OTHERS)


def matches(text: tuple[Word, ...], *, kind: str, language: str = "") -> dict[str, list[Match]]:
    """Find the phrases of a kind in one sentence.

    Args:
        text: Words of the sentence.
        kind: One of KINDS.
        language: Of the text; anything but one of the six codes tries all six, English first.
            English is always tried, because titles mix it in.

    Returns:
        Matches by code, codes in the order of the vocabulary, each text once.
    """
    found: dict[str, dict[str, Match]] = {}
    for code in _spoken(language):
        for item, phrases in lexicon(code).phrases[kind].items():
            for one in phrases:
                hit = one.find(text)
                if hit:
                    match = Match(text=hit, language=code, parts=len(one.parts))
                    found.setdefault(item, {}).setdefault(hit, match)
    return {item: list(hits.values()) for item, hits in found.items()}
