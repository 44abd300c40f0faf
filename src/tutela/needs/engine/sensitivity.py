"""Which open question, answered for certain, would change the ranking of areas most.

A gap falls as a level rises, so the two ends of an indicator's interval are the two extreme
answers; nothing between them can move its area further.
"""

from collections.abc import Mapping, Sequence

from tutela.needs.engine.answers import AnswerState
from tutela.needs.engine.areas import ranking_of, weighted_mean
from tutela.needs.engine.result import AreaResult, IndicatorResult, OpenQuestion

AGED = 0.5
"""Evidence that weighs less than this has passed its half-life."""


def reason_open(item: IndicatorResult) -> str:
    """Return why a question is open: "unknown", "contested", "unproven" or "aged"; "" if not."""
    if item.state in (AnswerState.UNKNOWN, AnswerState.CONTESTED):
        return item.state.value
    if item.state is AnswerState.ASSERTED and item.high > item.low:
        return "unproven"
    if item.known and item.evidence_weight < AGED:
        return "aged"
    return ""


def open_questions(
    items: Sequence[IndicatorResult], areas: Mapping[str, AreaResult]
) -> tuple[OpenQuestion, ...]:
    """Return every open question, the most telling first.

    The order is by places moved, then by how much the area's interval narrows, then by code.
    """
    found = []
    for item in items:
        if reason := reason_open(item):
            fellows = [x for x in items if x.domain == item.domain and x.applies]
            total = sum(x.weight for x in fellows)
            found.append(
                OpenQuestion(
                    code=item.code,
                    domain=item.domain,
                    state=item.state,
                    reason=reason,
                    shift=_shift(item, fellows, areas),
                    narrows=item.weight * (item.high - item.low) / total,
                )
            )
    return tuple(sorted(found, key=lambda x: (-x.shift, -round(x.narrows, 9), x.code)))


def _shift(
    item: IndicatorResult, fellows: Sequence[IndicatorResult], areas: Mapping[str, AreaResult]
) -> int:
    gaps = {code: area.gap for code, area in areas.items()}
    before = ranking_of(gaps)
    others = [(x.weight, x.gap) for x in fellows if x.code != item.code and x.gap is not None]
    largest = 0
    for gap in (item.gap_low, item.gap_high):
        after = ranking_of({**gaps, item.domain: weighted_mean([*others, (item.weight, gap)])})
        moved = [abs(after.index(code) - before.index(code)) for code in before]
        largest = max([largest, *moved])
    return largest
