"""How far the solver is."""

from dataclasses import dataclass
from datetime import datetime

from tutela.jobs.store.queries import jobs
from tutela.people.engine.viewer import Viewer
from tutela.planning.store.access import visible_plan
from tutela.planning.store.models import SolveRun

TASK = "tutela.planning.store.operations.solving.keep_solution"
"""The job that solves; a test holds the name true."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """The latest call of the solver for a plan; instants in UTC.

    Attributes:
        status: "waiting", "running", "done", "stopped", or "failed" when its job was given up.
        stage: Step the solver is in, "" before it began.
        share: How far it is, 0..1.
        stopping: Whether somebody asked it to stop.
        number: Of the version it led to, 0 without one.
    """

    key: int
    status: str
    stage: str
    share: float
    stopping: bool
    asked_at: datetime
    ended_at: datetime | None
    number: int

    @property
    def open(self) -> bool:
        """Whether it is still to come to an end."""
        return self.status in {"waiting", "running"}


def latest_run(viewer: Viewer, key: int) -> Run | None:
    """Return the latest run of a plan, None without one.

    Raises:
        NotFound: The plan belongs to others.
    """
    plan = visible_plan(viewer=viewer, key=key)
    rows = SolveRun.objects.filter(plan=plan).select_related("version")
    row = rows.defer("problem", "version__problem", "version__solution").order_by("-pk").first()
    if row is None:
        return None
    status = row.status
    if status in {"waiting", "running"} and row.pk in _given_up(viewer):
        status = "failed"
    return Run(
        key=row.pk, status=status, stage=row.stage, share=row.share / 1000, stopping=row.stop,
        asked_at=row.asked_at, ended_at=row.ended_at,
        number=row.version.number if row.version else 0,
    )


def is_open(*, viewer: Viewer, plan: int) -> bool:
    """Tell whether a run of a plan is still to come to an end."""
    run = latest_run(viewer, plan)
    return run is not None and run.open


def _given_up(viewer: Viewer) -> set[int]:
    failed = jobs(state="FAILED", organisation=viewer.organisation).filter(task=TASK)
    return {kwargs["run"] for kwargs in failed.values_list("kwargs", flat=True)}
