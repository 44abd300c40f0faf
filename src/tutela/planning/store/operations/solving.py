"""Solve a plan in the background: asked for, shown as it goes, stopped, kept as a version."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Max

from tutela.foundation.clock import Clock, SystemClock
from tutela.foundation.digest import sha256_hex
from tutela.jobs.store.operations import task
from tutela.people.engine.roles import Action
from tutela.people.engine.viewer import Viewer
from tutela.planning.engine.checking import refuse_malformed
from tutela.planning.engine.payload import (
    dumped,
    problem_from_plain,
    problem_to_plain,
    solution_from_plain,
    solution_to_plain,
)
from tutela.planning.engine.solution import Solution
from tutela.planning.engine.solver import solve
from tutela.planning.engine.stopping import Stopped
from tutela.planning.store import remarks
from tutela.planning.store.access import owned_plan
from tutela.planning.store.faults import AlreadySolving, NotReady
from tutela.planning.store.models import Plan, PlanVersion, SolveRun
from tutela.planning.store.queries.material import joined
from tutela.planning.store.queries.runs import is_open
from tutela.planning.store.trail import note

_CLOCK = SystemClock()
_PAUSE = 0.7
"""Seconds between two looks at the database while the solver works."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Solved:
    """What a run led to; nothing when it was stopped."""

    solution: Solution | None
    reasons: dict[str, Any]
    seconds: float


@transaction.atomic
def ask_solve(
    *, viewer: Viewer, plan: int, note_text: str = "", near: int = 0, clock: Clock = _CLOCK
) -> SolveRun:
    """Freeze the problem as it is now and ask for a solution; a background job finds it.

    Args:
        viewer: A planner of the programme body.
        plan: Key of the plan.
        note_text: One line that tells the version from the others.
        near: Number of a version to stay close to at a small loss; 0 to find the best plan.
        clock: Tells the time.

    Raises:
        AlreadySolving: A run of this plan is not over.
        NotReady: States, needs, money or trainers are missing.
        ProblemRefused: Something in the set-up contradicts itself; each with its remedy.
        NotFound, NotAllowed: Only planners of the programme body.
    """
    row = owned_plan(viewer=viewer, key=plan, action=Action.PLAN)
    Plan.objects.select_for_update().get(pk=plan)
    if is_open(viewer=viewer, plan=plan):
        raise AlreadySolving
    material = joined(viewer=viewer, plan=row, today=clock.now().date())
    if material.missing:
        raise NotReady
    refuse_malformed(problem=material.problem)
    run = SolveRun.objects.create(
        plan=row, owner_id=row.owner_id, problem=problem_to_plain(material.problem),
        baseline=material.baseline, note=note_text[:300], near=near, asked_at=clock.now(),
        asked_by_id=viewer.account,
    )
    note(viewer=viewer, action="solve.asked", subject=f"plan:{plan}", clock=clock, run=run.pk)
    keep_solution.enqueue(run=run.pk)
    return run


@transaction.atomic
def stop_solve(*, viewer: Viewer, plan: int, clock: Clock = _CLOCK) -> None:
    """Ask every open run of a plan to stop; nothing of it is kept.

    Raises:
        NotFound, NotAllowed: Only planners of the programme body.
    """
    row = owned_plan(viewer=viewer, key=plan, action=Action.PLAN)
    runs = SolveRun.objects.filter(plan=row, status__in=["waiting", "running"])
    runs.filter(status="waiting").update(status="stopped", stop=True, ended_at=clock.now())
    runs.update(stop=True)
    note(viewer=viewer, action="solve.stopped", subject=f"plan:{plan}", clock=clock)


def run_solver(run: int) -> Solved:
    """Find the solution; slow. Writes only how far it is, which is no part of the result."""
    row = SolveRun.objects.get(pk=run)
    if row.stop or row.status == "done":
        return Solved(solution=None, reasons={}, seconds=0.0)
    SolveRun.objects.filter(pk=run).update(status="running")
    problem, began = problem_from_plain(row.problem), time.monotonic()
    asked, told = _stop_asked(run), _telling(run)
    try:
        solution = solve(
            problem=problem, previous=_quarters(row), progress=told, stop=asked
        )
        seconds = time.monotonic() - began
        told("reasons", 1.0)
        reasons = remarks.reasons(problem, solution)
    except Stopped:
        return Solved(solution=None, reasons={}, seconds=0.0)
    return Solved(solution=solution, reasons=reasons, seconds=seconds)


def _quarters(row: SolveRun) -> dict[tuple[str, str], int] | None:
    """Return where the version to stay close to has each State and type."""
    near = PlanVersion.objects.filter(plan_id=row.plan_id, number=row.near).first()
    if near is None:
        return None
    return {
        (state, one["type"]): one["quarter"]
        for one in near.solution["deliveries"] for state in one["states"]
    }


def _stop_asked(run: int) -> Callable[[], bool]:
    last, answer = [0.0], [False]

    def asked() -> bool:
        if time.monotonic() - last[0] > _PAUSE:
            last[0] = time.monotonic()
            answer[0] = SolveRun.objects.filter(pk=run, stop=True).exists()
        return answer[0]

    return asked


def _telling(run: int) -> Callable[[str, float], None]:
    last: list[Any] = ["", 0.0]

    def tell(stage: str, share: float) -> None:
        if stage == last[0] and time.monotonic() - last[1] < _PAUSE:
            return
        last[:] = [stage, time.monotonic()]
        SolveRun.objects.filter(pk=run).update(stage=stage[:20], share=int(1000 * share))

    return tell


@task(compute=run_solver, lease_seconds=90, attempts=3)  # type: ignore[untyped-decorator]
def keep_solution(solved: Solved, run: int) -> None:
    """Keep the solution as the next version of the plan, once."""
    row = SolveRun.objects.select_for_update().get(pk=run)
    if row.status in {"done", "stopped"}:
        return
    now = SystemClock().now()
    if solved.solution is None or row.stop:
        row.status, row.ended_at = "stopped", now
        row.save(update_fields=["status", "ended_at"])
        return
    row.version = keep_version(
        plan=row.plan, problem=row.problem, solution=solved.solution, reasons=solved.reasons,
        baseline=row.baseline, note_text=row.note, seconds=solved.seconds, by=row.asked_by_id,
        clock=SystemClock(),
    )
    row.status, row.ended_at, row.share = "done", now, 1000
    row.save(update_fields=["status", "ended_at", "share", "version"])
    keep_marks.enqueue(version=row.version.pk)


def keep_version(
    *, plan: Plan, problem: dict[str, Any], solution: Solution, reasons: dict[str, Any],
    baseline: dict[str, Any], note_text: str, seconds: float, by: int, clock: Clock,
) -> PlanVersion:
    """Add a version under the next number. Call it inside a transaction."""
    Plan.objects.select_for_update().get(pk=plan.pk)
    newest = PlanVersion.objects.filter(plan=plan).aggregate(n=Max("number"))["n"] or 0
    result = solution_to_plain(solution)
    made = PlanVersion.objects.create(
        plan=plan, owner_id=plan.owner_id, number=newest + 1, status="draft", problem=problem,
        solution=result, reasons=reasons, baseline=baseline, note=note_text, seconds=seconds,
        digest=sha256_hex(dumped({"problem": problem, "solution": result})),
        solved_at=clock.now(), solved_by_id=by,
    )
    Plan.objects.filter(pk=plan.pk).update(changed_at=clock.now())
    return made


def work_out_marks(version: int) -> dict[str, Any]:
    """Find which choices flip and what more money would do; slow, and writes nothing."""
    row = PlanVersion.objects.get(pk=version)
    return remarks.of(
        problem_from_plain(row.problem), solution_from_plain(row.solution), stop=lambda: False
    )


@task(compute=work_out_marks, lease_seconds=90, attempts=2)  # type: ignore[untyped-decorator]
def keep_marks(marks: dict[str, Any], version: int) -> None:
    """Keep what was worked out beside a version."""
    PlanVersion.objects.filter(pk=version).update(marks=marks)
