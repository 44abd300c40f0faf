"""Who trains whom on what: count records by provider, topic and State at once."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tutela.registry.engine.codes import state_code
from tutela.registry.engine.counting import Chosen
from tutela.registry.engine.vocabulary import vocabulary

_STATES = 1 << 16
"""More than any number of a State."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """Activities of one provider on one topic.

    Attributes:
        provider: Code of the provider, as text.
        topic: Code of the vocabulary.
        total: Activities.
        states: State codes with their number of activities, most first; one activity may have
            several States, or none.
    """

    provider: str
    topic: str
    total: int
    states: tuple[tuple[str, int], ...]


def cross(chosen: Sequence[Chosen], *, most: int) -> tuple[Cell, ...]:
    """Count activities by provider, topic and State.

    Args:
        chosen: Parts with what filters left of them.
        most: Providers to tell of, those with most activities.

    Returns:
        One cell for each pair that occurs, providers with most activities first, then in the
        order of the vocabulary. Activities without a provider are left out.
    """
    every: Counter[int] = Counter()
    for one in chosen:
        numbers = np.bincount(one.part.provider[one.every], minlength=len(one.part.provider_codes))
        for at in np.flatnonzero(numbers):
            every[int(one.part.provider_codes[at])] += int(numbers[at])
    every.pop(0, None)
    frequent = sorted(every, key=lambda code: (-every[code], code))[:most]
    totals: Counter[tuple[int, int]] = Counter()
    states: dict[tuple[int, int], Counter[str]] = {}
    for one in chosen:
        _count(one, frequent, totals, states)
    topics = tuple(vocabulary().topics)
    return tuple(
        Cell(
            provider=str(code), topic=topic, total=totals[code, at],
            states=tuple(sorted(states.get((code, at), Counter()).items(),
                                key=lambda pair: (-pair[1], pair[0]))),
        )
        for code in frequent for at, topic in enumerate(topics) if totals[code, at]
    )


def _count(
    one: Chosen, frequent: Sequence[int], totals: Counter[tuple[int, int]],
    states: dict[tuple[int, int], Counter[str]],
) -> None:
    part = one.part
    number = np.full(len(part.provider_codes), -1, dtype=np.int64)
    for at, code in enumerate(frequent):
        number[part.provider_codes == code] = at
    rows = np.flatnonzero(one.every)
    whose = number[part.provider[rows]]
    rows, whose = rows[whose >= 0], whose[whose >= 0]
    first = np.searchsorted(part.state_row, rows, side="left")
    lengths = np.searchsorted(part.state_row, rows, side="right") - first
    before = np.cumsum(lengths) - lengths
    offsets = np.arange(int(lengths.sum())) + np.repeat(first - before, lengths)
    pairs = np.repeat(whose, lengths) * _STATES + part.state[offsets]
    held, held_there = part.topics[rows], np.repeat(part.topics[rows], lengths)
    for at in range(len(vocabulary().topics)):
        bit = np.uint64(1 << at)
        for place, count in enumerate(np.bincount(whose[(held & bit) != 0])):
            if count:
                totals[frequent[place], at] += int(count)
        found, counts = np.unique(pairs[(held_there & bit) != 0], return_counts=True)
        for pair, count in zip(found.tolist(), counts.tolist(), strict=True):
            place, state = divmod(pair, _STATES)
            states.setdefault((frequent[place], at), Counter())[state_code(state)] += count
