"""Leave out what adds nothing: places that close no further need, unless a rule wants them."""

from tutela.planning.engine.candidates import Pair
from tutela.planning.engine.model import Chain, Chosen, Model

ROUNDING = 1e-9


def prune(*, model: Model, chosen: Chosen) -> Chosen:
    """Return the choice without places that close nothing, dearest first."""
    kept = {(state, model.cohorts[number].type) for number in chosen for state in chosen[number]}
    by_state: dict[str, list[Chain]] = {}
    for chain in model.chains:
        by_state.setdefault(chain.need.state, []).append(chain)
    floors = _spare(model, kept)
    forced = set(model.candidates.forced)
    types = model.problem.types
    order = sorted(kept, key=lambda pair: (-types[pair[1]].state_cost, pair))
    for pair in order + order[::-1]:
        if pair not in kept or pair in forced or _required(model, kept, pair):
            continue
        region = model.problem.states[pair[0]].region
        if floors.get(region, 1) > 0 and not _adds(by_state.get(pair[0], []), kept, pair):
            kept.discard(pair)
            if region in floors:
                floors[region] -= 1
    left = {
        number: tuple(state for state in states if (state, model.cohorts[number].type) in kept)
        for number, states in chosen.items()
    }
    return {number: states for number, states in left.items() if states}


def _spare(model: Model, kept: set[Pair]) -> dict[str, int]:
    """Return how many places each region with a floor has above it."""
    states = model.problem.states
    return {
        region: sum(states[state].region == region for state, _ in kept) - least
        for region, least in model.problem.floors.items()
    }


def _required(model: Model, kept: set[Pair], pair: Pair) -> bool:
    state, code = pair
    return any(other[0] == state and code in model.candidates.requires[other] for other in kept)


def _adds(chains: list[Chain], kept: set[Pair], pair: Pair) -> bool:
    state, code = pair
    types = {other for one, other in kept if one == state}
    for chain in chains:
        serves = any(code == one for step in chain.steps for one, _ in step.effects)
        if serves and chain.closed(types=types) > chain.closed(types=types - {code}) + ROUNDING:
            return True
    return False
