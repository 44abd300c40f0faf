"""The planning problem: needs, States, funds, trainers, what is covered, and the rules.

Money in whole units of one currency, days in working days, quarters numbered 0..n-1.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from tutela.planning.engine.catalogue import ActivityType


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """How far one State is from its target on one indicator.

    Attributes:
        state: Code of the State.
        indicator: Code of the needs instrument.
        level: Level today, 0..4; None when unknown: then no gap is planned for, and it is shown.
        target: Level aimed at, 1..4.
        gap: Levels below target, 0..4; 0 when unknown.
        gap_low: Smallest gap its uncertainty allows.
        gap_high: Largest gap its uncertainty allows.
        weight: Relative importance, above 0.
    """

    state: str
    indicator: str
    target: int
    gap: float
    gap_low: float
    gap_high: float
    weight: float = 1.0
    level: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedState:
    """One State that may take part.

    Attributes:
        code: ISO 3166-1 alpha-3 or an invented State's code.
        name: As shown where the code has no name of its own.
        region: Code of the region whose cohorts it can join.
        language: Language its officials are trained in.
        weight: Relative importance of its needs, above 0.
        requests: Codes of types it asked for; None means it asked for whatever serves it.
        capacity: Activities its officials can take part in each quarter.
        pilot: Whether it belongs to a pilot region: served before others of the same cohort type.
    """

    code: str
    name: str
    region: str
    language: str
    weight: float = 1.0
    requests: frozenset[str] | None = None
    capacity: int = 2
    pilot: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Fund:
    """Money and what it may be spent on; empty earmarks mean: on anything.

    Attributes:
        code: Unique.
        name: As shown.
        amount: Whole units of the plan's currency.
        states: Codes of States it is for.
        regions: Codes of regions it is for.
        types: Codes of activity types it is for.
        areas: Letters of need areas it is for: one of the type's indicators must be in one.
        by_quarter: Most that can be spent in each quarter; empty means no limit.
    """

    code: str
    name: str
    amount: int
    states: frozenset[str] = frozenset()
    regions: frozenset[str] = frozenset()
    types: frozenset[str] = frozenset()
    areas: frozenset[str] = frozenset()
    by_quarter: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Covered:
    """What the registry shows as running, planned or just finished: not to be planned again.

    Attributes:
        state: Code of the State.
        type: Code of the activity type.
        record: Key of the registry's record.
        title: Of the record.
        provider: Of the record.
        until: Last day of it in ISO form, "" when open.
    """

    state: str
    type: str
    record: str = ""
    title: str = ""
    provider: str = ""
    until: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pin:
    """What a person decided by hand.

    Attributes:
        state: Code of the State, "" for every State of the region.
        region: Code of the region, "" when a State is named.
        type: Code of the activity type.
        rule: "in": must be in the plan; "out": must not be; "at": if in the plan, in ``quarter``.
        quarter: For "at".
    """

    type: str
    rule: str
    state: str = ""
    region: str = ""
    quarter: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Everything the solver knows. Equal problems have equal solutions.

    Attributes:
        title: Of the plan.
        currency: ISO 4217.
        first_quarter: Year and quarter, for instance (2027, 1).
        quarters: How many.
        types: Activity types by code.
        states: States by code.
        needs: One a State and indicator.
        funds: In the order money is taken from.
        trainer_days: Trainer-days a quarter by language; a language that is absent has none.
        covered: From the registry.
        pins: By hand.
        floors: Least number of (State, type) pairs by region.
        regions: Name by region code.
        gap: Proven distance from the best at which the solver may stop, share 0..1.
    """

    title: str
    currency: str
    first_quarter: tuple[int, int]
    quarters: int
    types: Mapping[str, ActivityType]
    states: Mapping[str, PlannedState]
    needs: tuple[Need, ...]
    funds: tuple[Fund, ...]
    trainer_days: Mapping[str, int]
    covered: tuple[Covered, ...] = ()
    pins: tuple[Pin, ...] = ()
    floors: Mapping[str, int] = field(default_factory=dict)
    regions: Mapping[str, str] = field(default_factory=dict)
    gap: float = 0.005
