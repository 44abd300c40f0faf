"""From answers to a result: levels, intervals, gaps, areas, ranking and how sure all that is.

docs/explanation/scoring.md holds every formula with a worked example.
"""

from collections.abc import Sequence
from datetime import date

from tutela.foundation.errors import N_, Conflict
from tutela.needs.engine.answers import Answer, AnswerSet, AnswerState
from tutela.needs.engine.areas import area_of, overall_of, placed, ranking_of
from tutela.needs.engine.instrument import Indicator, Instrument
from tutela.needs.engine.merging import merge
from tutela.needs.engine.result import IndicatorResult, Priority, Result, Statement
from tutela.needs.engine.robustness import (
    DRAWS,
    SEED,
    area_gaps,
    drawn_gaps,
    places_held,
    priorities_held,
)
from tutela.needs.engine.sensitivity import open_questions


class OtherVersion(Conflict):
    """The answers belong to another version of the instrument."""

    code = "needs.other-version"
    template = N_(
        "These answers belong to version {given} of the instrument, not to version {wanted}. "
        "Carry them over to version {wanted} first."
    )


def score(
    *,
    instrument: Instrument,
    answers: AnswerSet,
    as_of: date,
    draws: int = DRAWS,
    seed: int = SEED,
) -> Result:
    """Score one State's answers on one day; the order of answers does not matter.

    Args:
        instrument: The version the answers belong to.
        answers: Codes the instrument does not have are left out.
        as_of: Day for which evidence is weighed.
        draws: Ways the open answers are made to turn out.
        seed: Decides which ways.

    Raises:
        OtherVersion: The answers belong to another version.
    """
    if answers.instrument_version != instrument.version:
        raise OtherVersion(given=answers.instrument_version, wanted=instrument.version)
    given: dict[str, list[Answer]] = {code: [] for code in instrument.indicators}
    for answer in answers.answers:
        if answer.indicator in given:
            given[answer.indicator].append(answer)
    items = tuple(
        _indicator(indicator, given[code], answers, as_of, instrument.half_lives[indicator.kind])
        for code, indicator in instrument.indicators.items()
    )
    return conclude(
        items=items,
        country=answers.country,
        title=answers.title,
        instrument_version=instrument.version,
        as_of=as_of,
        draws=draws,
        seed=seed,
    )


def conclude(
    *,
    items: Sequence[IndicatorResult],
    country: str,
    title: str,
    instrument_version: int,
    as_of: date,
    draws: int,
    seed: int,
) -> Result:
    """Draw everything that follows from scored indicators, and from nothing else.

    Args:
        items: In the order of codes; areas are made of these alone.
        country: Taken over into the result, like the three that follow.
        title: Of the assessment.
        instrument_version: Version the codes belong to.
        as_of: Day for which evidence was weighed.
        draws: Ways the open answers are made to turn out.
        seed: Decides which ways.
    """
    areas = {
        code: area_of(code, [item for item in items if item.domain == code])
        for code in sorted({item.domain for item in items})
    }
    ranking = ranking_of({code: area.gap for code, area in areas.items()})
    gaps = drawn_gaps(items, draws=draws, seed=seed)
    holds = places_held(area_gaps(items, gaps), ranking)
    return Result(
        country=country,
        title=title,
        instrument_version=instrument_version,
        as_of=as_of,
        indicators={item.code: item for item in items},
        areas=placed(areas, ranking, holds),
        overall=overall_of(areas.values()),
        ranking=ranking,
        priorities=_priorities(items, priorities_held(items, gaps)),
        answer_first=open_questions(items, areas),
        draws=draws,
        seed=seed,
    )


def _indicator(
    indicator: Indicator,
    given: Sequence[Answer],
    answers: AnswerSet,
    as_of: date,
    half_life: float,
) -> IndicatorResult:
    settlement = answers.settlements.get(indicator.code)
    standing = merge(given, settlement, as_of=as_of, half_life=half_life)
    target = answers.targets.get(indicator.code, indicator.target)
    applies = standing.state is not AnswerState.NOT_APPLICABLE
    return IndicatorResult(
        code=indicator.code,
        domain=indicator.domain,
        state=standing.state,
        level=standing.level,
        low=standing.low,
        high=standing.high,
        target=target,
        gap=None if standing.level is None else max(0.0, target - standing.level),
        gap_low=max(0.0, target - standing.high) if applies else 0.0,
        gap_high=max(0.0, target - standing.low) if applies else 0.0,
        weight=indicator.weight,
        evidence_weight=standing.evidence_weight,
        statements=tuple(
            Statement(agency=item.agency, state=item.state, level=item.level)
            for item in sorted(given, key=lambda x: x.agency)
        ),
        settlement=settlement if standing.settled else None,
    )


def _priorities(
    items: Sequence[IndicatorResult], holds: dict[str, float]
) -> tuple[Priority, ...]:
    found = [
        Priority(
            code=item.code,
            domain=item.domain,
            gap=item.gap,
            priority=item.weight * item.gap,
            holds=holds[item.code],
        )
        for item in items
        if item.gap
    ]
    return tuple(sorted(found, key=lambda x: (-round(x.priority, 9), x.code)))
