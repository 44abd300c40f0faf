"""What would leave a version for one activity: questions and their answers."""

from dataclasses import dataclass

from tutela.jobs.store.queries import jobs
from tutela.people.engine.viewer import Viewer
from tutela.planning.store.access import version_of
from tutela.planning.store.models import WhyNot

TASK = "tutela.planning.store.operations.questions.keep_instead"
"""The job that answers; a test holds the name true."""

type Pair = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Instead:
    """One question about a type.

    Attributes:
        status: "waiting", "done", or "failed" when its job was given up.
        possible: Whether any plan has it.
        loss: Weighted need that is closed less then; below 0 when more is closed.
        leaves: State and type of what leaves the plan.
        enters: State and type of what enters besides.
    """

    status: str
    possible: bool = False
    loss: float = 0.0
    leaves: tuple[Pair, ...] = ()
    enters: tuple[Pair, ...] = ()


def questions(viewer: Viewer, key: int, number: int, state: str) -> dict[str, Instead]:
    """Return what was asked about one State in a version, by type.

    Raises:
        NotFound: The version belongs to others.
    """
    rows = list(
        WhyNot.objects.filter(version=version_of(viewer=viewer, key=key, number=number),
                              state=state)
    )
    failed = failed_questions(viewer) if any(not row.answer for row in rows) else set()
    return {row.type: _instead(row, failed) for row in rows}


def failed_questions(viewer: Viewer) -> set[int]:
    """Return the keys of the questions whose job was given up."""
    failed = jobs(state="FAILED", organisation=viewer.organisation).filter(task=TASK)
    return {kwargs["question"] for kwargs in failed.values_list("kwargs", flat=True)}


def _instead(row: WhyNot, failed: set[int]) -> Instead:
    if not row.answer:
        return Instead(status="failed" if row.pk in failed else "waiting")
    return Instead(
        status="done", possible=row.answer["possible"], loss=row.answer["loss"],
        leaves=tuple((state, kind) for state, kind in row.answer["leaves"]),
        enters=tuple((state, kind) for state, kind in row.answer["enters"]),
    )
