"""What a plan leaves free, and what one more place in it would lack."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from tutela.planning.engine.candidates import Pair
from tutela.planning.engine.model import Cohort, Model
from tutela.planning.engine.schedule import Item, Placed
from tutela.planning.engine.solution import Solution


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One way to give a pair a place in a plan that otherwise stays as it is.

    Attributes:
        cohort: Number of the cohort.
        quarter: When.
        joins: The delivery it joins; None for a delivery of its own.
        cost: Further cost.
        money: Of it, what the funds that may pay it do not have left.
        days: Trainer-days that the quarter does not have left.
        capacity: Activities more than the State can take part in, in that quarter.
        payers: Codes of the funds that may pay.
    """

    cohort: int
    quarter: int
    joins: Item | None
    cost: int
    money: int
    days: int
    capacity: int
    payers: tuple[str, ...]

    @property
    def fits(self) -> bool:
        """Tell whether nothing is lacking."""
        return not (self.money or self.days or self.capacity)


@dataclass(slots=True, kw_only=True)
class Slack:
    """What is left of everything, of a plan.

    Attributes:
        model: What is planned.
        placed: Deliveries in quarters.
        quarters: Quarter by pair.
        capacity: Left, by State and quarter.
        days: Left, by language and quarter.
        money: Left, by fund and quarter: the least of the fund's rest and the quarter's.
        held: Deliveries by cohort and quarter.
        first: First quarter by type and whether it is for pilots.
    """

    model: Model
    placed: Sequence[Placed]
    quarters: dict[Pair, int] = field(default_factory=dict)
    capacity: dict[tuple[str, int], int] = field(default_factory=dict)
    days: dict[tuple[str, int], int] = field(default_factory=dict)
    money: dict[tuple[str, int], int] = field(default_factory=dict)
    held: dict[tuple[int, int], list[Item]] = field(default_factory=dict)
    first: dict[tuple[str, bool], int] = field(default_factory=dict)

    def places(self, *, pair: Pair) -> Iterator[Place]:
        """Yield every way to give a pair a place; none when its prerequisites are not in time."""
        for number in self.model.joins.get(pair, ()):
            cohort = self.model.cohorts[number]
            for quarter in self._quarters(pair, cohort):
                yield self._place(pair, cohort, quarter)

    def missing(self, *, pair: Pair) -> tuple[str, ...]:
        """Return the required types that are not in the plan."""
        return tuple(
            code
            for code in self.model.candidates.requires[pair]
            if (pair[0], code) not in self.quarters
        )

    def _quarters(self, pair: Pair, cohort: Cohort) -> range:
        first, last = self.model.candidates.windows[pair]
        if cohort.at is not None:
            first, last = max(first, cohort.at), min(last, cohort.at)
        for code in self.model.candidates.requires[pair]:
            before = self.quarters.get((pair[0], code))
            if before is None:
                return range(0)
            first = max(first, before + 1)
        if self.model.problem.quarters > 1:
            pilots = self.first.get((cohort.type, True))
            others = self.first.get((cohort.type, False))
            if cohort.pilot and pilots is None and others is not None:
                last = min(last, others - 1)
            if not cohort.pilot and pilots is not None:
                first = max(first, pilots + 1)
        return range(first, last + 1)

    def _place(self, pair: Pair, cohort: Cohort, quarter: int) -> Place:
        kind = self.model.problem.types[cohort.type]
        held = self.held.get((cohort.number, quarter), ())
        joins = next((item for item in held if len(item.states) < kind.most_states), None)
        parts = {self.model.places[pair]: kind.state_cost}
        if joins is None:
            parts[cohort.payers] = parts.get(cohort.payers, 0) + kind.fixed_cost
        payers = sorted({code for codes in parts for code in codes})
        days = 0 if joins else kind.trainer_days - self.days.get((cohort.language, quarter), 0)
        return Place(
            cohort=cohort.number,
            quarter=quarter,
            joins=joins,
            cost=sum(parts.values()),
            money=self._lacking(parts, quarter),
            days=max(0, days),
            capacity=max(0, 1 - self.capacity[pair[0], quarter]),
            payers=tuple(payers),
        )

    def _lacking(self, parts: Mapping[tuple[str, ...], int], quarter: int) -> int:
        """Return what cannot be paid; costs that fewer funds may pay are served first."""
        left = {fund.code: self.money[fund.code, quarter] for fund in self.model.problem.funds}
        lacking = 0
        for payers, amount in sorted(parts.items(), key=lambda item: (len(item[0]), item[0])):
            open_amount = amount
            for code in payers:
                paid = min(open_amount, left[code])
                left[code] -= paid
                open_amount -= paid
            lacking += open_amount
        return lacking


def measure(
    *, model: Model, placed: Sequence[Placed], paid: Mapping[Placed, Mapping[str, int]]
) -> Slack:
    """Find what a plan leaves free."""
    problem, slack = model.problem, Slack(model=model, placed=placed)
    span = range(problem.quarters)
    slack.capacity = {
        (code, quarter): state.capacity
        for code, state in problem.states.items()
        for quarter in span
    }
    slack.days = {(one, q): days for one, days in problem.trainer_days.items() for q in span}
    rest = {fund.code: fund.amount for fund in problem.funds}
    parts = {
        (fund.code, quarter): fund.by_quarter[quarter] if fund.by_quarter else fund.amount
        for fund in problem.funds
        for quarter in span
    }
    for one in placed:
        cohort = model.cohorts[one.item.cohort]
        slack.held.setdefault((cohort.number, one.quarter), []).append(one.item)
        before = slack.first.get((cohort.type, cohort.pilot), one.quarter)
        slack.first[cohort.type, cohort.pilot] = min(before, one.quarter)
        for state in one.item.states:
            slack.quarters[state, cohort.type] = one.quarter
            slack.capacity[state, one.quarter] -= 1
        days = problem.types[cohort.type].trainer_days
        if days:
            slack.days[cohort.language, one.quarter] -= days
        for code, amount in paid[one].items():
            rest[code] -= amount
            parts[code, one.quarter] -= amount
    slack.money = {(code, q): min(rest[code], left) for (code, q), left in parts.items()}
    return slack


def placed_of(*, model: Model, solution: Solution) -> dict[Placed, dict[str, int]]:
    """Return a solution's deliveries, and who pays them, as the model's own.

    A delivery may suit several cohorts; the one with the fewest further States is meant, which is
    the one that most funds may pay.
    """
    found: dict[Placed, dict[str, int]] = {}
    for one in solution.deliveries:
        suits = [
            cohort
            for cohort in model.cohorts
            if (cohort.type, cohort.region, cohort.language, cohort.pilot)
            == (one.type, one.region, one.language, one.pilot)
            and set(one.states) <= set(cohort.states)
            and cohort.at in {None, one.quarter}
        ]
        if suits:
            cohort = min(suits, key=lambda cohort: (len(cohort.states), cohort.number))
            item = Item(cohort=cohort.number, states=one.states)
            found[Placed(quarter=one.quarter, item=item)] = dict(one.paid_by)
    return found
