"""Find what is malformed in a planning problem before anybody tries to solve it."""

import math
from collections.abc import Iterable, Iterator

from tutela.foundation.errors import N_, InputRefused, Place
from tutela.foundation.errors import Problem as Fault
from tutela.planning.engine.candidates import pinned_pairs
from tutela.planning.engine.problem import Pin, Problem

NEGATIVE = "planning.negative", N_("{what} is {value}. Give a number that is not below zero.")
NOT_POSITIVE = "planning.not-positive", N_("{what} is {value}. Give a number above zero.")
OUTSIDE = "planning.outside", N_("{what} is {value}. Give a number from {low} to {high}.")
UNKNOWN = "planning.unknown", N_("{what} {value} is not in this plan. Choose one that is.")
TWICE = "planning.twice", N_("{what} {value} stands here twice. Keep one of the two.")
LENGTH = (
    "planning.length",
    N_(
        "{what} has {value} parts, but the plan has {quarters} quarters. Give one for each quarter."
    ),
)
CIRCLE = (
    "planning.circle",
    N_("The type {value} requires itself, directly or through others. Break the circle."),
)
PIN_COVERED = (
    "planning.pin-covered",
    N_("{type} for {state} is covered already. Take the pin away, or the record that covers it."),
)
PIN_NOT_REQUESTED = (
    "planning.pin-not-requested",
    N_("{state} did not ask for {type}. Take the pin away, or record the request first."),
)
PIN_LANGUAGE = (
    "planning.pin-language",
    N_("{type} is not given in the language of {state}. Take the pin away, or add the language."),
)
PIN_QUARTERS = (
    "planning.pin-quarters",
    N_("{type} for {state} is pinned to two quarters. Keep one of the two pins."),
)


class ProblemRefused(InputRefused):
    """The planning problem is malformed."""

    code = "planning.problem-refused"
    template = N_("The plan cannot be calculated until what is wrong in its input is put right.")


def check(*, problem: Problem) -> tuple[Fault, ...]:
    """Return everything malformed: numbers and codes first, then what pins contradict."""
    faults = (
        *_check_frame(problem), *_check_types(problem), *_check_circles(problem),
        *_check_states(problem), *_check_needs(problem), *_check_funds(problem),
        *_check_pins(problem),
    )  # fmt: skip
    # Pins can be compared with the rest only where all they name exists.
    return faults or tuple(_check_pinned(problem))


def refuse_malformed(*, problem: Problem) -> None:
    """Refuse a malformed problem.

    Raises:
        ProblemRefused: With everything that ``check`` finds.
    """
    faults = check(problem=problem)
    if faults:
        raise ProblemRefused(faults)


def _fault(kind: tuple[str, str], field: str, **params: object) -> Fault:
    return Fault(code=kind[0], template=kind[1], place=Place(field=field), params=params)


def _number(field: str, value: float, *, low: float, high: float = math.inf) -> Iterator[Fault]:
    """Find a number outside its range; what is not a number at all is outside every range."""
    if low <= value <= high:
        return
    if high < math.inf:
        yield _fault(OUTSIDE, field, what=field, value=value, low=low, high=high)
    else:
        yield _fault(NEGATIVE if low == 0 else NOT_POSITIVE, field, what=field, value=value)


def _known(field: str, values: Iterable[str], known: Iterable[str]) -> Iterator[Fault]:
    for value in sorted(set(values) - set(known)):
        yield _fault(UNKNOWN, field, what=field, value=value)


def _twice(field: str, values: Iterable[str]) -> Iterator[Fault]:
    seen: set[str] = set()
    for value in values:
        if value in seen:
            yield _fault(TWICE, field, what=field, value=value)
        seen.add(value)


def _check_frame(problem: Problem) -> Iterator[Fault]:
    yield from _number("quarters", problem.quarters, low=1)
    yield from _number("gap", problem.gap, low=0.0, high=1.0)
    for language, days in sorted(problem.trainer_days.items()):
        yield from _number(f"trainer-days {language}", days, low=0)
    homes = {state.region for state in problem.states.values()}
    yield from _known("floors", problem.floors, homes | set(problem.regions))
    for region, least in sorted(problem.floors.items()):
        yield from _number(f"floors {region}", least, low=0)


def _check_types(problem: Problem) -> Iterator[Fault]:
    for code, kind in sorted(problem.types.items()):
        yield from _known(f"types {code} requires", kind.requires, problem.types)
        for name in ("fixed_cost", "state_cost", "trainer_days"):
            yield from _number(f"types {code} {name}", getattr(kind, name), low=0)
        yield from _number(f"types {code} most_states", kind.most_states, low=1)
        for indicator, effect in sorted(kind.effects.items()):
            field = f"types {code} effects {indicator}"
            yield from _number(f"{field} levels", effect.levels, low=0.0, high=4.0)
            yield from _number(f"{field} ceiling", effect.ceiling, low=1, high=4)


def _check_circles(problem: Problem) -> Iterator[Fault]:
    left = {code: set(kind.requires) & set(problem.types) for code, kind in problem.types.items()}
    while free := {code for code, required in left.items() if not required & left.keys()}:
        left = {code: required for code, required in left.items() if code not in free}
    for code in sorted(left):
        if _reaches(left, code):
            yield _fault(CIRCLE, f"types {code} requires", value=code)


def _reaches(left: dict[str, set[str]], code: str) -> bool:
    seen: set[str] = set()
    line = list(left[code])
    while line:
        one = line.pop()
        if one == code:
            return True
        if one in left and one not in seen:
            seen.add(one)
            line += left[one]
    return False


def _check_states(problem: Problem) -> Iterator[Fault]:
    for code, state in sorted(problem.states.items()):
        yield from _number(f"states {code} weight", state.weight, low=1e-9)
        yield from _number(f"states {code} capacity", state.capacity, low=0)
        yield from _known(f"states {code} requests", state.requests or (), problem.types)


def _check_needs(problem: Problem) -> Iterator[Fault]:
    yield from _known("needs", (need.state for need in problem.needs), problem.states)
    yield from _twice("needs", (f"{need.state} {need.indicator}" for need in problem.needs))
    for need in problem.needs:
        field = f"needs {need.state} {need.indicator}"
        yield from _number(f"{field} weight", need.weight, low=1e-9)
        yield from _number(f"{field} gap", need.gap, low=0.0, high=4.0)


def _check_funds(problem: Problem) -> Iterator[Fault]:
    yield from _twice("funds", (fund.code for fund in problem.funds))
    homes = {state.region for state in problem.states.values()}
    for fund in problem.funds:
        field = f"funds {fund.code}"
        yield from _number(f"{field} amount", fund.amount, low=0)
        for part in fund.by_quarter:
            yield from _number(f"{field} by_quarter", part, low=0)
        if fund.by_quarter and len(fund.by_quarter) != problem.quarters:
            what, many = f"{field} by_quarter", len(fund.by_quarter)
            yield _fault(LENGTH, what, what=what, value=many, quarters=problem.quarters)
        yield from _known(f"{field} states", fund.states, problem.states)
        yield from _known(f"{field} regions", fund.regions, homes | set(problem.regions))
        yield from _known(f"{field} types", fund.types, problem.types)


def _check_pins(problem: Problem) -> Iterator[Fault]:
    homes = {state.region for state in problem.states.values()}
    for number, pin in enumerate(problem.pins, start=1):
        field = f"pins {number}"
        yield from _known(f"{field} type", [pin.type], problem.types)
        yield from _known(f"{field} rule", [pin.rule], ["in", "out", "at"])
        if pin.state:
            yield from _known(f"{field} state", [pin.state], problem.states)
        else:
            yield from _known(f"{field} region", [pin.region], homes)
        if pin.rule == "at":
            yield from _number(f"{field} quarter", pin.quarter, low=0, high=problem.quarters - 1)


def _check_pinned(problem: Problem) -> Iterator[Fault]:
    covered = {(item.state, item.type) for item in problem.covered}
    at: dict[tuple[str, str], int] = {}
    for number, pin in enumerate(problem.pins, start=1):
        if pin.rule == "in" and pin.state:
            yield from _contradicted(problem, f"pins {number}", pin, covered)
        for pair in pinned_pairs(problem=problem, pin=pin) if pin.rule == "at" else ():
            if at.setdefault(pair, pin.quarter) != pin.quarter:
                yield _fault(PIN_QUARTERS, f"pins {number}", state=pair[0], type=pair[1])


def _contradicted(
    problem: Problem, field: str, pin: Pin, covered: set[tuple[str, str]]
) -> Iterator[Fault]:
    state, kind = problem.states[pin.state], problem.types[pin.type]
    if (pin.state, pin.type) in covered:
        yield _fault(PIN_COVERED, field, state=pin.state, type=pin.type)
    if state.requests is not None and pin.type not in state.requests:
        yield _fault(PIN_NOT_REQUESTED, field, state=pin.state, type=pin.type)
    if state.language not in kind.languages:
        yield _fault(PIN_LANGUAGE, field, state=pin.state, type=pin.type)
