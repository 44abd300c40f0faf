"""Words that tables and feeds use for columns and values, in six languages, as data."""

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from tutela.foundation.language import CODES
from tutela.registry.engine.vocabulary import names

_GAPS = re.compile(r"[\W_]+")


def key(text: str) -> str:
    """Return a text as it is compared: without case, accents, marks and punctuation.

    >>> key("  Côte d’Ivoire "), key("E-mail:")
    ('cote d ivoire', 'e mail')
    """
    plain = unicodedata.normalize("NFKD", text).casefold()
    bare = "".join(mark for mark in plain if not unicodedata.combining(mark))
    return _GAPS.sub(" ", bare.replace("ـ", "")).strip()


@cache
def table(name: str) -> Mapping[str, Any]:
    """Return one file of words: a language's code, or "states"."""
    text = files("tutela.registry").joinpath(f"data/exchange/{name}.toml").read_text("utf-8")
    return tomllib.loads(text)


@cache
def column_names() -> Mapping[str, str]:
    """Return the field of a record by the compared form of a column's name, in all languages."""
    found: dict[str, str] = {}
    # English last but one word in dispute: the earlier language keeps it, and English comes first.
    for language in ("en", *(code for code in CODES if code != "en")):
        for field, words in table(language)["columns"].items():
            for word in (*words, field):
                found.setdefault(key(word), field)
    return found


def column_name(field: str, language: str) -> str:
    """Return the name a column is written with; it is read back by that name.

    >>> column_name("starts", "fr")
    'Premier jour'
    """
    return str(table(language)["columns"][field][0])


@cache
def value_names(kind: str) -> Mapping[str, str]:
    """Return the value by the compared form of every word for it.

    Args:
        kind: "sort", "proficiency", "presence", "status", "cost_band", "topics" or "audiences".
    """
    return dict(_value_names(kind))


def _value_names(kind: str) -> Iterator[tuple[str, str]]:
    for language in reversed(CODES):
        if kind in {"topics", "audiences"}:
            if files("tutela.registry").joinpath(f"data/vocabulary/{language}.toml").is_file():
                for code, word in getattr(names(language), kind).items():
                    yield key(word), code
                    yield key(code), code
            continue
        for code, words in table(language)["values"][kind].items():
            for word in (*words, code):
                yield key(word), code


@cache
def language_names() -> Mapping[str, str]:
    """Return the code of a language by the compared form of its name in six languages."""
    return {
        key(word): code
        for language in CODES
        for code, words in table(language)["languages"].items()
        for word in words
    }
