"""Use what a timetable left free: add places that fit and close something, best first."""

from collections.abc import Sequence

from tutela.planning.engine.candidates import Pair
from tutela.planning.engine.model import Chain, Model
from tutela.planning.engine.money import pay
from tutela.planning.engine.schedule import Item, Placed
from tutela.planning.engine.slack import Place, measure

ROUNDS = 200
ROUNDING = 1e-9


def fill(*, model: Model, placed: Sequence[Placed]) -> tuple[Placed, ...]:
    """Return the plan with further places, as long as some fit as they are."""
    current = tuple(placed)
    for _ in range(ROUNDS):
        paid = pay(model=model, placed=current)
        if paid is None:
            return tuple(placed)
        slack = measure(model=model, placed=current, paid=paid)
        worth = additions(model=model, taken=frozenset(slack.quarters))
        best: tuple[float, Pair, Place] | None = None
        for pair, value in worth.items():
            fits = [place for place in slack.places(pair=pair) if place.fits]
            if fits:
                place = min(fits, key=lambda place: (place.cost, place.quarter, place.cohort))
                rate = value / max(1, place.cost)
                if best is None or (rate, value) > (best[0], worth[best[1]]):
                    best = rate, pair, place
        if best is None:
            break
        current = _with(current, best[1], best[2])
    return current


def additions(*, model: Model, taken: frozenset[Pair]) -> dict[Pair, float]:
    """Return by pair that is not taken the weighted need it would close besides, where above 0."""
    by_state: dict[str, set[str]] = {}
    for state, code in taken:
        by_state.setdefault(state, set()).add(code)
    found: dict[Pair, float] = {}
    for chain in model.chains:
        state = chain.need.state
        types = by_state.get(state, set())
        closed = chain.closed(types=types)
        for code in codes_of(chain=chain):
            if code not in types:
                more = chain.weight * (chain.closed(types=types | {code}) - closed)
                if more > ROUNDING:
                    found[state, code] = found.get((state, code), 0.0) + more
    return dict(sorted(found.items()))


def codes_of(*, chain: Chain) -> list[str]:
    """Return the types that may close something of a need."""
    return [code for step in chain.steps for code, _ in step.effects]


def _with(placed: Sequence[Placed], pair: Pair, place: Place) -> tuple[Placed, ...]:
    if place.joins is None:
        item = Item(cohort=place.cohort, states=(pair[0],))
        return tuple(sorted([*placed, Placed(quarter=place.quarter, item=item)]))
    item = Item(cohort=place.cohort, states=tuple(sorted([*place.joins.states, pair[0]])))
    return tuple(
        sorted(
            Placed(quarter=one.quarter, item=item) if one.item == place.joins else one
            for one in placed
        )
    )
