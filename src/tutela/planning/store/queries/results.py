"""What was measured after a plan: baseline, target, and the level of a newer assessment."""

from dataclasses import dataclass

from tutela.needs.store.queries.disclosing import shared_levels
from tutela.people.engine.roles import Action
from tutela.people.engine.viewer import Viewer
from tutela.planning.store.queries.plans import version


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """One need the plan works on.

    Attributes:
        state: Code of the State.
        indicator: Code of the needs instrument.
        baseline: Level when the version was solved.
        target: Level aimed at.
        expected: Levels the plan is expected to close.
        measured: Level of a newer assessment; None when there is none.
        low: Lower end of what was measured.
        high: Upper end of what was measured.
    """

    state: str
    indicator: str
    baseline: float | None
    target: int
    expected: float
    measured: float | None = None
    low: float = 0.0
    high: float = 4.0


def results_of(viewer: Viewer, key: int, number: int) -> list[Outcome]:
    """List the needs a version closes in part, with what newer shared assessments measured.

    A level counts as measured only when it comes from another assessment than the baseline.

    Raises:
        NotFound: The version belongs to others.
    """
    found = version(viewer, key, number)
    newer = {
        (row.state, row.indicator): row
        for row in (shared_levels(viewer) if viewer.may(Action.READ_AGGREGATE) else [])
        if row.level is not None and found.baseline.get(row.state, row.assessment) < row.assessment
    }
    levels = {(need.state, need.indicator): need for need in found.problem.needs}
    rows = []
    for one in found.solution.closed:
        if one.closed <= 0:
            continue
        need, row = levels[one.state, one.indicator], newer.get((one.state, one.indicator))
        rows.append(Outcome(
            state=one.state, indicator=one.indicator, baseline=need.level, target=need.target,
            expected=one.closed, measured=row.level if row else None,
            low=row.low if row else 0.0, high=row.high if row else 4.0,
        ))
    return rows
