"""What became of the needs a plan set out to close: baseline, target, level measured again.

A plan contributes to a change; it is not shown to have caused it. Each change stands beside what
was expected and, where there are enough, beside the change where nothing was done. Intervals run
from the least to the most that the uncertainty of both assessments allows.
Source: E/CN.15/2014, para 41; what is expected is judgement (docs/explanation/catalogue.md).
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tutela.needs.engine.result import IndicatorResult, Result
from tutela.needs.engine.scoring import OtherVersion
from tutela.planning.engine.catalogue import ActivityType, reached
from tutela.planning.engine.problem import Covered
from tutela.planning.engine.solution import Solution

ALIKE = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """A range of levels, both ends included."""

    low: float
    high: float

    def holds(self, value: float) -> bool:
        """Tell whether a value lies within."""
        return self.low - ALIKE <= value <= self.high + ALIKE


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One indicator of one State in one assessment.

    Attributes:
        day: For which evidence was weighed.
        level: 0..4; None when unknown.
        range: What the uncertainty of the answer allows, within 0..4.
    """

    day: date
    level: float | None
    range: Interval


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """One indicator of one State, before and after.

    Attributes:
        state: Code of the State.
        indicator: Code of the needs instrument.
        target: Level aimed at, 1..4, as at the baseline.
        before: Reading at the baseline.
        after: Reading at reassessment; None when the State was not assessed again.
        activities: Codes of types delivered to the State that serve it, sorted.
        expected: Levels by which they were expected to raise it; 0 without any.
        others: Titles of activities of others that serve it, from the registry, sorted.
    """

    state: str
    indicator: str
    target: int
    before: Reading
    after: Reading | None
    activities: tuple[str, ...] = ()
    expected: float = 0.0
    others: tuple[str, ...] = ()

    @property
    def gap(self) -> float | None:
        """Return the levels below target at the baseline; None when the level was unknown."""
        level = self.before.level
        return None if level is None else max(0.0, self.target - level)

    @property
    def change(self) -> float | None:
        """Return the levels by which it rose; below 0 when it fell, None when one is unknown."""
        if self.after is None or self.after.level is None or self.before.level is None:
            return None
        return self.after.level - self.before.level

    @property
    def change_range(self) -> Interval | None:
        """Return the least and most it can have risen; None when it was not assessed again."""
        if self.after is None:
            return None
        return Interval(
            low=self.after.range.low - self.before.range.high,
            high=self.after.range.high - self.before.range.low,
        )

    @property
    def at_target(self) -> bool | None:
        """Tell whether the level measured again is at the target; None when unknown."""
        if self.after is None or self.after.level is None:
            return None
        return self.after.level >= self.target - ALIKE

    @property
    def against_expected(self) -> str:
        """Return how the change stands to what was expected.

        "more" or "less" only when the whole range of the change lies beyond it; "within" when
        the range holds it; "open" when a level is unknown; "" when nothing was expected.
        """
        if not self.activities:
            return ""
        found = self.change_range
        if self.change is None or found is None:
            return "open"
        if found.holds(self.expected):
            return "within"
        return "more" if found.low > self.expected else "less"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """Some outcomes together; means are over those with both levels known.

    Attributes:
        pairs: State and indicator pairs.
        known: Of these, with both levels.
        reached: Of these, at the target.
        before: Mean level at the baseline; None when none is known.
        after: Mean level measured again.
        expected: Mean levels expected.
        change: Mean levels risen.
        change_range: Least and most that this mean can be.
    """

    pairs: int
    known: int
    reached: int
    before: float | None = None
    after: float | None = None
    expected: float | None = None
    change: float | None = None
    change_range: Interval | None = None


def follow(
    *,
    before: Mapping[str, Result],
    after: Mapping[str, Result],
    solution: Solution,
    types: Mapping[str, ActivityType],
    delivered: Collection[tuple[str, str]] | None = None,
    covered: Iterable[Covered] = (),
) -> tuple[Outcome, ...]:
    """Return an outcome for each State and indicator of the baseline, in order of both codes.

    Args:
        before: Result at the baseline by State.
        after: Result at reassessment by State; States not assessed again are absent.
        solution: The plan.
        types: Activity types by code.
        delivered: State and type of what took place before the reassessment; None counts all
            deliveries of the plan as done.
        covered: Activities of others, from the registry.

    Raises:
        OtherVersion: A State was assessed again with another version of the instrument.
    """
    _check_versions(before, after)
    planned = {(state, one.type) for one in solution.deliveries for state in one.states}
    serving = _serving(planned if delivered is None else planned & set(delivered), types)
    promised = {(one.state, one.indicator): one.closed for one in solution.closed}
    others = _others(covered, types)
    outcomes = []
    for state, result in sorted(before.items()):
        for code, item in sorted(result.indicators.items()):
            pair = (state, code)
            one = Outcome(
                state=state,
                indicator=code,
                target=item.target,
                before=_reading(item, result.as_of),
                after=_again(after.get(state), code),
                activities=tuple(kind.code for kind in serving.get(pair, ())),
                expected=min(_expected(item, serving.get(pair, ())), promised.get(pair, 4.0)),
                others=others.get(pair, ()),
            )
            outcomes += [one] if item.applies else []
    return tuple(outcomes)


def tally(outcomes: Sequence[Outcome]) -> Tally:
    """Return counts and means of some outcomes."""
    known = [
        (one, change, span)
        for one in outcomes
        if (change := one.change) is not None and (span := one.change_range) is not None
    ]
    there = sum(one.at_target is True for one, _, _ in known)
    if not known:
        return Tally(pairs=len(outcomes), known=0, reached=0)
    befores = [one.before.level for one, _, _ in known if one.before.level is not None]
    start, rise = mean(befores), mean([change for _, change, _ in known])
    return Tally(
        pairs=len(outcomes),
        known=len(known),
        reached=there,
        before=start,
        after=start + rise,
        expected=mean([one.expected for one, _, _ in known]),
        change=rise,
        change_range=Interval(
            low=mean([span.low for _, _, span in known]),
            high=mean([span.high for _, _, span in known]),
        ),
    )


def mean(values: Sequence[float]) -> float:
    """Return the mean of at least one value."""
    return sum(values) / len(values)


def _check_versions(before: Mapping[str, Result], after: Mapping[str, Result]) -> None:
    for state, result in sorted(before.items()):
        again = after.get(state)
        if again and again.instrument_version != result.instrument_version:
            raise OtherVersion(given=again.instrument_version, wanted=result.instrument_version)


def _serving(
    done: Collection[tuple[str, str]], types: Mapping[str, ActivityType]
) -> Mapping[tuple[str, str], list[ActivityType]]:
    serving: dict[tuple[str, str], list[ActivityType]] = defaultdict(list)
    for state, code in sorted(done):
        kind = types.get(code)
        for indicator in kind.effects if kind else ():
            serving[state, indicator].append(types[code])
    return serving


def _others(
    covered: Iterable[Covered], types: Mapping[str, ActivityType]
) -> Mapping[tuple[str, str], tuple[str, ...]]:
    titles: dict[tuple[str, str], set[str]] = defaultdict(set)
    for one in covered:
        kind = types.get(one.type)
        for indicator in kind.effects if kind else ():
            titles[one.state, indicator].add(one.title)
    return {pair: tuple(sorted(found)) for pair, found in titles.items()}


def _expected(item: IndicatorResult, kinds: Sequence[ActivityType]) -> float:
    if item.level is None or item.gap is None or not kinds:
        return 0.0
    risen = reached(item.level, (kind.effects[item.code] for kind in kinds)) - item.level
    return min(item.gap, risen)


def _reading(item: IndicatorResult, day: date) -> Reading:
    return Reading(day=day, level=item.level, range=Interval(low=item.low, high=item.high))


def _again(result: Result | None, code: str) -> Reading | None:
    item = result.indicators.get(code) if result else None
    return _reading(item, result.as_of) if result and item and item.applies else None
