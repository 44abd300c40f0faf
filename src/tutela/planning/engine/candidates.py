"""Which activities a State may take part in at all, when, and for the others the reason why not."""

from collections.abc import Mapping
from dataclasses import dataclass

from tutela.planning.engine.catalogue import ActivityType
from tutela.planning.engine.problem import Need, Pin, Problem

type Pair = tuple[str, str]
"""Code of a State, code of a type."""

SMALLEST = 0.1
"""Levels an activity must be able to raise some indicator by; less is not worth a journey."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """Why a State cannot take part in an activity whatever the money.

    Attributes:
        reason: "covered", "not-requested", "language", "pinned-out", "no-need", "small",
            "trainer-days", "capacity", "prerequisite" or "time".
        about: The record, language or type it is about; "" where there is none.
    """

    reason: str
    about: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidates:
    """What may be planned.

    Attributes:
        windows: First and last quarter by pair, sorted by pair; only what may be planned.
        requires: By pair, the types that must come earlier, sorted; what others deliver or the
            State already has need not.
        refused: Why, for every other pair of the problem.
        forced: Pairs that a person pinned in, sorted.
        pinned: Quarter by pair, where a person pinned one.
    """

    windows: Mapping[Pair, tuple[int, int]]
    requires: Mapping[Pair, tuple[str, ...]]
    refused: Mapping[Pair, Refusal]
    forced: tuple[Pair, ...]
    pinned: Mapping[Pair, int]


def room(*, need: Need, ceiling: int) -> float:
    """Return by how many levels activities with this ceiling can raise an indicator.

    >>> room(need=Need(state="XMA", indicator="A1", target=3, gap=2, gap_low=2, gap_high=2),
    ...      ceiling=2)
    1.0
    """
    return max(0.0, float(need.gap) - max(0, need.target - ceiling))


def pinned_pairs(*, problem: Problem, pin: Pin) -> tuple[Pair, ...]:
    """Return the pairs a pin is about, sorted; a region's pin is about each of its States."""
    if pin.state:
        return ((pin.state, pin.type),)
    return tuple(
        (code, pin.type)
        for code, state in sorted(problem.states.items())
        if state.region == pin.region
    )


def _already_had(problem: Problem) -> set[Pair]:
    """Return what must not come first, because the State stands where it would take it."""
    levels: dict[str, dict[str, float | None]] = {code: {} for code in problem.states}
    for need in problem.needs:
        if need.state in levels:
            levels[need.state][need.indicator] = need.level
    return {
        (state, code)
        for state, known in levels.items()
        for code, kind in problem.types.items()
        if kind.already_had(known)
    }


def find_candidates(*, problem: Problem) -> Candidates:
    """Decide for every State and type of the problem whether it may be planned, and when."""
    gains = largest_gains(problem=problem)
    covered = {(item.state, item.type): item.record for item in problem.covered}
    rules = {rule: _pairs_of(problem, rule) for rule in ("in", "out", "at")}
    refused: dict[Pair, Refusal] = {}
    open_pairs: list[Pair] = []
    for pair in _all_pairs(problem):
        reason = _barred(problem, pair, covered, rules["out"])
        if reason is None:
            open_pairs.append(pair)
        else:
            refused[pair] = reason
    met = covered.keys() | _already_had(problem)
    requires = {
        (state, code): tuple(
            sorted(one for one in problem.types[code].requires if (state, one) not in met)
        )
        for state, code in open_pairs
    }
    windows = _windows(problem, open_pairs, requires, rules["at"], refused)
    forced = tuple(sorted(pair for pair in rules["in"] if _may_be_forced(problem, pair, covered)))
    wanted = _wanted(windows, requires, gains, forced)
    for pair in windows:
        if pair not in wanted:
            refused[pair] = Refusal(reason="small" if gains.get(pair, 0.0) > 0 else "no-need")
    return Candidates(
        windows={pair: window for pair, window in windows.items() if pair in wanted},
        requires={pair: requires[pair] for pair in windows if pair in wanted},
        refused=refused,
        forced=forced,
        pinned={pair: quarter for pair, quarter in rules["at"].items() if pair in wanted},
    )


def largest_gains(*, problem: Problem) -> dict[Pair, float]:
    """Return by pair the most levels the activity could raise one indicator by, where above 0."""
    gains: dict[Pair, float] = {}
    by_indicator: dict[str, list[ActivityType]] = {}
    for kind in problem.types.values():
        for indicator in kind.effects:
            by_indicator.setdefault(indicator, []).append(kind)
    for need in problem.needs:
        for kind in by_indicator.get(need.indicator, ()):
            effect = kind.effects[need.indicator]
            gain = min(effect.levels, room(need=need, ceiling=effect.ceiling))
            pair = need.state, kind.code
            if gain > gains.get(pair, 0.0):
                gains[pair] = gain
    return gains


def _all_pairs(problem: Problem) -> list[Pair]:
    return [(state, code) for state in sorted(problem.states) for code in sorted(problem.types)]


def _pairs_of(problem: Problem, rule: str) -> dict[Pair, int]:
    return {
        pair: pin.quarter
        for pin in problem.pins
        if pin.rule == rule
        for pair in pinned_pairs(problem=problem, pin=pin)
    }


def _may_be_forced(problem: Problem, pair: Pair, covered: Mapping[Pair, str]) -> bool:
    """Let a region's pin pass over States it cannot serve; ``check`` names them."""
    state = problem.states[pair[0]]
    asked = state.requests is None or pair[1] in state.requests
    return asked and pair not in covered and state.language in problem.types[pair[1]].languages


def _barred(
    problem: Problem, pair: Pair, covered: Mapping[Pair, str], out: Mapping[Pair, int]
) -> Refusal | None:
    state, kind = problem.states[pair[0]], problem.types[pair[1]]
    if pair in covered:
        return Refusal(reason="covered", about=covered[pair])
    if state.requests is not None and kind.code not in state.requests:
        return Refusal(reason="not-requested")
    if pair in out:
        return Refusal(reason="pinned-out")
    return _unable(problem, pair)


def _unable(problem: Problem, pair: Pair) -> Refusal | None:
    state, kind = problem.states[pair[0]], problem.types[pair[1]]
    if state.language not in kind.languages:
        return Refusal(reason="language", about=state.language)
    if state.capacity < 1:
        return Refusal(reason="capacity")
    if kind.trainer_days > problem.trainer_days.get(state.language, 0):
        return Refusal(reason="trainer-days", about=state.language)
    return None


def _windows(
    problem: Problem,
    pairs: list[Pair],
    requires: Mapping[Pair, tuple[str, ...]],
    pinned: Mapping[Pair, int],
    refused: dict[Pair, Refusal],
) -> dict[Pair, tuple[int, int]]:
    """Find first and last quarters, prerequisites before what needs them; refuse the rest."""
    found: dict[Pair, tuple[int, int]] = {}
    waiting = set(pairs)

    def settle(pair: Pair) -> tuple[int, int] | None:
        if pair not in waiting:
            return found.get(pair)
        waiting.discard(pair)
        first, last = 0, problem.quarters - 1
        for code in requires[pair]:
            before = settle((pair[0], code))
            if before is None:
                refused[pair] = Refusal(reason="prerequisite", about=code)
                return None
            first = max(first, before[0] + 1)
        quarter = pinned.get(pair)
        if quarter is not None:
            first, last = max(first, quarter), quarter
        if first > last:
            refused[pair] = Refusal(reason="time")
            return None
        found[pair] = first, last
        return found[pair]

    for pair in pairs:
        settle(pair)
    return {pair: found[pair] for pair in pairs if pair in found}


def _wanted(
    windows: Mapping[Pair, tuple[int, int]],
    requires: Mapping[Pair, tuple[str, ...]],
    gains: Mapping[Pair, float],
    forced: tuple[Pair, ...],
) -> set[Pair]:
    """Return what helps, what a person pinned in, and what either of them requires."""
    wanted: set[Pair] = set()
    line = [pair for pair in windows if gains.get(pair, 0.0) >= SMALLEST]
    line += [pair for pair in forced if pair in windows]
    while line:
        pair = line.pop()
        if pair not in wanted:
            wanted.add(pair)
            line += [(pair[0], code) for code in requires[pair]]
    return wanted
