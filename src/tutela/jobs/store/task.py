"""A task of this backend: Django's, with a slow first phase and limits of its own."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import tasks

# Django's classes are generic for the type checker only.
if TYPE_CHECKING:
    AnyTask = tasks.Task[..., Any]
    AnyResult = tasks.TaskResult[..., Any]
else:
    AnyTask, AnyResult = tasks.Task, tasks.TaskResult

LEASE_SECONDS = 60.0
ATTEMPTS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaseTask(AnyTask):
    """What ``@task`` makes.

    The function itself runs inside a transaction that also completes the job: both are kept or
    neither is. Slow work does not belong there, least of all on SQLite, where a transaction keeps
    everyone else from writing. It belongs in ``compute``, which runs before, outside, with the
    same arguments; what it returns is the function's first argument::

        def draw(assessment: int) -> bytes: ...      # slow, may read, must not write

        @task(compute=draw)
        def keep(drawn: bytes, assessment: int) -> None: ...   # quick, writes

    Attributes:
        compute: The slow phase. A worker that dies in it leaves nothing behind.
        lease_seconds: How long a worker may be silent before another takes the job over.
        attempts: How often the job is tried before it is given up.
    """

    compute: Callable[..., Any] | None = None
    lease_seconds: float = LEASE_SECONDS
    attempts: int = ATTEMPTS


def task(
    function: Callable[..., Any] | None = None,
    *,
    compute: Callable[..., Any] | None = None,
    lease_seconds: float = LEASE_SECONDS,
    attempts: int = ATTEMPTS,
    takes_context: bool = False,
) -> Any:
    """Make a task of a function at the top of a module; see LeaseTask for its phases and limits.

    Returns:
        The task, whose ``enqueue`` takes the function's arguments, except what was computed and
        the context; or, without a function, a decorator.
    """
    declare: Any = tasks.task
    return declare(
        function,
        compute=compute,
        lease_seconds=lease_seconds,
        attempts=attempts,
        takes_context=takes_context,
    )
