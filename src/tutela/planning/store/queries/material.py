"""What a plan is solved from: its draft joined with needs, requests, coverage, the catalogue."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tutela.needs.engine.instrument import current_instrument
from tutela.needs.store.queries.disclosing import shared_levels
from tutela.people.engine.viewer import Viewer
from tutela.planning.engine.coverage import covered
from tutela.planning.engine.draft import Draft, done_parts, draft_from_plain, next_part, problem_of
from tutela.planning.engine.needsfile import need_of
from tutela.planning.engine.problem import Need, Problem
from tutela.planning.store.models import Plan, StateRequest
from tutela.planning.store.queries.records import records
from tutela.planning.store.queries.types import catalogue_of


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedNeeds:
    """Needs that States share with the programme.

    Attributes:
        needs: By State, then indicator.
        names: Name by State.
        regions: M49 region by State, "" when unknown.
        assessments: Key of the assessment by State.
    """

    needs: tuple[Need, ...]
    names: Mapping[str, str]
    regions: Mapping[str, str]
    assessments: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """The problem as it would be solved now.

    Attributes:
        draft: Decisions of the officer.
        problem: Joined.
        baseline: Key of the newest assessment that each State shares; later ones measure results.
        done: Whether each part of the set-up is done.
        missing: The first part that is not, "" when all are.
        without_needs: Codes of States in the plan without a known gap.
    """

    draft: Draft
    problem: Problem
    baseline: Mapping[str, int]
    done: Mapping[str, bool]
    missing: str
    without_needs: tuple[str, ...]


def shared_needs(viewer: Viewer) -> SharedNeeds:
    """Return the needs that States share with the viewer's programme body."""
    known = current_instrument().indicators
    rows = [row for row in shared_levels(viewer) if row.indicator in known]
    return SharedNeeds(
        needs=tuple(
            need_of(state=row.state, indicator=row.indicator, level=row.level, low=row.low,
                    high=row.high, target=row.target, weight=known[row.indicator].weight)
            for row in rows if row.answer_state != "not-applicable"
        ),
        names={row.state: row.state_name for row in rows},
        regions={row.state: row.region for row in rows},
        assessments={row.state: row.assessment for row in rows},
    )


def requests_of(states: Sequence[str]) -> dict[str, frozenset[str] | None]:
    """Return what States asked for themselves; None for whatever serves them."""
    rows = StateRequest.objects.filter(state__in=list(states))
    return {
        row.state: None if row.everything else frozenset(row.types) for row in rows
    }


def joined(*, viewer: Viewer, plan: Plan, today: date) -> Material:
    """Return the problem of a plan as it would be solved today."""
    draft = draft_from_plain(plan.draft)
    shared = shared_needs(viewer)
    from_file = draft.needs_from == "file"
    needs = tuple(Need(**row) for row in plan.needs) if from_file else shared.needs
    types = catalogue_of(viewer).types
    problem = problem_of(
        draft, title=plan.title, currency=plan.currency,
        first_quarter=(plan.first_year, plan.first_quarter), quarters=plan.quarters, types=types,
        needs=needs, requests=requests_of(list(draft.states)),
        covered=covered(
            records(viewer, today=today, months=draft.months), types, today=today,
            months=draft.months,
        ),
    )
    with_gaps = {need.state for need in problem.needs if need.gap > 0}
    done = done_parts(draft, states_with_needs=sorted(with_gaps))
    return Material(
        draft=draft, problem=problem, done=done, missing=next_part(done),
        baseline={code: key for code, key in shared.assessments.items() if code in draft.states},
        without_needs=tuple(sorted(set(draft.states) - with_gaps)),
    )
