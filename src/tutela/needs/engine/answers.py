"""Answers: what each agency said, on which evidence, and how the focal point settled it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class AnswerState(StrEnum):
    """How far an answer can be relied on. Unknown is not zero: it is the absence of an answer."""

    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not-applicable"
    ASSERTED = "asserted"
    EVIDENCED = "evidenced"
    VERIFIED = "verified"
    CONTESTED = "contested"


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One piece of evidence for an answer.

    Attributes:
        level: Level it supports, 1..4.
        title: What it is.
        dated: Day from which it ages.
        reference: File name, link or archive number.
        note: Anything a reader should know.
    """

    level: int
    title: str
    dated: date
    reference: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What one agency answered to one indicator.

    Attributes:
        indicator: Code.
        agency: Key of the agency within the answer set.
        state: UNKNOWN, NOT_APPLICABLE, ASSERTED, EVIDENCED or VERIFIED. CONTESTED is never given:
            it results when agencies disagree.
        level: 0..4; None when unknown or not applicable.
        answered: Day of the answer.
        note: Words of the agency.
        evidence: In the order given.
    """

    indicator: str
    agency: str
    state: AnswerState
    level: int | None
    answered: date
    note: str = ""
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Settlement:
    """How the focal point settled an indicator that agencies answered differently.

    Attributes:
        indicator: Code.
        level: Level that stands; None for "does not apply".
        reason: Why, for the record.
        settled: Day.
    """

    indicator: str
    level: int | None
    reason: str
    settled: date


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerSet:
    """Everything one State answered in one assessment.

    Attributes:
        country: ISO 3166-1 alpha-3, or a user-assigned code (XAA..XXZ) for an invented State.
        country_names: Name by language, for codes that are not in the table of countries.
        title: Title of the assessment.
        instrument_version: Version the codes belong to.
        agencies: Name by key, in the order they were invited.
        answers: At most one of each agency to each indicator.
        settlements: By indicator code.
        targets: Levels the State itself aims at, by indicator; others take the instrument's.
    """

    country: str
    country_names: Mapping[str, str]
    title: str
    instrument_version: int
    agencies: Mapping[str, str]
    answers: tuple[Answer, ...]
    settlements: Mapping[str, Settlement] = field(default_factory=dict)
    targets: Mapping[str, int] = field(default_factory=dict)
