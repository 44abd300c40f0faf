"""Paragraphs that stand in every project document, in six languages: data/document/*.toml."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True, kw_only=True)
class Risk:
    """One line of the risk register.

    Attributes:
        risk: What may happen.
        likelihood: "low", "medium" or "high".
        impact: "low", "medium" or "high".
        answer: What is done about it.
        owner: Who sees to it.
    """

    risk: str
    likelihood: str
    impact: str
    answer: str
    owner: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """All of them in one language.

    Attributes:
        sections: Paragraphs by section.
        lists: Items of lists by section.
        risks: The register, by code.
    """

    sections: Mapping[str, tuple[str, ...]]
    lists: Mapping[str, tuple[str, ...]]
    risks: Mapping[str, Risk]


@cache
def standing(language: str) -> Standing:
    """Return the paragraphs in one of the six languages.

    >>> sorted(standing("en").sections)[:2]
    ['activities', 'budget']
    """
    path = files("tutela.planning").joinpath(f"data/document/{language}.toml")
    table = tomllib.loads(path.read_text("utf-8"))
    return Standing(
        sections={code: tuple(items) for code, items in table["sections"].items()},
        lists={code: tuple(items) for code, items in table["lists"].items()},
        risks={code: Risk(**row) for code, row in table["risks"].items()},
    )
