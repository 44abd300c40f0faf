"""What the solver returns: deliveries in quarters, money by fund, and the proven bound."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One delivery of one type to one State, or to several of a region together.

    Attributes:
        type: Code of the activity type.
        region: Code of the region.
        states: Codes of the States that take part, sorted.
        quarter: 0..n-1.
        language: Language it is given in.
        cost: Whole units of the plan's currency.
        trainer_days: Taken from the pool of its language in that quarter.
        paid_by: Amount by fund code; the amounts add up to ``cost``.
        pilot: Whether it is the pilot of its type.
    """

    type: str
    region: str
    states: tuple[str, ...]
    quarter: int
    language: str
    cost: int
    trainer_days: int
    paid_by: Mapping[str, int]
    pilot: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Closed:
    """How much of one gap the plan closes."""

    state: str
    indicator: str
    gap: float
    closed: float
    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Clash:
    """One rule that takes part in making a problem impossible.

    Attributes:
        rule: "pin", "floor", "budget", "trainer-days", "capacity", "prerequisite" or "pilot".
        params: What it is about: codes and numbers, for a sentence.
    """

    rule: str
    params: Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Solution:
    """A plan, or why there is none.

    Attributes:
        feasible: Whether the rules can be met together.
        deliveries: By quarter, type, region.
        closed: One a need with a gap, in the problem's order.
        value: Weighted need closed: sum of weight of State x weight of need x levels.
        need: All weighted need that the States brought.
        bound: Proven: no plan under these rules closes more than this.
        spent: Amount by fund code.
        left: Amount by fund code.
        clashes: A smallest set of rules that clash, when not feasible.
    """

    feasible: bool
    deliveries: tuple[Delivery, ...] = ()
    closed: tuple[Closed, ...] = ()
    value: float = 0.0
    need: float = 0.0
    bound: float = 0.0
    spent: Mapping[str, int] = field(default_factory=dict)
    left: Mapping[str, int] = field(default_factory=dict)
    clashes: tuple[Clash, ...] = ()

    @property
    def gap(self) -> float:
        """Return the proven distance from the best plan possible, share 0..1."""
        return max(0.0, (self.bound - self.value) / self.bound) if self.bound else 0.0

    @property
    def share(self) -> float:
        """Return the share of all weighted need that the plan closes, 0..1."""
        return self.value / self.need if self.need else 0.0
