"""Skill statements, knowledge checks and context questions: structure and words."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from tutela.foundation.digest import digest_of

LEVELS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One item, without words.

    Attributes:
        code: S and two digits for a skill, K for a knowledge check, Q for a context question.
        indicators: Indicators of the instrument it belongs to.
        answer: Number of the right option of a check, from 0; -1 otherwise.
        fact: Open fact that decides whether a context question is asked, "" for always.
        below: It is asked when the fact is below this percentage, or unknown.
    """

    code: str
    indicators: tuple[str, ...] = ()
    answer: int = -1
    fact: str = ""
    below: float = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemWords:
    """One item in one language.

    Attributes:
        text: The statement or question.
        options: What can be chosen; () for free words and for skills.
        explanation: Why the right option is right; "" unless it is a check.
        stale: Whether the English changed after this was written.
    """

    text: str
    options: tuple[str, ...] = ()
    explanation: str = ""
    stale: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SkillWords:
    """All words in one language: the five anchors of the scale, and each item by code."""

    language: str
    anchors: tuple[str, ...]
    items: Mapping[str, ItemWords]


def _table(name: str) -> dict[str, Any]:
    text = files("tutela.needs").joinpath(f"data/skills/{name}.toml").read_text("utf-8")
    return tomllib.loads(text)


@cache
def items() -> Mapping[str, Item]:
    """Return every item by code: skills, checks, context questions."""
    table = _table("structure")
    found = {
        code: Item(code=code, indicators=tuple(row["indicators"]), answer=row.get("answer", -1))
        for kind in ("skills", "checks")
        for code, row in table[kind].items()
    }
    asked = {code: Item(code=code, **row) for code, row in table["context"].items()}
    return found | asked


def item_digest(entry: Mapping[str, Any]) -> str:
    """Return the digest of an English entry that its translations carry: 12 hex digits."""
    names = ("statement", "question", "options", "explanation")
    return digest_of({name: entry[name] for name in names if name in entry})[:12]


@cache
def skill_words(language: str) -> SkillWords:
    """Return the words in one of the six languages; English where nobody translated them yet.

    >>> skill_words("en").anchors[0]
    'I have never done this.'
    """
    folder = files("tutela.needs").joinpath("data/skills")
    english = _table("en")
    there = folder.joinpath(f"{language}.toml").is_file()
    table = _table(language) if there else english
    found = {}
    for kind in ("skills", "checks", "context"):
        for code, row in table[kind].items():
            stale = there and language != "en" and row["english"] != item_digest(
                english[kind][code]
            )
            found[code] = ItemWords(
                text=row.get("statement") or row["question"],
                options=tuple(row.get("options", ())),
                explanation=row.get("explanation", ""),
                stale=stale or not there,
            )
    return SkillWords(language=language, anchors=tuple(table["anchors"]), items=found)
