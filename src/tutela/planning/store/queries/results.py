"""What was measured after a plan: baseline, target, and the level of a newer assessment."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from tutela.needs.engine.answers import AnswerState
from tutela.needs.engine.instrument import current_instrument
from tutela.needs.engine.result import AreaResult, IndicatorResult, Result
from tutela.needs.store.queries.disclosing import SharedLevel, shared_levels
from tutela.people.engine.roles import Action
from tutela.people.engine.viewer import Viewer
from tutela.planning.engine.contribution import Contribution, contribution
from tutela.planning.engine.problem import Need
from tutela.planning.engine.results import Outcome, follow
from tutela.planning.store.queries.plans import Version, progress_of, version

_HIGHEST = 4.0
_NO_AREA = AreaResult(code="", level=None, low=0.0, high=_HIGHEST, gap=None, gap_low=0.0,
                      gap_high=_HIGHEST, known=0, asked=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """What became of the needs of a version.

    Attributes:
        outcomes: By State and indicator, every need of the version.
        planned: Levels the version is expected to close, by State and indicator, where above 0.
        contribution: Of what was delivered.
        delivered: Number of deliveries that were marked done.
        again: Codes of States that share a newer assessment than the baseline, sorted.
        first_time: Codes of States that share now and did not when the version was solved, sorted.
        readable: Whether the viewer's role reads what States share.
    """

    outcomes: tuple[Outcome, ...]
    planned: Mapping[tuple[str, str], float]
    contribution: Contribution
    delivered: int
    again: tuple[str, ...]
    first_time: tuple[str, ...]
    readable: bool


def results_of(viewer: Viewer, key: int, number: int, *, today: date) -> Results:
    """Set what newer shared assessments measured beside the needs of a version.

    A level counts as measured only when it comes from a later assessment than the baseline; a
    type counts as delivered to a State when a delivery of it was marked done.

    Raises:
        NotFound: The version belongs to others.
    """
    found = version(viewer, key, number)
    readable = viewer.may(Action.READ_AGGREGATE)
    rows = shared_levels(viewer) if readable else []
    rows = [row for row in rows if row.state in found.problem.states]
    newer = [row for row in rows
             if found.baseline.get(row.state, row.assessment) < row.assessment]
    done = [found.solution.deliveries[place]
            for place, went in progress_of(viewer, key, number).items() if went.progress == "done"]
    outcomes = follow(
        before=_before(found), after=_after(newer, today=today), solution=found.solution,
        types=found.problem.types, covered=found.problem.covered,
        delivered={(state, one.type) for one in done for state in one.states},
    )
    return Results(
        outcomes=outcomes, contribution=contribution(outcomes), delivered=len(done),
        planned={(one.state, one.indicator): one.closed
                 for one in found.solution.closed if one.closed > 0},
        again=tuple(sorted({row.state for row in newer})),
        first_time=tuple(sorted({row.state for row in rows} - set(found.baseline))),
        readable=readable,
    )


def _before(found: Version) -> dict[str, Result]:
    by_state: dict[str, list[IndicatorResult]] = {}
    for need in found.problem.needs:
        by_state.setdefault(need.state, []).append(_of_need(need))
    day = found.line.solved_at.date()
    return {state: _result(state, items, day=day) for state, items in by_state.items()}


def _after(rows: Iterable[SharedLevel], *, today: date) -> dict[str, Result]:
    by_state: dict[str, list[IndicatorResult]] = {}
    for row in rows:
        by_state.setdefault(row.state, []).append(_of_level(row))
    return {state: _result(state, items, day=today) for state, items in by_state.items()}


def _result(state: str, items: Iterable[IndicatorResult], *, day: date) -> Result:
    return Result(
        country=state, title="", instrument_version=current_instrument().version, as_of=day,
        indicators={item.code: item for item in items}, areas={}, overall=_NO_AREA, ranking=(),
        priorities=(), answer_first=(), draws=0, seed=0,
    )


def _of_need(need: Need) -> IndicatorResult:
    """Return a need as it was measured; a gap that may be 0 leaves the upper end open."""
    known = need.level is not None
    high = need.target - need.gap_low if known and need.gap_low > 0 else _HIGHEST
    return IndicatorResult(
        code=need.indicator, domain=need.indicator[0],
        state=AnswerState.ASSERTED if known else AnswerState.UNKNOWN, level=need.level,
        low=need.target - need.gap_high if known else 0.0, high=high, target=need.target,
        gap=need.gap if known else None, gap_low=need.gap_low, gap_high=need.gap_high,
        weight=need.weight, evidence_weight=0.0, statements=(),
    )


def _of_level(row: SharedLevel) -> IndicatorResult:
    return IndicatorResult(
        code=row.indicator, domain=row.indicator[0], state=AnswerState(row.answer_state),
        level=row.level, low=row.low, high=row.high, target=row.target,
        gap=None if row.level is None else max(0.0, row.target - row.level),
        gap_low=max(0.0, row.target - row.high), gap_high=max(0.0, row.target - row.low),
        weight=1.0, evidence_weight=row.evidence_weight, statements=(),
    )
