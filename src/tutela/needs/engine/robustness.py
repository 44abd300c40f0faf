"""How surely a place in a ranking holds, over many ways the open answers could turn out.

Each draw gives every indicator a level from its interval. The levels are stratified: over n
draws each indicator takes each of n equal parts of its interval exactly once, in an order that
depends on the seed alone (a Latin hypercube).

Source: McKay, Beckman and Conover (1979), Technometrics 21(2), on Latin hypercube sampling.
"""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from tutela.needs.engine.areas import PLACES
from tutela.needs.engine.result import IndicatorResult

DRAWS = 100
SEED = 2014
PRIORITIES = 10
"""Length of the list of priorities whose membership is tested."""

type Floats = NDArray[np.float64]


def stratified(*, draws: int, columns: int, seed: int) -> Floats:
    """Return a (draws, columns) array of shares, each column a shuffled set of midpoints.

    The shuffle sorts raw PCG64 words, whose stream NumPy promises to keep (NEP 19).

    >>> sorted(stratified(draws=4, columns=2, seed=1)[:, 0].tolist())
    [0.125, 0.375, 0.625, 0.875]
    """
    raw = np.random.PCG64(seed).random_raw(draws * columns).reshape(columns, draws)
    ranks = raw.argsort(axis=1, kind="stable").argsort(axis=1, kind="stable")
    shares: Floats = (ranks.T + 0.5) / draws
    return shares


def drawn_gaps(items: Sequence[IndicatorResult], *, draws: int, seed: int) -> Floats:
    """Return the gap of each indicator in each draw, (draws, indicators), levels."""
    low = np.array([item.low for item in items])
    high = np.array([item.high for item in items])
    target = np.array([float(item.target) for item in items])
    levels = low + stratified(draws=draws, columns=len(items), seed=seed) * (high - low)
    gaps: Floats = np.maximum(0.0, target - levels)
    return gaps


def area_gaps(items: Sequence[IndicatorResult], gaps: Floats) -> dict[str, Floats]:
    """Return the weighted mean gap of each area in each draw, (draws,), by letter.

    Areas where nothing applies are left out.
    """
    by_area: dict[str, list[int]] = {}
    for column, item in enumerate(items):
        if item.applies:
            by_area.setdefault(item.domain, []).append(column)
    weight = np.array([item.weight for item in items])
    return {
        area: gaps[:, columns] @ weight[columns] / weight[columns].sum()
        for area, columns in sorted(by_area.items())
    }


def places_held(gaps: Mapping[str, Floats], ranking: Sequence[str]) -> dict[str, float]:
    """Return the share of draws, 0..1, in which each ranked area keeps its place."""
    codes = sorted(gaps)
    if not codes:
        return {}
    table = np.column_stack([gaps[code] for code in codes]).round(PLACES)
    order = (-table).argsort(axis=1, kind="stable")
    return {
        code: float((order[:, place] == codes.index(code)).mean())
        for place, code in enumerate(ranking)
    }


def priorities_held(items: Sequence[IndicatorResult], gaps: Floats) -> dict[str, float]:
    """Return the share of draws, 0..1, in which each indicator is among the first PRIORITIES."""
    applies = [item.applies for item in items]
    weight = np.array([item.weight for item in items])
    table = np.where(applies, gaps * weight, -1.0).round(PLACES)
    first = (-table).argsort(axis=1, kind="stable")[:, :PRIORITIES]
    counts = np.bincount(first.ravel(), minlength=len(items)) / len(table)
    return {item.code: float(counts[column]) for column, item in enumerate(items)}
