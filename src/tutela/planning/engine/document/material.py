"""Everything a project document is made of."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from tutela.foundation.language import Language, catalogue, isolate, language
from tutela.needs.engine.instrument import Words, words
from tutela.people.engine.states import state_name
from tutela.planning.engine.catalogue import ActivityType, TypeWording
from tutela.planning.engine.document.standing import Standing, standing
from tutela.planning.engine.problem import Problem
from tutela.planning.engine.solution import Delivery, Solution
from tutela.registry.engine.vocabulary import names


@dataclass(frozen=True, slots=True, kw_only=True)
class Partner:
    """An organisation the registry shows at work in the plan's States.

    Attributes:
        name: In its own writing.
        records: Number of its activities there.
        states: Codes of those States, sorted.
        topics: Codes of what they are about, sorted.
    """

    name: str
    records: int
    states: tuple[str, ...]
    topics: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Material:
    """What a document is made of.

    Attributes:
        problem: As solved.
        solution: Feasible.
        wording: Words of the activity types in the document's language.
        language: One of the six codes.
        organisation: Who issues it.
        issued: Day of issue.
        version: Number of the plan's version.
        partners: From the registry, most records first.
        draft: Whether the version is not approved.
        reference: Digest of problem and solution, "" for none.
    """

    problem: Problem
    solution: Solution
    wording: Mapping[str, TypeWording]
    language: str
    organisation: str
    issued: date
    version: int = 1
    partners: tuple[Partner, ...] = ()
    draft: bool = True
    reference: str = ""

    @property
    def tongue(self) -> Language:
        """Return the document's language."""
        return language(self.language)

    @property
    def gettext(self) -> Callable[[str], str]:
        """Return the function that translates a message."""
        return catalogue(self.language).gettext

    @property
    def ngettext(self) -> Callable[[str, str, int], str]:
        """Return the function that translates a message with a count."""
        return catalogue(self.language).ngettext

    @cached_property
    def words(self) -> Words:
        """Return the words of the needs instrument."""
        return words(self.language)

    @cached_property
    def standing(self) -> Standing:
        """Return the paragraphs that stand in every project document."""
        return standing(self.language)

    @cached_property
    def taking_part(self) -> tuple[str, ...]:
        """Return the codes of States with at least one delivery, in the order of their names."""
        found = {state for item in self.solution.deliveries for state in item.states}
        return tuple(sorted(found, key=lambda code: (self.state(code), code)))

    @cached_property
    def by_type(self) -> Mapping[str, tuple[Delivery, ...]]:
        """Return the deliveries of each type that is in the plan, by first quarter, then code."""
        found: dict[str, list[Delivery]] = defaultdict(list)
        for item in sorted(self.solution.deliveries, key=lambda x: (x.quarter, x.type, x.region)):
            found[item.type].append(item)
        return {code: tuple(items) for code, items in found.items()}

    @property
    def cost(self) -> int:
        """Return the cost of the whole plan."""
        return sum(item.cost for item in self.solution.deliveries)

    def state(self, code: str) -> str:
        """Name a State."""
        known = state_name(code, self.language)
        if known != code or code not in self.problem.states:
            return known
        return self.problem.states[code].name or code

    def states(self, codes: Sequence[str]) -> str:
        """Name States in the order of their names, in a row."""
        return self.gettext(", ").join(sorted(self.state(code) for code in codes))

    def region(self, code: str) -> str:
        """Name a region."""
        return self.problem.regions.get(code, code)

    def said(self, code: str) -> TypeWording:
        """Return the words of a type; one that left the catalogue since keeps its code."""
        bare = TypeWording(name=code, summary="", outcome="", lasting="")
        return self.wording.get(code, bare)

    def type(self, code: str) -> str:
        """Name an activity type."""
        return self.said(code).name

    def topics(self, codes: Sequence[str]) -> str:
        """Name topics in a row; the separator is one that names do not hold."""
        known = names(self.language).topics
        return self.gettext("; ").join(known.get(code, code) for code in codes)

    def audiences(self, item: ActivityType) -> str:
        """Name whom a type trains."""
        known = names(self.language).audiences
        return self.gettext(", ").join(known.get(code, code) for code in item.audiences)

    def quarter(self, number: int) -> str:
        """Write a quarter, numbered from 0.

        The year follows the first quarter of the problem.
        """
        year, first = self.problem.first_quarter
        place = first - 1 + number
        return self.gettext("Q{quarter} {year}").format(
            quarter=place % 4 + 1, year=year + place // 4
        )

    def money(self, amount: float) -> str:
        """Write an amount with its currency."""
        return self.gettext("{currency} {amount}").format(
            currency=isolate(self.problem.currency, ltr=True), amount=self.tongue.number(amount)
        )


    def label(self, code: str) -> str:
        """Return an indicator's name and code."""
        name = self.words.indicators[code].name
        return self.gettext("{name} ({code})").format(name=name, code=isolate(code, ltr=True))

    def joined(self, sentences: Iterable[str]) -> str:
        """Set sentences one after the other; Chinese puts no space between them."""
        return ("" if self.language == "zh" else " ").join(filter(None, sentences))
