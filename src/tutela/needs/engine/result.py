"""What scoring returns: one line an indicator, one an area, the whole, and what follows from it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from tutela.needs.engine.answers import AnswerState, Settlement


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What one agency said about an indicator."""

    agency: str
    state: AnswerState
    level: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorResult:
    """One indicator, merged over agencies, on one day.

    Attributes:
        code: Of the indicator.
        domain: Letter of its area.
        state: Merged state.
        level: Point, 0..4; None when unknown or not applicable.
        low: Lower end of the interval, 0..4.
        high: Upper end, 0..4.
        target: Level aimed at, 1..4.
        gap: Target less level, never below 0; None without a level.
        gap_low: Smallest gap the interval allows.
        gap_high: Largest gap the interval allows.
        weight: Relative importance within its area.
        evidence_weight: Weight today of the weakest proof needed, 0..1; 1 for level 0.
        statements: What each agency said, by key of agency.
        settlement: The decision that stands; None when none was needed or given.
    """

    code: str
    domain: str
    state: AnswerState
    level: float | None
    low: float
    high: float
    target: int
    gap: float | None
    gap_low: float
    gap_high: float
    weight: float
    evidence_weight: float
    statements: tuple[Statement, ...]
    settlement: Settlement | None = None

    @property
    def applies(self) -> bool:
        """Whether it counts at all."""
        return self.state is not AnswerState.NOT_APPLICABLE

    @property
    def known(self) -> bool:
        """Whether it has a level, contested or not."""
        return self.level is not None

    @property
    def priority(self) -> float | None:
        """Return weight times gap; None without a level."""
        return None if self.gap is None else self.weight * self.gap


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaResult:
    """One need area, or the whole.

    Attributes:
        code: Letter of the area; "" for the whole.
        level: Weighted mean of the known levels, 0..4; None when none is known.
        low: Weighted mean of lower ends over everything that applies, 0..4.
        high: The same of upper ends.
        gap: Weighted mean of the known gaps; None when none is known.
        gap_low: Weighted mean of the smallest gaps over everything that applies.
        gap_high: The same of the largest.
        known: Number of indicators with a level.
        asked: Number that apply.
        place: Place in the ranking by gap, 1 is the largest; None when nothing is known.
        holds: Share of draws, 0..1, in which it keeps that place; None without a place.
    """

    code: str
    level: float | None
    low: float
    high: float
    gap: float | None
    gap_low: float
    gap_high: float
    known: int
    asked: int
    place: int | None = None
    holds: float | None = None

    @property
    def share_known(self) -> float:
        """Return the share of applicable indicators with a level, 0..1; 0 when none applies."""
        return self.known / self.asked if self.asked else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Priority:
    """One indicator to work on.

    Attributes:
        code: Of the indicator.
        domain: Letter of its area.
        gap: Levels below the target.
        priority: Weight times gap.
        holds: Share of draws, 0..1, in which it is among the first PRIORITIES.
    """

    code: str
    domain: str
    gap: float
    priority: float
    holds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenQuestion:
    """A question whose better answer would make the result surer.

    Attributes:
        code: Of the indicator.
        domain: Letter of its area.
        state: Merged state.
        reason: "unknown", "contested", "unproven" or "aged".
        shift: Most places any area moves in the ranking by one of its possible answers.
        narrows: How much narrower the area's interval becomes by a sure answer, levels.
    """

    code: str
    domain: str
    state: AnswerState
    reason: str
    shift: int
    narrows: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """The scored assessment of one State on one day.

    Attributes:
        country: ISO 3166-1 alpha-3, or user-assigned.
        title: Of the assessment.
        instrument_version: Version the codes belong to.
        as_of: Day for which evidence was weighed.
        indicators: By code, in the order of codes.
        areas: By letter, in order.
        overall: Mean of the areas; each counts the same.
        ranking: Letters of areas with a place, largest gap first.
        priorities: Indicators with a gap, largest priority first.
        answer_first: Open questions, the most telling first.
        draws: Number of draws behind each ``holds``.
        seed: Which draws.
    """

    country: str
    title: str
    instrument_version: int
    as_of: date
    indicators: Mapping[str, IndicatorResult]
    areas: Mapping[str, AreaResult]
    overall: AreaResult
    ranking: tuple[str, ...]
    priorities: tuple[Priority, ...]
    answer_first: tuple[OpenQuestion, ...]
    draws: int
    seed: int
