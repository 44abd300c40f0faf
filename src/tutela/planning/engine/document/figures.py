"""Numbers behind the chapters: needs by area, deliveries as spans, money by region or type."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from tutela.documents.figures.gantt import GanttRow, Phase
from tutela.planning.engine.document.material import Material
from tutela.planning.engine.solution import Delivery


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaNeed:
    """One need area over the States that brought needs.

    Attributes:
        code: Letter.
        level: Mean level where known, 0..4; None when nothing is known.
        low: Mean of the lower ends.
        high: Mean of the upper ends.
        target: Mean target.
        planned: Mean level expected after the plan.
        gap: Sum of weighted gaps.
        closed: Sum of weighted gaps the plan closes.
    """

    code: str
    level: float | None
    low: float
    high: float
    target: float
    planned: float | None
    gap: float
    closed: float


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorLine:
    """One indicator over the States that take part.

    Attributes:
        code: Of the indicator.
        states: Number of States with a gap in it.
        baseline: Mean level today, 0..4.
        expected: Mean level expected after the plan.
        target: Mean target.
        closed: Levels closed, summed over States.
    """

    code: str
    states: int
    baseline: float
    expected: float
    target: float
    closed: float


def areas(material: Material) -> tuple[AreaNeed, ...]:
    """Return one line a need area, the largest weighted gap first."""
    closed = _closed(material)
    weight = {code: state.weight for code, state in material.problem.states.items()}
    grouped = defaultdict(list)
    for need in material.problem.needs:
        if need.state in material.problem.states:
            grouped[need.indicator[0]].append(need)
    lines = []
    for code, needs in grouped.items():
        known = [need for need in needs if need.level is not None]
        shut = {id(need): closed.get((need.state, need.indicator), 0.0) for need in needs}
        lines.append(AreaNeed(
            code=code,
            level=_mean([need.level or 0.0 for need in known]),
            low=_mean([max(need.target - need.gap_high, 0.0) if need.level is not None else 0.0
                       for need in needs]) or 0.0,
            high=_mean([need.target - need.gap_low if need.level is not None else 4.0
                        for need in needs]) or 0.0,
            target=_mean([float(need.target) for need in needs]) or 0.0,
            planned=_mean([(need.level or 0.0) + shut[id(need)] for need in known]),
            gap=sum(weight[need.state] * need.weight * need.gap for need in needs),
            closed=sum(weight[need.state] * need.weight * shut[id(need)] for need in needs),
        ))
    return tuple(sorted(lines, key=lambda line: (-round(line.gap, 9), line.code)))


def indicators(material: Material) -> tuple[IndicatorLine, ...]:
    """Return the indicators the plan moves, most levels closed first, then by code."""
    closed, found = _closed(material), defaultdict(list)
    for need in material.problem.needs:
        shut = closed.get((need.state, need.indicator), 0.0)
        if shut > 0 and need.level is not None:
            found[need.indicator].append((need.level, shut, need.target))
    lines = [
        IndicatorLine(
            code=code, states=len(rows),
            baseline=sum(level for level, *_ in rows) / len(rows),
            expected=sum(level + shut for level, shut, _ in rows) / len(rows),
            target=sum(target for *_, target in rows) / len(rows),
            closed=sum(shut for _, shut, _ in rows),
        )
        for code, rows in found.items()
    ]
    return tuple(sorted(lines, key=lambda line: (-round(line.closed, 9), line.code)))


def gantt_rows(material: Material) -> tuple[GanttRow, ...]:
    """Return one row an activity type, in the order of first quarters."""
    return tuple(
        GanttRow(
            name=material.type(code), spans=spans(material, items),
            amount=sum(item.cost for item in items),
        )
        for code, items in material.by_type.items()
    )


def spans(
    material: Material, items: tuple[Delivery, ...]
) -> tuple[tuple[int, int, Phase], ...]:
    """Return the runs of quarters in which deliveries of one type begin."""
    found: list[tuple[int, int, Phase]] = []
    for pilot in (True, False):
        quarters = sorted({item.quarter for item in items if item.pilot is pilot})
        phase: Phase = "pilot" if pilot else "rollout"
        if not pilot and material.problem.types[items[0].type].presence == "online":
            phase = "online"
        for start, end in _runs(quarters):
            found.append((start, end, phase))
    return tuple(sorted(found))


def money_by(material: Material, what: str) -> Mapping[str, int]:
    """Return the cost by "region", "type" or "quarter" (as text), in order of appearance."""
    found: dict[str, int] = defaultdict(int)
    for item in sorted(material.solution.deliveries, key=lambda x: (x.quarter, x.type, x.region)):
        found[str(getattr(item, what))] += item.cost
    return found


def _runs(quarters: list[int]) -> list[tuple[int, int]]:
    if not quarters:
        return []
    breaks = [place for place, (one, two) in enumerate(pairwise(quarters)) if two > one + 1]
    starts = [quarters[0], *(quarters[place + 1] for place in breaks)]
    return list(zip(starts, [*(quarters[place] for place in breaks), quarters[-1]], strict=True))


def _closed(material: Material) -> dict[tuple[str, str], float]:
    return {(item.state, item.indicator): item.closed for item in material.solution.closed}


def _mean(values: list[float]) -> float | None:
    return sum(values) / len(values) if values else None
