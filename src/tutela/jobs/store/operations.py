"""Declare tasks, do the jobs that are due, and try given-up ones again."""

from collections.abc import Callable

from django.db.models.functions import Now

from tutela.foundation.errors import NotFound
from tutela.jobs.store.models import Job, State
from tutela.jobs.store.task import task
from tutela.jobs.store.worker import Worker

__all__ = ["drain", "retry", "task", "work"]


def work(*, stop: Callable[[], bool], queues: tuple[str, ...] = ("default",)) -> int:
    """Do jobs until told to stop; the one in hand is finished first. Returns how many were done.

    Args:
        stop: Asked between jobs; see ``Worker.work``.
        queues: Queues to serve.
    """
    return Worker(queues=queues).work(stop=stop)


def drain(*, queues: tuple[str, ...] = ("default",)) -> int:
    """Do every job that is due now, in this process. Returns how many attempts were made."""
    worker, done = Worker(queues=queues), 0
    while worker.do_one():
        done += 1
    return done


def retry(*, key: str) -> None:
    """Let a given-up job be tried again from the start.

    Raises:
        NotFound: No given-up job has this key.
    """
    again = Job.objects.filter(key=key, state=State.FAILED).update(
        state=State.READY, attempt=0, run_after=Now(), finished_at=None
    )
    if not again:
        raise NotFound
