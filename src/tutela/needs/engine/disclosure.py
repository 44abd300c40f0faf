"""Who may see what: the State decides, indicator by indicator.

A result for an audience is concluded anew from the indicators disclosed to it. No mean, rank or
count of such a result depends on a withheld indicator, so none can give it away.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from tutela.needs.engine.answers import AnswerSet
from tutela.needs.engine.result import Result
from tutela.needs.engine.scoring import conclude


class Audience(StrEnum):
    """Who reads; each wider one sees no more than those before."""

    PRIVATE = "private"
    PROGRAMME = "programme"
    REGION = "region"
    PUBLIC = "public"


WIDENING = tuple(Audience)


@dataclass(frozen=True, slots=True, kw_only=True)
class Disclosure:
    """The widest audience of each indicator.

    Attributes:
        default: Of indicators not named.
        exceptions: By indicator code.
    """

    default: Audience = Audience.PRIVATE
    exceptions: Mapping[str, Audience] = field(default_factory=dict)

    def of(self, code: str) -> Audience:
        """Return the widest audience of an indicator."""
        return self.exceptions.get(code, self.default)

    def allows(self, code: str, audience: Audience) -> bool:
        """Say whether an audience may see an indicator.

        >>> plan = Disclosure(default=Audience.PROGRAMME, exceptions={"A12": Audience.PRIVATE})
        >>> plan.allows("A01", Audience.PROGRAMME), plan.allows("A12", Audience.PROGRAMME)
        (True, False)
        """
        return WIDENING.index(audience) <= WIDENING.index(self.of(code))


def disclosed_result(result: Result, disclosure: Disclosure, audience: Audience) -> Result:
    """Return what an audience may know, concluded from the disclosed indicators alone."""
    shown = tuple(
        item for code, item in result.indicators.items() if disclosure.allows(code, audience)
    )
    return conclude(
        items=shown,
        country=result.country,
        title=result.title,
        instrument_version=result.instrument_version,
        as_of=result.as_of,
        draws=result.draws,
        seed=result.seed,
    )


def disclosed_answers(answers: AnswerSet, disclosure: Disclosure, audience: Audience) -> AnswerSet:
    """Return the answers, settlements and targets an audience may see.

    Agencies that gave none of the answers shown are left out too.
    """
    shown = tuple(x for x in answers.answers if disclosure.allows(x.indicator, audience))
    heard = {item.agency for item in shown}

    def allowed[T](table: Mapping[str, T]) -> dict[str, T]:
        return {code: x for code, x in table.items() if disclosure.allows(code, audience)}

    return replace(
        answers,
        answers=shown,
        agencies={
            key: name
            for key, name in answers.agencies.items()
            if audience is Audience.PRIVATE or key in heard
        },
        settlements=allowed(answers.settlements),
        targets=allowed(answers.targets),
    )
