"""A peer of the planner: lazy greedy over cohorts, worth per money, earliest quarter that fits.

What a practised planner would do with a spreadsheet. No bound, no looking back.
"""

import heapq

from tutela.planning.engine.model import Chain, Cohort, Model
from tutela.planning.engine.money import pay
from tutela.planning.engine.schedule import Item, Placed
from tutela.planning.engine.slack import Slack, measure


def greedy(*, model: Model) -> tuple[Placed, ...]:
    """Add the cohort with the most worth for its money until none fits any more."""
    held = Held(model=model)
    later = list(model.cohorts)
    while later and (left := _round(held, later)) is not None:
        later = left
    return held.placed


class Held:
    """What was added so far."""

    def __init__(self, *, model: Model) -> None:
        self.model = model
        self.placed: tuple[Placed, ...] = ()
        self.slack = measure(model=model, placed=(), paid={})
        self.taken: dict[str, set[str]] = {}
        self.chains: dict[str, list[Chain]] = {}
        for chain in model.chains:
            self.chains.setdefault(chain.need.state, []).append(chain)

    def offer(self, cohort: Cohort) -> tuple[float, tuple[str, ...]]:
        """Return the best worth for money of a delivery of a cohort, and to whom."""
        kind = self.model.problem.types[cohort.type]
        gains = sorted(
            (self.gain(state, cohort.type), state)
            for state in cohort.states
            if self.ready(state, cohort.type)
        )[::-1]
        best: tuple[float, tuple[str, ...]] = (0.0, ())
        for many in range(1, min(len(gains), kind.most_states) + 1):
            cost = max(1, kind.fixed_cost + many * kind.state_cost)
            rate = sum(gain for gain, _ in gains[:many]) / cost
            if rate > best[0]:
                best = rate, tuple(sorted(state for _, state in gains[:many]))
        return best

    def ready(self, state: str, code: str) -> bool:
        types = self.taken.get(state, set())
        return code not in types and set(self.model.candidates.requires[state, code]) <= types

    def gain(self, state: str, code: str) -> float:
        types = self.taken.get(state, set())
        return sum(
            chain.weight * (chain.closed(types=types | {code}) - chain.closed(types=types))
            for chain in self.chains.get(state, ())
        )

    def add(self, item: Item) -> bool:
        """Add a delivery in the earliest quarter that fits, if any does."""
        fitting = _fit(self.model, self.slack, self.placed, item)
        if fitting is None:
            return False
        self.placed, self.slack = fitting
        for state in item.states:
            self.taken.setdefault(state, set()).add(self.model.cohorts[item.cohort].type)
        return True


def _round(held: Held, cohorts: list[Cohort]) -> list[Cohort] | None:
    """Go through the cohorts, best first; return those not ready, None when none was added."""
    heap = [(-held.offer(one)[0], one.number) for one in cohorts]
    heapq.heapify(heap)
    later, added = [], False
    while heap:
        _, number = heapq.heappop(heap)
        cohort = held.model.cohorts[number]
        rate, states = held.offer(cohort)
        if not states:
            later.append(cohort)
        elif heap and rate < -heap[0][0] - 1e-12:
            heapq.heappush(heap, (-rate, number))
        elif held.add(Item(cohort=number, states=states)):
            added = True
    return later if added else None


def _fit(
    model: Model, slack: Slack, placed: tuple[Placed, ...], item: Item
) -> tuple[tuple[Placed, ...], Slack] | None:
    cohort = model.cohorts[item.cohort]
    quarters = [
        {
            place.quarter
            for place in slack.places(pair=(state, cohort.type))
            if place.cohort == item.cohort and not (place.days or place.capacity or place.money)
        }
        for state in item.states
    ]
    for quarter in sorted(set.intersection(*quarters)):
        more = tuple(sorted([*placed, Placed(quarter=quarter, item=item)]))
        paid = pay(model=model, placed=more)
        if paid is not None:
            return more, measure(model=model, placed=more, paid=paid)
    return None
