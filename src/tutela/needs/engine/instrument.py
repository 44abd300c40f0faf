"""The instrument: what is asked, why, on which ladder, of whom, by which paragraph.

Structure lives in data/instrument/structure.toml; words in data/instrument/<language>.toml,
each translated entry with the digest of the English it was made from, so stale words show.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

from tutela.foundation.digest import digest_of

LEVELS = (0, 1, 2, 3, 4)


class IndicatorKind(StrEnum):
    """What an indicator is about; it decides how fast evidence ages (data/kinds.toml)."""

    LAW = "LAW"
    UNIT = "UNIT"
    PROC = "PROC"
    SKILL = "SKILL"
    RES = "RES"
    CHAN = "CHAN"
    METRIC = "METRIC"
    AWARE = "AWARE"
    POLICY = "POLICY"


@dataclass(frozen=True, slots=True, kw_only=True)
class Equivalent:
    """Where another framework asks the same.

    Attributes:
        framework: Short name, for instance "Oxford CMM 2021".
        reference: Its own number or name of the item.
        verified: Whether one of us read it in the framework's own text.
    """

    framework: str
    reference: str
    verified: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """One question of the instrument, without words.

    Attributes:
        code: Letter of the domain and two digits, unique and never reused.
        domain: One letter.
        paragraphs: Paragraphs of E/CN.15/2014 that state the need.
        kind: Decides the half-life of evidence.
        respondents: Codes of who answers.
        core: Part of the short form.
        weight: Relative importance within its domain, 0.5..2.
        target: Level to aim at unless the State sets another, 1..4.
        measure: What is counted or named, in English, for analysts.
        mappings: Items of other frameworks.
    """

    code: str
    domain: str
    paragraphs: tuple[int, ...]
    kind: IndicatorKind
    respondents: tuple[str, ...]
    core: bool
    weight: float
    target: int
    measure: str
    mappings: tuple[Equivalent, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """One indicator in one language.

    Attributes:
        name: Short noun phrase for tables and charts.
        question: The question itself.
        why: Why it matters, one or two sentences.
        levels: Five statements, level 0..4, each includes those before.
        proofs: Four, what a State shows for levels 1..4.
        stale: Whether the English changed after this was written.
    """

    name: str
    question: str
    why: str
    levels: tuple[str, ...]
    proofs: tuple[str, ...]
    stale: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """All words of the instrument in one language.

    Attributes:
        language: One of the six codes.
        title: Name of the instrument.
        domains: Name by domain letter.
        domain_leads: One sentence by domain letter.
        respondents: Name by respondent code.
        kinds: Name by indicator kind.
        indicators: Wording by indicator code.
    """

    language: str
    title: str
    domains: Mapping[str, str]
    domain_leads: Mapping[str, str]
    respondents: Mapping[str, str]
    kinds: Mapping[str, str]
    indicators: Mapping[str, Wording]


@dataclass(frozen=True, slots=True, kw_only=True)
class Instrument:
    """One version of the instrument.

    Attributes:
        version: Whole number, rising.
        half_lives: Months after which evidence weighs half, by kind.
        indicators: By code, in the order of codes.
    """

    version: int
    half_lives: Mapping[IndicatorKind, int]
    indicators: Mapping[str, Indicator]

    @property
    def domains(self) -> tuple[str, ...]:
        """Return the domain letters in order."""
        return tuple(dict.fromkeys(item.domain for item in self.indicators.values()))

    def of_domain(self, domain: str) -> tuple[Indicator, ...]:
        """Return a domain's indicators in the order of codes."""
        return tuple(item for item in self.indicators.values() if item.domain == domain)


def _table(name: str) -> dict[str, Any]:
    text = files("tutela.needs").joinpath(f"data/instrument/{name}.toml").read_text("utf-8")
    return tomllib.loads(text)


@cache
def current_instrument() -> Instrument:
    """Return the newest version of the instrument.

    >>> current_instrument().indicators["C05"].paragraphs
    (14,)
    """
    table = _table("structure")
    indicators = {code: _indicator(code, row) for code, row in sorted(table["indicators"].items())}
    half_lives = {IndicatorKind(kind): months for kind, months in table["half_lives"].items()}
    return Instrument(version=table["version"], half_lives=half_lives, indicators=indicators)


def _indicator(code: str, row: dict[str, Any]) -> Indicator:
    return Indicator(
        code=code,
        domain=row["domain"],
        paragraphs=tuple(row["paragraphs"]),
        kind=IndicatorKind(row["kind"]),
        respondents=tuple(row["respondents"]),
        core=row["core"],
        weight=row["weight"],
        target=row["target"],
        measure=row["measure"],
        mappings=tuple(Equivalent(**item) for item in row.get("mappings", [])),
    )


def english_digest(entry: Mapping[str, Any]) -> str:
    """Return the digest of an English entry that its translations carry: 12 hex digits."""
    translated = ("name", "question", "why", "levels", "proofs")
    return digest_of({key: entry[key] for key in translated})[:12]


@cache
def words(language: str) -> Words:
    """Return the instrument's words in one of the six languages.

    >>> words("en").indicators["C05"].question
    'Can urgent legal assistance be asked for at any hour?'
    """
    english, table = _table("en"), _table(language)
    indicators = {
        code: Wording(
            name=row["name"],
            question=row["question"],
            why=row["why"],
            levels=tuple(row["levels"]),
            proofs=tuple(row["proofs"]),
            stale=language != "en"
            and row["english"] != english_digest(english["indicators"][code]),
        )
        for code, row in table["indicators"].items()
    }
    plain = {name: table[name] for name in ("domains", "domain_leads", "respondents", "kinds")}
    return Words(language=language, title=table["title"], indicators=indicators, **plain)
