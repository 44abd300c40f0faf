"""Names of everything a plan speaks of, in the language of the page."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tutela.foundation.country import regions
from tutela.foundation.language import CODES, languages
from tutela.needs.engine.instrument import Words, words
from tutela.people.engine.states import state_name
from tutela.people.engine.viewer import Viewer
from tutela.planning.engine.catalogue import TypeWording
from tutela.planning.engine.problem import Problem
from tutela.planning.store.queries.types import words_of
from tutela.registry.engine import vocabulary

SORTS = {
    "course": gettext_lazy("course"), "workshop": gettext_lazy("workshop"),
    "mentoring": gettext_lazy("mentoring"), "e-learning": gettext_lazy("e-learning"),
    "equipment": gettext_lazy("equipment"), "legislation": gettext_lazy("legislative help"),
    "campaign": gettext_lazy("campaign"), "conference": gettext_lazy("conference"),
    "advice": gettext_lazy("advice"), "other": gettext_lazy("other help"),
}
PRESENCES = {
    "onsite": gettext_lazy("on site"), "online": gettext_lazy("online"),
    "hybrid": gettext_lazy("on site and online"),
}
PROFICIENCIES = {
    "awareness": gettext_lazy("awareness"), "practitioner": gettext_lazy("practitioner"),
    "advanced": gettext_lazy("advanced"), "trainer": gettext_lazy("trainer"),
}
STATUSES = {
    "draft": gettext_lazy("draft"), "sent": gettext_lazy("waits for approval"),
    "approved": gettext_lazy("approved"), "replaced": gettext_lazy("replaced by a later version"),
}
PROGRESS = {
    "planned": gettext_lazy("Not begun"), "started": gettext_lazy("Begun"),
    "done": gettext_lazy("Done"), "cancelled": gettext_lazy("Cancelled"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """Names in one language; what has no name keeps its code."""

    language: str
    types: Mapping[str, TypeWording]
    needs: Words
    states: Mapping[str, str]
    regions: Mapping[str, str]
    funds: Mapping[str, str]

    def type(self, code: str) -> str:
        """Name an activity type."""
        return self.types[code].name if code in self.types else code

    def state(self, code: str) -> str:
        """Name a State."""
        known = state_name(code, self.language)
        return known if known != code else self.states.get(code) or code

    def region(self, code: str) -> str:
        """Name a region."""
        world = regions()
        return world[code][self.language] if code in world else self.regions.get(code) or code

    def fund(self, code: str) -> str:
        """Name a fund."""
        return self.funds.get(code, code)

    def indicator(self, code: str) -> str:
        """Name a question of the needs instrument."""
        known = self.needs.indicators
        return known[code].name if code in known else code

    def area(self, letter: str) -> str:
        """Name a need area."""
        return self.needs.domains.get(letter, letter)

    def spoken(self, code: str) -> str:
        """Name a language."""
        return languages()[code].native if code in CODES else code

    def audiences(self, codes: tuple[str, ...]) -> list[str]:
        """Name audiences of the registry's vocabulary."""
        known = registry_names(self.language).audiences
        return [known.get(code, code) for code in codes]


def names_for(language: str, viewer: Viewer, problem: Problem | None = None) -> Names:
    """Return the names for a page, with the viewer's own and those that a problem brings."""
    return Names(
        language=language, types=words_of(viewer, language), needs=needs_words(language),
        states={code: one.name for code, one in problem.states.items()} if problem else {},
        regions=problem.regions if problem else {},
        funds={one.code: one.name for one in problem.funds} if problem else {},
    )


def needs_words(language: str) -> Words:
    """Return the words of the needs instrument, in English where there are none."""
    try:
        return words(language)
    except FileNotFoundError:
        return words("en")


def registry_names(language: str) -> vocabulary.Names:
    """Return the registry's names, in English where there are none."""
    try:
        return vocabulary.names(language)
    except FileNotFoundError:
        return vocabulary.names("en")


def quarter_name(first: tuple[int, int], number: int) -> str:
    """Name a quarter of a plan, counted from 0."""
    year, quarter = quarter_of(first, number)
    return _("Q{quarter} {year}").format(quarter=quarter, year=year)


def quarter_of(first: tuple[int, int], number: int) -> tuple[int, int]:
    """Return year and quarter of a quarter of a plan.

    >>> quarter_of((2027, 3), 2)
    (2028, 1)
    """
    whole = first[0] * 4 + first[1] - 1 + number
    return whole // 4, whole % 4 + 1


def time_name(first: tuple[int, int], quarters: int) -> str:
    """Say from when to when a plan goes."""
    if quarters == 1:
        return quarter_name(first, 0)
    return _("{first} to {last}").format(
        first=quarter_name(first, 0), last=quarter_name(first, quarters - 1)
    )


def language_choices() -> list[tuple[str, str]]:
    """List the six languages by their own names."""
    return [(code, languages()[code].native) for code in CODES]
