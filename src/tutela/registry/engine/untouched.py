"""What nobody serves yet of a need that others serve in part: audiences and levels left out."""

from collections.abc import Iterable
from dataclasses import dataclass

from tutela.registry.engine.record import Activity, Proficiency
from tutela.registry.engine.vocabulary import vocabulary

PROFESSIONS = (
    "police", "forensic", "prosecutor", "judge", "central-authority", "child-protection",
)
"""Audiences that somebody should think of for any need. Source: E/CN.15/2014, paras 22-24."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Untouched:
    """What some activities leave out, as far as they say whom they take and how far.

    Attributes:
        audiences: Of PROFESSIONS, in the order of the vocabulary.
        levels: From awareness up.
        silent: Activities that say neither whom they take nor how far.
        half_silent: Activities that say one of the two.
    """

    audiences: tuple[str, ...]
    levels: tuple[Proficiency, ...]
    silent: int
    half_silent: int


def untouched(
    activities: Iterable[Activity], *, audiences: Iterable[str] = (),
    levels: Iterable[Proficiency] = (),
) -> Untouched:
    """Return what activities leave out.

    Args:
        activities: Those that serve a need in a State.
        audiences: The ones that matter; PROFESSIONS when empty.
        levels: The ones that matter; all when empty.
    """
    every = list(activities)
    wanted = set(audiences) or set(PROFESSIONS)
    there = {code for one in every for code in one.audiences}
    reached = {one.proficiency for one in every}
    mute = [(not one.audiences) + (one.proficiency is None) for one in every]
    return Untouched(
        audiences=tuple(
            code for code in vocabulary().audiences if code in wanted and code not in there
        ),
        levels=tuple(
            level for level in Proficiency
            if level not in reached and level in (set(levels) or set(Proficiency))
        ),
        silent=mute.count(2), half_silent=mute.count(1),
    )
