"""Everything a report is made of, already filtered to its audience."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date

from tutela.foundation.country import countries
from tutela.foundation.language import Language, catalogue, isolate, language
from tutela.needs.engine.answers import AnswerSet
from tutela.needs.engine.comparison import Changes, Comparison, changes
from tutela.needs.engine.context import Fact
from tutela.needs.engine.disclosure import (
    Audience,
    Disclosure,
    disclosed_answers,
    disclosed_result,
)
from tutela.needs.engine.instrument import Instrument, Words
from tutela.needs.engine.result import Result


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalHead:
    """Where the journal stood when the report was made."""

    entry: int
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """What a report is made of.

    Attributes:
        result: Of the State, complete; ``for_audience`` filters it.
        instrument: The version the result was scored with.
        words: Of the instrument, in the language of the report.
        answers: Of the State, complete.
        organisation: Who issues the report.
        issued: Day of issue.
        facts: Open facts about the State.
        comparison: With what other States disclose to the same audience; None leaves the
            chapter out.
        changes: Since an earlier assessment; None leaves the chapter out.
        disclosure: What the State discloses to whom.
        audience: Who the report is for.
        journal: Printed when given.
    """

    result: Result
    instrument: Instrument
    words: Words
    answers: AnswerSet
    organisation: str
    issued: date
    facts: tuple[Fact, ...] = ()
    comparison: Comparison | None = None
    changes: Changes | None = None
    disclosure: Disclosure = field(default_factory=Disclosure)
    audience: Audience = Audience.PRIVATE
    journal: JournalHead | None = None

    @property
    def language(self) -> str:
        """Return the code of the report's language."""
        return self.words.language

    @property
    def tongue(self) -> Language:
        """Return the report's language."""
        return language(self.language)

    @property
    def gettext(self) -> Callable[[str], str]:
        """Return the function that translates a message."""
        return catalogue(self.language).gettext

    @property
    def ngettext(self) -> Callable[[str, str, int], str]:
        """Return the function that translates a message with a count."""
        return catalogue(self.language).ngettext

    @property
    def country_name(self) -> str:
        """Return the State's name in the report's language, else in English."""
        known = countries().get(self.answers.country)
        if known is not None:
            return known.name(self.language)
        names = self.answers.country_names
        return names.get(self.language) or names.get("en") or self.answers.country

    def withheld(self) -> int:
        """Return how many indicators the audience does not see."""
        return sum(
            not self.disclosure.allows(code, self.audience) for code in self.instrument.indicators
        )

    def for_audience(self) -> "Material":
        """Return the same with nothing in it that the audience may not see."""
        plan = self.disclosure, self.audience
        result = disclosed_result(self.result, *plan)
        earlier = self.changes and disclosed_result(self.changes.earlier, *plan)
        return replace(
            self,
            result=result,
            comparison=self.comparison and self.comparison.within(result),
            answers=disclosed_answers(self.answers, *plan),
            changes=changes(result, earlier) if earlier else None,
        )

    def label(self, code: str) -> str:
        """Return an indicator's name and code, for a sentence."""
        name = self.words.indicators[code].name
        return self.gettext("{name} ({code})").format(name=name, code=isolate(code, ltr=True))

    def level(self, value: float | None) -> str:
        """Write a level with one decimal, or that it is unknown."""
        if value is None:
            return self.gettext("unknown")
        return self.tongue.number(value, 1)

    def point(self, value: float | None) -> str:
        """Write the level or gap of one question: whole unless agencies disagree, – if unknown."""
        if value is None:
            return "–"
        if value == int(value):
            return self.tongue.number(value)
        return self.level(value)

    def span(self, low: float, high: float) -> str:
        """Write an interval."""
        return self.gettext("{low} to {high}").format(low=self.level(low), high=self.level(high))

    def ways(self, holds: float) -> int:
        """Return in how many draws something holds."""
        return round(holds * self.result.draws)
