"""Scoring many States at once in NumPy; the numbers are those of ``scoring.score``.

Axes: S States, I indicators in the order of codes, R respondents, A areas in order.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from tutela.needs.engine.aging import answer_weights, trust_in
from tutela.needs.engine.answers import AnswerSet, AnswerState
from tutela.needs.engine.areas import PLACES
from tutela.needs.engine.instrument import Instrument
from tutela.needs.engine.merging import TOP

SILENT, REFUSED = -1, -2
"""In place of a level: nothing said, and "does not apply". As a settlement, -1 is none."""

CODES = tuple(AnswerState)
"""States in the order in which arrays number them."""

_STATE = {state: np.int8(number) for number, state in enumerate(CODES)}

type Floats = NDArray[np.float64]
type Bytes = NDArray[np.int8]
type Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerArrays:
    """The answers of many States.

    Attributes:
        level: int8 (S, I, R): 0..4, SILENT or REFUSED.
        state: int8 (S, I, R): number in CODES of the state that was declared.
        evidence: float64 (S, I, R, 4): weight today of the best proof for the levels 1..4,
            0 above the level claimed.
        settled: int8 (S, I): 0..4, SILENT for none, REFUSED for "does not apply".
        target: int8 (S, I): 1..4.
    """

    level: Bytes
    state: Bytes
    evidence: Floats
    settled: Bytes
    target: Bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreArrays:
    """The results of many States; NaN where the scalar path has None, place 0 for none.

    Attributes:
        state: int8 (S, I), numbers in CODES.
        level, low, high, gap, evidence_weight: float64 (S, I).
        area_level, area_low, area_high, area_gap: float64 (S, A).
        area_place: int64 (S, A), 1 is the largest gap.
        overall_level, overall_low, overall_high, overall_gap: float64 (S,).
    """

    state: Bytes
    level: Floats
    low: Floats
    high: Floats
    gap: Floats
    evidence_weight: Floats
    area_level: Floats
    area_low: Floats
    area_high: Floats
    area_gap: Floats
    area_place: NDArray[np.int64]
    overall_level: Floats
    overall_low: Floats
    overall_high: Floats
    overall_gap: Floats


def arrays_of(
    *, instrument: Instrument, sets: Sequence[AnswerSet], as_of: date
) -> AnswerArrays:
    """Lay answer sets out as arrays, States in the order given, agencies in theirs."""
    rows = {code: row for row, code in enumerate(instrument.indicators)}
    shape = len(sets), len(rows), max([len(item.agencies) for item in sets] or [0])
    level = np.full(shape, SILENT, np.int8)
    state = np.full(shape, _STATE[AnswerState.UNKNOWN], np.int8)
    evidence = np.zeros((*shape, TOP))
    settled = np.full(shape[:2], SILENT, np.int8)
    target = np.empty(shape[:2], np.int8)
    target[:] = [item.target for item in instrument.indicators.values()]
    for s, item in enumerate(sets):
        agencies = {key: column for column, key in enumerate(item.agencies)}
        for answer in item.answers:
            if (row := rows.get(answer.indicator)) is None:
                continue
            place = s, row, agencies[answer.agency]
            state[place] = _STATE[answer.state]
            if answer.state is AnswerState.NOT_APPLICABLE:
                level[place] = REFUSED
            elif answer.state is not AnswerState.UNKNOWN and answer.level is not None:
                level[place] = answer.level
                half_life = instrument.half_lives[instrument.indicators[answer.indicator].kind]
                evidence[place] = answer_weights(answer, as_of=as_of, half_life=half_life)
        for code, settlement in item.settlements.items():
            if code in rows:
                settled[s, rows[code]] = REFUSED if settlement.level is None else settlement.level
        for code, aim in item.targets.items():
            if code in rows:
                target[s, rows[code]] = aim
    return AnswerArrays(level=level, state=state, evidence=evidence, settled=settled, target=target)


def score_many(*, instrument: Instrument, arrays: AnswerArrays) -> ScoreArrays:
    """Score many States at once."""
    state, level, low, high, weakest = _merge(arrays)
    gap = np.maximum(0.0, arrays.target - level)
    applies = state != _STATE[AnswerState.NOT_APPLICABLE]
    known = ~np.isnan(level)
    weight = np.array([item.weight for item in instrument.indicators.values()])
    member = np.array(
        [[item.domain == area for area in instrument.domains]
         for item in instrument.indicators.values()],
        dtype=np.float64,
    )
    shares = weight[:, None] * member
    area_level, area_gap = (_mean(x, known, shares) for x in (level, gap))
    area_low, area_high = (_mean(x, applies, shares) for x in (low, high))
    return ScoreArrays(
        state=state,
        level=level,
        low=low,
        high=high,
        gap=gap,
        evidence_weight=weakest,
        area_level=area_level,
        area_low=np.nan_to_num(area_low),
        area_high=np.nan_to_num(area_high),
        area_gap=area_gap,
        area_place=_places(area_gap),
        overall_level=_plain_mean(area_level),
        overall_low=np.nan_to_num(_plain_mean(area_low)),
        overall_high=np.nan_to_num(_plain_mean(area_high)),
        overall_gap=_plain_mean(area_gap),
    )


def _merge(arrays: AnswerArrays) -> tuple[Bytes, Floats, Floats, Floats, Floats]:
    said = arrays.level >= 0
    heard, refused = said.any(axis=2), (arrays.level == REFUSED).any(axis=2)
    bottom = np.where(said, arrays.level, TOP).min(axis=2, initial=TOP)
    top = np.where(said, arrays.level, 0).max(axis=2, initial=0)
    differ = heard & ((bottom != top) | refused)
    settled = differ & (arrays.settled != SILENT)
    dropped = (settled & (arrays.settled == REFUSED)) | (~heard & refused)
    bottom, top = (np.where(settled, arrays.settled, x) for x in (bottom, top))
    contested = differ & ~settled
    carried, weakest = _carried(arrays, said, bottom)
    level = np.where(heard & ~dropped, (bottom + top) / 2, np.nan)
    wide = contested & refused
    low = np.where(~heard | dropped | wide, 0.0, carried)
    high = np.where(~heard | wide, float(TOP), top)
    high = np.where(dropped, 0.0, high)
    state = _states(arrays, said, bottom, weakest)
    state[contested] = _STATE[AnswerState.CONTESTED]
    state[~heard] = _STATE[AnswerState.UNKNOWN]
    state[dropped] = _STATE[AnswerState.NOT_APPLICABLE]
    return state, level, low, high, np.where(heard & ~dropped, weakest, 0.0)


def _carried(arrays: AnswerArrays, said: Flags, bottom: Bytes) -> tuple[Floats, Floats]:
    trust = np.array([trust_in(state) for state in CODES])[arrays.state]
    plain = (arrays.evidence * said[..., None]).max(axis=2, initial=0.0)
    trusted = (arrays.evidence * (said * trust)[..., None]).max(axis=2, initial=0.0)
    steps = np.arange(1, TOP + 1) <= bottom[..., None]
    chain = np.minimum.accumulate(trusted, axis=2)
    # A running sum adds in the order of the scalar path, so that equal inputs give equal bits.
    carried = np.where(steps, chain, 0.0).cumsum(axis=2)[..., -1]
    return carried, np.where(steps, plain, 1.0).min(axis=2)


def _states(arrays: AnswerArrays, said: Flags, bottom: Bytes, weakest: Floats) -> Bytes:
    at_level = said & (arrays.level == bottom[..., None])
    verified = (at_level & (arrays.state == _STATE[AnswerState.VERIFIED])).any(axis=2)
    evidenced = (at_level & (arrays.state == _STATE[AnswerState.EVIDENCED])).any(axis=2)
    proven = weakest > 0
    state = np.full(bottom.shape, _STATE[AnswerState.ASSERTED], np.int8)
    state[proven & ((bottom > 0) | evidenced)] = _STATE[AnswerState.EVIDENCED]
    state[proven & verified] = _STATE[AnswerState.VERIFIED]
    return state


def _mean(values: Floats, counted: Flags, shares: Floats) -> Floats:
    total = counted @ shares
    summed = np.where(counted, values, 0.0) @ shares
    return np.divide(summed, total, out=np.full_like(total, np.nan), where=total > 0)


def _plain_mean(values: Floats) -> Floats:
    known = ~np.isnan(values)
    count = known.sum(axis=1)
    summed = np.where(known, values, 0.0).sum(axis=1)
    mean: Floats = np.divide(summed, count, out=np.full(len(values), np.nan), where=count > 0)
    return mean


def _places(gap: Floats) -> NDArray[np.int64]:
    key = np.where(np.isnan(gap), np.inf, -gap.round(PLACES))
    order = key.argsort(axis=1, kind="stable")
    places = order.argsort(axis=1, kind="stable") + 1
    return np.where(np.isnan(gap), 0, places)
