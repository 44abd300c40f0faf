"""The catalogue of activity types: what each does, for whom, at what cost, and what makes it last.

Structure lives in data/catalogue/structure.toml; words in data/catalogue/<language>.toml, each
translated entry with the digest of the English it was made from, so stale words show.
Source: E/CN.15/2014, paras 25-38.
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


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


def reached(level: float, effects: Iterable[Effect]) -> float:
    """Return the level a State is expected to reach from a level, 0..4, by some effects together.

    They add up, those of the lowest ceiling first; none passes its own ceiling or lowers a level.

    >>> reached(1.0, [Effect(levels=1.5, ceiling=2), Effect(levels=0.5, ceiling=3)])
    2.5
    """
    for effect in sorted(effects, key=lambda one: one.ceiling):
        level = max(level, min(float(effect.ceiling), level + effect.levels))
    return level


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

    def cost(self, states: int) -> int:
        """Return the cost of one delivery to some States together, whole US dollars."""
        return self.fixed_cost + self.state_cost * states

    def already_had(self, levels: Mapping[str, float | None]) -> bool:
        """Tell whether a State stands where this would take it, so that it need not come first.

        Its main effects decide, those of a whole level or more; of a type that has none, all.
        A type without effects is never had.
        An indicator that is unknown counts as not reached.

        Args:
            levels: Level by indicator code, 0..4; None when unknown.
        """
        main = {code: effect for code, effect in self.effects.items() if effect.levels >= 1}
        return bool(self.effects) and all(
            (level := levels.get(code)) is not None and level >= effect.ceiling
            for code, effect in (main or self.effects).items()
        )


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

    def served(self) -> frozenset[str]:
        """Return the codes of all indicators that some type raises."""
        return frozenset(code for kind in self.types.values() for code in kind.effects)


@cache
def current_catalogue() -> Catalogue:
    """Return the catalogue that comes with the programme, before anybody's edits.

    >>> current_catalogue().types["child-interview"].effects["D02"]
    Effect(levels=1.5, ceiling=2, basis='judgement')
    """
    path = files("tutela.planning").joinpath("data/catalogue/structure.toml")
    table = tomllib.loads(path.read_text("utf-8"))
    types = {code: _type(code, row) for code, row in table["types"].items()}
    return Catalogue(version=table["version"], types=types)


def _type(code: str, row: Mapping[str, Any]) -> ActivityType:
    # The file is ours and the tests check it; what others write is read by catalogue_file.
    effects = {indicator: Effect(**effect) for indicator, effect in row["effects"].items()}
    values: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in row.items()
    }
    return ActivityType(code=code, **{**values, "effects": effects})
