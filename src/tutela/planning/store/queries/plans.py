"""Plans and their versions."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Max

from tutela.people.engine.viewer import Viewer
from tutela.people.store.queries import account_names
from tutela.planning.engine.payload import problem_from_plain, solution_from_plain
from tutela.planning.engine.problem import Problem
from tutela.planning.engine.solution import Solution
from tutela.planning.engine.why import Reason, Want
from tutela.planning.store.access import version_of, visible_plan, visible_plans
from tutela.planning.store.models import Actual, PlanVersion
from tutela.planning.store.models import Plan as PlanRow
from tutela.planning.store.queries.material import Material, joined


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionLine:
    """One version in a list; instants in UTC, shares 0..1."""

    number: int
    status: str
    feasible: bool
    share: float
    deliveries: int
    cost: int
    note: str
    reason: str
    solved_at: datetime
    solved_by: str
    sent_at: datetime | None
    decided_at: datetime | None
    decided_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanLine:
    """One plan in a list, with its newest version if there is one."""

    key: int
    title: str
    region: str
    first_quarter: tuple[int, int]
    quarters: int
    currency: str
    states: int
    changed_at: datetime
    version: VersionLine | None
    approved: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Setup:
    """A plan as it is being set up."""

    key: int
    title: str
    region: str
    first_quarter: tuple[int, int]
    quarters: int
    currency: str
    revision: int
    needs_name: str
    material: Material
    newest: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One version with everything in it."""

    key: int
    plan: int
    title: str
    currency: str
    line: VersionLine
    problem: Problem
    solution: Solution
    marks: Mapping[str, Any]
    baseline: Mapping[str, int]
    digest: str
    seconds: float
    own: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Went:
    """What became of one delivery."""

    progress: str
    people: int | None
    cost: int | None
    ended: date | None
    note: str
    entered_at: datetime


def plans(viewer: Viewer) -> list[PlanLine]:
    """List the plans of the viewer's programme body, last changed first."""
    rows = list(visible_plans(viewer=viewer).defer("needs"))
    newest: dict[int, PlanVersion] = {}
    approved: dict[int, int] = {}
    light = PlanVersion.objects.defer("problem", "reasons")
    for one in light.filter(plan__in=rows).order_by("number"):
        newest[one.plan_id] = one
        if one.status == "approved":
            approved[one.plan_id] = one.number
    names = account_names(viewer, _people(newest.values()))
    return [
        PlanLine(
            key=row.pk, title=row.title, region=row.region,
            first_quarter=(row.first_year, row.first_quarter), quarters=row.quarters,
            currency=row.currency, states=len(row.draft.get("states", {})),
            changed_at=row.changed_at, approved=approved.get(row.pk, 0),
            version=_line(newest[row.pk], names) if row.pk in newest else None,
        )
        for row in rows
    ]


def plan_setup(viewer: Viewer, key: int, *, today: date) -> Setup:
    """Return a plan with what it would be solved from today.

    Raises:
        NotFound: It belongs to others.
    """
    row = visible_plan(viewer=viewer, key=key)
    return Setup(
        key=row.pk, title=row.title, region=row.region, currency=row.currency,
        first_quarter=(row.first_year, row.first_quarter), quarters=row.quarters,
        revision=row.revision, needs_name=row.needs_name,
        material=joined(viewer=viewer, plan=row, today=today), newest=newest_number(viewer, key),
    )


def plan_heading(viewer: Viewer, key: int) -> PlanRow:
    """Return the row of a plan for its title and time.

    Raises:
        NotFound: It belongs to others.
    """
    return visible_plan(viewer=viewer, key=key)


def newest_number(viewer: Viewer, key: int) -> int:
    """Return the number of the newest version, 0 without one.

    Raises:
        NotFound: The plan belongs to others.
    """
    row = visible_plan(viewer=viewer, key=key)
    newest = PlanVersion.objects.filter(plan=row).aggregate(n=Max("number"))["n"]
    return int(newest or 0)


def versions(viewer: Viewer, key: int) -> list[VersionLine]:
    """List the versions of a plan, newest first.

    Raises:
        NotFound: The plan belongs to others.
    """
    plan = visible_plan(viewer=viewer, key=key)
    light = PlanVersion.objects.defer("problem", "reasons")
    rows = list(light.filter(plan=plan).order_by("-number"))
    names = account_names(viewer, _people(rows))
    return [_line(row, names) for row in rows]


def version(viewer: Viewer, key: int, number: int) -> Version:
    """Return one version with its problem and solution.

    Raises:
        NotFound: There is none, or it belongs to others.
    """
    row = version_of(viewer=viewer, key=key, number=number)
    return Version(
        key=row.pk, plan=key, title=row.plan.title, currency=row.problem["currency"],
        line=_line(row, account_names(viewer, _people([row]))),
        problem=problem_from_plain(row.problem), solution=solution_from_plain(row.solution),
        marks=row.marks, baseline=row.baseline, digest=row.digest, seconds=row.seconds,
        own=viewer.account in {row.solved_by_id, row.sent_by_id},
    )


def reasons_for(viewer: Viewer, key: int, number: int, state: str) -> list[Reason]:
    """Return why a State takes part in each type that could help it, or not, by type.

    Raises:
        NotFound: There is no such version, or it belongs to others.
    """
    row = version_of(viewer=viewer, key=key, number=number)
    return [
        Reason(**{
            **one, "about": tuple(one["about"]),
            "wants": tuple(Want(**{**want, "about": tuple(want["about"])})
                           for want in one["wants"]),
        })
        for one in row.reasons.get(state, [])
    ]


def progress_of(viewer: Viewer, key: int, number: int) -> dict[int, Went]:
    """Return what was entered for the deliveries of a version, by their place from 0.

    Raises:
        NotFound: There is none, or it belongs to others.
    """
    row = version_of(viewer=viewer, key=key, number=number)
    return {
        one.delivery: Went(progress=one.progress, people=one.people, cost=one.cost,
                           ended=one.ended, note=one.note, entered_at=one.entered_at)
        for one in Actual.objects.filter(version=row).order_by("delivery")
    }


def _people(rows: Any) -> list[int]:
    return [key for row in rows for key in (row.solved_by_id, row.sent_by_id, row.decided_by_id)
            if key]


def _line(row: PlanVersion, names: Mapping[int, str]) -> VersionLine:
    found = row.solution
    return VersionLine(
        number=row.number, status=row.status, feasible=found["feasible"],
        share=found["value"] / found["need"] if found["need"] else 0.0,
        deliveries=len(found["deliveries"]),
        cost=sum(one["cost"] for one in found["deliveries"]), note=row.note, reason=row.reason,
        solved_at=row.solved_at, solved_by=names.get(row.solved_by_id, ""), sent_at=row.sent_at,
        decided_at=row.decided_at, decided_by=names.get(row.decided_by_id or 0, ""),
    )
