"""The catalogue of activity types: what each does, for whom, at what cost, and what makes it last.

Structure lives in data/catalogue/structure.toml; words in data/catalogue/<language>.toml, each
translated entry with the digest of the English it was made from, so stale words show.
Source: E/CN.15/2014, paras 25-38.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """What one activity is expected to do to one indicator in one State.

    Attributes:
        levels: By how many levels it rises, above 0 to 4.
        ceiling: Level above which this activity does not take it, 1..4.
        basis: "judgement", or the source of the number in a few words.
    """

    levels: float
    ceiling: int = 4
    basis: str = "judgement"


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityType:
    """One type of activity, without words. Money in whole US dollars, days in working days.

    Attributes:
        code: A word with hyphens, unique and never reused.
        topics: Codes of the registry's vocabulary; decide what counts as covered already.
        audiences: Codes of the registry's vocabulary.
        proficiency: "awareness", "practitioner", "advanced" or "trainer".
        sort: Sort of the registry: "course", "equipment" and so on.
        presence: "onsite", "online" or "hybrid".
        paragraphs: Paragraphs of E/CN.15/2014 it answers.
        effects: By indicator code of the needs instrument.
        requires: Codes of types that must come first in the same State (or be covered there).
        days: Length of one delivery.
        seats: Places in one delivery, 0 where people are not counted.
        trainer_days: Trainer-days one delivery takes, whatever the number of States.
        fixed_cost: Cost of one delivery, whatever the number of States.
        state_cost: Further cost for each State that takes part.
        most_states: States one delivery can serve; 1 means each State by itself.
        languages: Languages it can be given in now, sorted.
    """

    code: str
    topics: tuple[str, ...]
    audiences: tuple[str, ...]
    proficiency: str
    sort: str
    presence: str
    paragraphs: tuple[int, ...]
    effects: Mapping[str, Effect]
    requires: tuple[str, ...] = ()
    days: int = 5
    seats: int = 20
    trainer_days: int = 10
    fixed_cost: int = 0
    state_cost: int = 0
    most_states: int = 8
    languages: tuple[str, ...] = ("ar", "en", "es", "fr", "ru", "zh")


@dataclass(frozen=True, slots=True, kw_only=True)
class TypeWording:
    """One type in one language.

    Attributes:
        name: Short noun phrase.
        summary: What is done, one or two sentences.
        outcome: What is different afterwards, one sentence.
        lasting: What makes it last (para 38), one sentence.
        stale: Whether the English changed after this was written.
    """

    name: str
    summary: str
    outcome: str
    lasting: str
    stale: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """All types, by code, in the order of the table."""

    version: int
    types: Mapping[str, ActivityType]
