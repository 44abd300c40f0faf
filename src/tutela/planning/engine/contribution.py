"""What a plan may have contributed: change where it worked beside change where nothing was done.

Like is compared with like: the same indicator, a gap at the baseline, both levels known, and no
activity of others in the States compared with. States are not chosen by lot, so a difference is
a contribution to be discussed and never a proof of cause; who asks for help may improve anyway.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tutela.foundation.errors import N_
from tutela.foundation.language import catalogue, language
from tutela.planning.engine.results import Interval, Outcome, Tally, tally

MINIMUM_PAIRS = 5
"""Fewer pairs on either side, and no difference is stated."""

CAVEAT = N_(
    "The figures show what changed, not why. Other work, other laws and chance also change levels."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Mean change with activities less mean change without.

    Attributes:
        value: Levels; each indicator weighs by its pairs with activities.
        range: Least and most that the uncertainty of the assessments allows.
        without_one: Least and most when any one State is left out; a wide range means that one
            State decides.
        indicators: Codes of indicators that have pairs on both sides, sorted.
        pairs_with: Pairs with activities behind it.
        pairs_without: Pairs without.
    """

    value: float
    range: Interval
    without_one: Interval
    indicators: tuple[str, ...]
    pairs_with: int
    pairs_without: int

    @property
    def clear(self) -> bool:
        """Tell whether it keeps its sign over its range and whichever State is left out."""
        ends = (self.range.low, self.range.high, self.without_one.low, self.without_one.high)
        return min(ends) > 0 or max(ends) < 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Contribution:
    """A plan's results as a whole.

    Attributes:
        served: Pairs with activities of the plan.
        unserved: Pairs with a gap and without any activity, of the plan or of others.
        difference: None when either side is too small to compare.
    """

    served: Tally
    unserved: Tally
    difference: Difference | None


def contribution(outcomes: Sequence[Outcome]) -> Contribution:
    """Return what the plan may have contributed."""
    served = [one for one in outcomes if one.activities]
    unserved = [one for one in outcomes if _untouched(one)]
    return Contribution(
        served=tally(served), unserved=tally(unserved), difference=difference(outcomes)
    )


def difference(outcomes: Sequence[Outcome]) -> Difference | None:
    """Return the difference between pairs with and without activities; None with too few."""
    found = _weighed(outcomes)
    if found is None:
        return None
    value, span, codes, sizes = found
    # A sum in another order may differ in its last digit, so the whole counts as one of them.
    values = [value]
    for state in sorted({one.state for one in outcomes}):
        rest = _weighed([one for one in outcomes if one.state != state], least=1)
        if rest is not None:
            values.append(rest[0])
    return Difference(
        value=value,
        range=span,
        without_one=Interval(low=min(values), high=max(values)),
        indicators=codes,
        pairs_with=sizes[0],
        pairs_without=sizes[1],
    )


def sentences(found: Contribution, code: str) -> tuple[str, ...]:
    """Say the comparison in one of the six languages, without claiming a cause."""
    _ = catalogue(code).gettext
    number = language(code).number
    served = found.served
    if served.change is None or served.expected is None or served.change_range is None:
        return (_("No level that the plan works on has been measured again yet."),)
    parts = [
        _(
            "Where the plan worked, levels changed by {change} on average (between {low} and "
            "{high}); {expected} were expected."
        ).format(
            change=number(served.change, 1),
            low=number(served.change_range.low, 1),
            high=number(served.change_range.high, 1),
            expected=number(served.expected, 1),
        )
    ]
    if found.difference is None:
        parts.append(_("There are too few needs without any activity to compare with."))
    else:
        parts.append(_compared(found.difference, code))
    return (*parts, _(CAVEAT))


def _compared(found: Difference, code: str) -> str:
    _ = catalogue(code).gettext
    number = language(code).number
    text = (
        _(
            "Compared with the same needs without any activity, the difference is {value} levels "
            "(between {low} and {high}), and it keeps its direction whichever State is left out."
        )
        if found.clear
        else _(
            "Compared with the same needs without any activity, the difference is {value} levels "
            "(between {low} and {high}); it may also be none, or the reverse."
        )
    )
    return text.format(
        value=number(found.value, 1),
        low=number(found.range.low, 1),
        high=number(found.range.high, 1),
    )


def _untouched(one: Outcome) -> bool:
    return bool(one.gap) and not one.activities and not one.others


type _Found = tuple[float, Interval, tuple[str, ...], tuple[int, int]]


def _weighed(outcomes: Sequence[Outcome], *, least: int = MINIMUM_PAIRS) -> _Found | None:
    """Return the difference, its range, the indicators and the pairs on each side."""
    worked, idle = _sides(outcomes)
    codes = tuple(sorted(set(worked) & set(idle)))
    pairs = sum(len(worked[code]) for code in codes), sum(len(idle[code]) for code in codes)
    if not codes or min(pairs) < least:
        return None
    value = low = high = 0.0
    for code in codes:
        share = len(worked[code]) / pairs[0]
        with_it, without = tally(worked[code]), tally(idle[code])
        value += share * (_point(with_it) - _point(without))
        low += share * (_span(with_it).low - _span(without).high)
        high += share * (_span(with_it).high - _span(without).low)
    return value, Interval(low=low, high=high), codes, pairs


def _sides(
    outcomes: Sequence[Outcome],
) -> tuple[Mapping[str, list[Outcome]], Mapping[str, list[Outcome]]]:
    worked: dict[str, list[Outcome]] = defaultdict(list)
    idle: dict[str, list[Outcome]] = defaultdict(list)
    for one in outcomes:
        if one.change is None or not one.gap:
            continue
        if one.activities:
            worked[one.indicator].append(one)
        elif _untouched(one):
            idle[one.indicator].append(one)
    return worked, idle


def _point(found: Tally) -> float:
    return found.change or 0.0


def _span(found: Tally) -> Interval:
    return found.change_range or Interval(low=0.0, high=0.0)
