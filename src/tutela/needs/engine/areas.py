"""From indicators to need areas and the whole, and the ranking of areas by gap.

A weighted mean is sum(w * x) / sum(w). Points and gaps are means over what is known; intervals
over everything that applies, an unknown answer entering as [0, 4]. What does not apply enters
nowhere. Each area counts the same in the whole, since weights hold within an area.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from tutela.needs.engine.result import AreaResult, IndicatorResult

PLACES = 9
"""Decimals to which gaps are compared, so that the last bit of a float decides no ranking."""


def weighted_mean(pairs: Iterable[tuple[float, float]]) -> float | None:
    """Return the mean of (weight, value) pairs; None without any.

    >>> weighted_mean([(1.0, 4.0), (3.0, 0.0)])
    1.0
    """
    pairs = tuple(pairs)
    total = sum(weight for weight, _ in pairs)
    return sum(weight * value for weight, value in pairs) / total if total else None


def area_of(code: str, items: Sequence[IndicatorResult]) -> AreaResult:
    """Aggregate the indicators of one area, in the order of codes, without a place."""
    asked = [item for item in items if item.applies]

    def over(name: str) -> float:
        return weighted_mean((item.weight, getattr(item, name)) for item in asked) or 0.0

    return AreaResult(
        code=code,
        level=weighted_mean((i.weight, i.level) for i in asked if i.level is not None),
        low=over("low"),
        high=over("high"),
        gap=weighted_mean((i.weight, i.gap) for i in asked if i.gap is not None),
        gap_low=over("gap_low"),
        gap_high=over("gap_high"),
        known=sum(item.known for item in asked),
        asked=len(asked),
    )


def overall_of(areas: Iterable[AreaResult]) -> AreaResult:
    """Return the plain mean of the areas; those where nothing applies are left out."""
    areas = tuple(area for area in areas if area.asked)

    def over(name: str) -> float:
        return weighted_mean((1.0, getattr(area, name)) for area in areas) or 0.0

    return AreaResult(
        code="",
        level=weighted_mean((1.0, area.level) for area in areas if area.level is not None),
        low=over("low"),
        high=over("high"),
        gap=weighted_mean((1.0, area.gap) for area in areas if area.gap is not None),
        gap_low=over("gap_low"),
        gap_high=over("gap_high"),
        known=sum(area.known for area in areas),
        asked=sum(area.asked for area in areas),
    )


def ranking_of(gaps: Mapping[str, float | None]) -> tuple[str, ...]:
    """Return the codes with a gap, largest first, equal gaps in the order of codes.

    >>> ranking_of({"A": 1.0, "B": None, "C": 2.0, "D": 1.0})
    ('C', 'A', 'D')
    """
    known = [(code, gap) for code, gap in gaps.items() if gap is not None]
    return tuple(code for code, _ in sorted(known, key=lambda x: (-round(x[1], PLACES), x[0])))


def placed(
    areas: Mapping[str, AreaResult], ranking: Sequence[str], holds: Mapping[str, float]
) -> dict[str, AreaResult]:
    """Return the areas with their places and how surely they hold them."""
    places = {code: place for place, code in enumerate(ranking, 1)}
    return {
        code: replace(area, place=places.get(code), holds=holds.get(code))
        for code, area in areas.items()
    }
