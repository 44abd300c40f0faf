"""Scored results: of an assessment, of the one before, and of States that share theirs."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tutela.needs.engine.answers import AnswerState
from tutela.needs.engine.comparison import Comparison, compare
from tutela.needs.engine.instrument import current_instrument
from tutela.needs.engine.result import IndicatorResult, Result
from tutela.needs.engine.robustness import DRAWS, SEED
from tutela.needs.engine.scoring import conclude, score
from tutela.needs.store.memory import kept
from tutela.needs.store.queries.assessments import Sheet, sheet, to_answer_set
from tutela.needs.store.queries.disclosing import SharedLevel, shared_levels, shared_stamp
from tutela.people.engine.viewer import Viewer

FEW_DRAWS = 200
"""Enough for a page that shows no robustness."""


def result_of(found: Sheet, *, as_of: date) -> Result:
    """Score an assessment as the viewer sees it."""
    instrument = current_instrument()
    return kept(
        ("result", found.place, as_of), (found.stamp, instrument.version),
        lambda: score(instrument=instrument, answers=to_answer_set(found), as_of=as_of),
    )


def earlier_result(viewer: Viewer, found: Sheet, *, as_of: date) -> Result | None:
    """Score the assessment from which this one was carried over, on its last day."""
    if found.parent is None or not found.own:
        return None
    before = sheet(viewer, found.parent)
    if before.instrument_version != found.instrument_version:
        return None
    return result_of(before, as_of=min(before.closes, as_of))


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedResult:
    """What one State shares with the viewer.

    Attributes:
        name: Of the State, as it wrote it.
        region: M49 code of an invented State, "" for real ones.
        result: Concluded from what it shares alone.
    """

    name: str
    region: str
    result: Result


def shared_by_state(viewer: Viewer, *, as_of: date) -> dict[str, SharedResult]:
    """Return what each State shares with the viewer, by its three letters."""
    return kept(
        ("shared", viewer.organisation, viewer.kind, viewer.role, viewer.state, as_of),
        (shared_stamp(viewer), current_instrument().version),
        lambda: _shared_by_state(viewer, as_of=as_of),
    )


def _shared_by_state(viewer: Viewer, *, as_of: date) -> dict[str, SharedResult]:
    by_state: dict[str, list[SharedLevel]] = {}
    for row in shared_levels(viewer):
        by_state.setdefault(row.state, []).append(row)
    return {
        state: SharedResult(
            name=rows[0].state_name, region=rows[0].region,
            result=_concluded(state, rows, as_of=as_of),
        )
        for state, rows in by_state.items()
    }


def shared_results(viewer: Viewer, *, as_of: date) -> list[Result]:
    """Return one result a State, concluded from what it shares with the viewer alone."""
    return [one.result for one in shared_by_state(viewer, as_of=as_of).values()]


def compared(viewer: Viewer, result: Result, *, region: str, as_of: date) -> Comparison:
    """Set a result beside those of other States that share theirs with the viewer."""
    shared = shared_by_state(viewer, as_of=as_of)
    return compare(
        result, [one.result for one in shared.values()], region=region,
        peer_regions={state: one.region for state, one in shared.items() if one.region},
    )


def _concluded(state: str, rows: Iterable[SharedLevel], *, as_of: date) -> Result:
    known = current_instrument()
    items = [_item(row) for row in rows if row.indicator in known.indicators]
    return conclude(
        items=items, country=state, title="", instrument_version=known.version, as_of=as_of,
        draws=min(DRAWS, FEW_DRAWS), seed=SEED,
    )


def _item(row: SharedLevel) -> IndicatorResult:
    indicator = current_instrument().indicators[row.indicator]
    return IndicatorResult(
        code=row.indicator, domain=indicator.domain, state=AnswerState(row.answer_state),
        level=row.level, low=row.low, high=row.high, target=row.target,
        gap=None if row.level is None else max(0.0, row.target - row.level),
        gap_low=max(0.0, row.target - row.high), gap_high=max(0.0, row.target - row.low),
        weight=indicator.weight, evidence_weight=row.evidence_weight, statements=(),
    )
