"""The words of activity types in six languages, with the programme body's own words over them.

Words live in data/catalogue/<language>.toml; each translated entry carries the digest of the
English it was made from, so stale words show.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from importlib.resources import files
from typing import Any

from tutela.foundation.digest import digest_of
from tutela.foundation.errors import N_, Problem
from tutela.foundation.language import CODES
from tutela.planning.engine.catalogue import TypeWording
from tutela.planning.engine.catalogue_file import WORDS, CatalogueRefused, Edits
from tutela.planning.engine.catalogue_rows import place_of

PARTS = ("name", "summary", "outcome", "lasting")
LONGEST: Mapping[str, int] = {"name": 200, "summary": 1_000, "outcome": 500, "lasting": 500}
"""Characters."""


def english_digest(entry: Mapping[str, Any]) -> str:
    """Return the digest of an English entry that its translations carry: 12 hex digits."""
    return digest_of({part: entry[part] for part in PARTS})[:12]


@cache
def catalogue_words(language: str) -> Mapping[str, TypeWording]:
    """Return the words of every type in one of the six languages, by code.

    >>> catalogue_words("en")["child-interview"].name
    'Course on interviewing children'
    """
    english = _table("en")
    return {
        code: _wording(
            row, stale=language != "en" and row["english"] != english_digest(english[code])
        )
        for code, row in _table(language).items()
    }


def words_with(edits: Edits, *, language: str) -> Mapping[str, TypeWording]:
    """Return the words of every type, with the words that edits carry in their place.

    Where an edit has words in another language only, these are shown and marked stale: its own
    English for a new type, and the translation that came with the programme for a type whose
    English was edited.

    Raises:
        CatalogueRefused: Words of an edit have faults; each is named with its type and field.
    """
    words = dict(catalogue_words(language))
    problems: list[Problem] = []
    for code, edit in edits.items():
        if not isinstance(edit, Mapping):
            words.pop(code, None)
            continue
        if WORDS not in edit and code in words:
            continue
        faults = _problems(code, edit.get(WORDS))
        problems += faults
        if not faults:
            words[code] = _edited(edit[WORDS], words.get(code), language)
    if problems:
        raise CatalogueRefused(problems)
    return words


def _edited(
    given: Mapping[str, Mapping[str, str]], own: TypeWording | None, language: str
) -> TypeWording:
    if language in given:
        return _wording(given[language])
    if own is not None:
        return replace(own, stale=True)
    other = next(code for code in ("en", *CODES) if code in given)
    return _wording(given[other], stale=True)


def _wording(row: Mapping[str, str], *, stale: bool = False) -> TypeWording:
    return TypeWording(
        name=row["name"],
        summary=row["summary"],
        outcome=row["outcome"],
        lasting=row["lasting"],
        stale=stale,
    )


def _problems(code: str, given: object) -> list[Problem]:
    if not isinstance(given, Mapping) or not given or set(given) - set(CODES):
        return [
            Problem(
                code="planning.catalogue-words",
                template=N_("Words are needed here in at least one of these languages: {choices}."),
                place=place_of(code, WORDS),
                params={"choices": ", ".join(CODES)},
            )
        ]
    return [
        Problem(
            code="planning.catalogue-words",
            template=N_("A text of at most {longest} characters is needed here, and no other "
                        "parts than {parts}."),
            place=place_of(code, f"{WORDS}.{language}.{part}"),
            params={"longest": LONGEST.get(part, 0), "parts": ", ".join(PARTS)},
        )
        for language, texts in given.items()
        for part in _faulty(texts)
    ]


def _faulty(texts: object) -> tuple[str, ...]:
    if not isinstance(texts, Mapping):
        return PARTS
    wrong = [
        part
        for part in PARTS
        if not isinstance(text := texts.get(part), str)
        or not text.strip()
        or len(text) > LONGEST[part]
    ]
    return (*wrong, *sorted(str(part) for part in texts if part not in PARTS))


def _table(language: str) -> dict[str, Any]:
    path = files("tutela.planning").joinpath(f"data/catalogue/{language}.toml")
    table: dict[str, Any] = tomllib.loads(path.read_text("utf-8"))["types"]
    return table
