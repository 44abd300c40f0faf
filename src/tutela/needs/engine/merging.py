"""Several agencies, one indicator: what stands, how surely, and where they disagree.

Rules, in the order in which they are applied:

1. "Unknown" says nothing and is left out. When nobody said anything the indicator is UNKNOWN
   and may be anything: [0, 4].
2. Everybody says it does not apply: NOT_APPLICABLE.
3. Everybody names the same level: it stands, with the evidence of all.
4. Otherwise they differ. A settlement of the focal point stands; without one the indicator is
   CONTESTED. Its point is the middle between the lowest and the highest level (a count of
   offices is no vote) and its interval spans both; it is [0, 4] when even whether it applies is
   in dispute.

The interval of a level reaches down to what the evidence carries: the sum over the levels up to
it of the weakest proof so far (level n needs proof of every level up to n). That sum is the
expected number of steps that still stand when each proof holds with its weight and they fail
together.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tutela.needs.engine.aging import STEPS, answer_weights, trust_in
from tutela.needs.engine.answers import Answer, AnswerState, Settlement

TOP = 4
SAID_A_LEVEL = (AnswerState.ASSERTED, AnswerState.EVIDENCED, AnswerState.VERIFIED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What stands for one indicator after merging.

    Attributes:
        state: Merged state.
        level: Point, 0..4; None when unknown or not applicable.
        low: Lowest level compatible with the answers and their evidence, 0..4.
        high: Highest, 0..4.
        evidence_weight: Weight today of the weakest proof needed, 0..1; 1 for level 0.
        settled: Whether a settlement decided.
    """

    state: AnswerState
    level: float | None
    low: float
    high: float
    evidence_weight: float
    settled: bool = False


UNKNOWN = Standing(
    state=AnswerState.UNKNOWN, level=None, low=0.0, high=float(TOP), evidence_weight=0.0
)


def merge(
    answers: Sequence[Answer], settlement: Settlement | None, *, as_of: date, half_life: float
) -> Standing:
    """Merge the agencies' answers to one indicator; their order does not matter.

    Args:
        answers: All answers to this indicator.
        settlement: The focal point's decision, used only while agencies differ.
        as_of: Day for which evidence is weighed.
        half_life: Of this kind of indicator, in months.
    """
    holders = [item for item in answers if item.state in SAID_A_LEVEL and item.level is not None]
    refusals = any(item.state is AnswerState.NOT_APPLICABLE for item in answers)
    if not holders:
        return _not_applicable(settled=False) if refusals else UNKNOWN
    levels = {item.level for item in holders if item.level is not None}
    low, high = min(levels), max(levels)
    agreed = low == high and not refusals
    if not agreed and settlement is not None:
        if settlement.level is None:
            return _not_applicable(settled=True)
        low = high = settlement.level
        agreed = True
    reading = _reading(holders, level=low, as_of=as_of, half_life=half_life)
    if agreed:
        settled = settlement is not None and (refusals or len(levels) > 1)
        return _agreed(holders, reading, level=low, settled=settled)
    return Standing(
        state=AnswerState.CONTESTED,
        level=(low + high) / 2,
        low=0.0 if refusals else reading.carried,
        high=float(TOP if refusals else high),
        evidence_weight=reading.weakest,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reading:
    carried: float
    weakest: float


def _reading(
    holders: Sequence[Answer], *, level: int, as_of: date, half_life: float
) -> _Reading:
    trusted, plain = [0.0] * TOP, [0.0] * TOP
    for item in holders:
        weights = answer_weights(item, as_of=as_of, half_life=half_life)
        for step, weight in enumerate(weights):
            plain[step] = max(plain[step], weight)
            trusted[step] = max(trusted[step], trust_in(item.state) * weight)
    carried, chain = 0.0, 1.0
    for step in STEPS[:level]:
        chain = min(chain, trusted[step - 1])
        carried += chain
    return _Reading(carried=carried, weakest=min(plain[:level], default=1.0))


def _agreed(
    holders: Sequence[Answer], reading: _Reading, *, level: int, settled: bool
) -> Standing:
    said = {item.state for item in holders if item.level == level}
    state = AnswerState.ASSERTED
    if reading.weakest > 0:
        if AnswerState.VERIFIED in said:
            state = AnswerState.VERIFIED
        elif level > 0 or AnswerState.EVIDENCED in said:
            state = AnswerState.EVIDENCED
    return Standing(
        state=state,
        level=float(level),
        low=reading.carried,
        high=float(level),
        evidence_weight=reading.weakest,
        settled=settled,
    )


def _not_applicable(*, settled: bool) -> Standing:
    return Standing(
        state=AnswerState.NOT_APPLICABLE,
        level=None,
        low=0.0,
        high=0.0,
        evidence_weight=0.0,
        settled=settled,
    )
