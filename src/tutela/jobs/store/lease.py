"""Claim a job, keep it, complete it: every step is one statement fenced by the attempt's number.

Instants are the database's own. Should its clock jump, a job may be started twice, but the
fencing number still lets only one of the two complete.
"""

import threading
from datetime import timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import F, Q
from django.db.models.functions import Now

from tutela.jobs.store.models import Job, State


class LeaseLost(Exception):  # noqa: N818 - a turn of events, handled where it arises
    """Another worker has taken the job over; whatever this one did is to be undone."""


def claim(*, worker: str, queues: list[str], seconds: float) -> Job | None:
    """Take the next job that is due, or whose worker fell silent; None when there is none.

    Args:
        worker: Name of the worker, kept with the job.
        queues: From which queues.
        seconds: How long the lease holds.
    """
    due = Q(state=State.READY, run_after__lte=Now())
    abandoned = Q(state=State.RUNNING, leased_until__lt=Now())
    rows = Job.objects.filter(due | abandoned, queue__in=queues).order_by("-priority", "id")
    if connection.vendor == "sqlite" and not rows.exists():
        return None  # asking first spares the writers a queue of idle workers
    with transaction.atomic():
        job = rows.select_for_update(skip_locked=True).first()
        if job is None:
            return None
        job.attempt += 1
        job.workers = [*job.workers, worker]
        Job.objects.filter(pk=job.pk).update(
            state=State.RUNNING,
            attempt=job.attempt,
            workers=job.workers,
            leased_until=Now() + timedelta(seconds=seconds),
            started_at=F("started_at") if job.started_at else Now(),
            last_attempted_at=Now(),
        )
    job.refresh_from_db()
    return job


def hold(job: Job) -> None:
    """Lock a job's row until the transaction ends; nobody can take it over meanwhile.

    Raises:
        LeaseLost: Somebody has already.
    """
    if not _own(job).select_for_update().exists():
        raise LeaseLost


def extend(job: Job, *, seconds: float) -> bool:
    """Renew a lease; False when it is lost."""
    return bool(_own(job).update(leased_until=Now() + timedelta(seconds=seconds)))


def complete(job: Job, *, result: Any) -> None:
    """Mark a job done, in the transaction of its effect.

    Raises:
        LeaseLost: Somebody took it over; the transaction must be rolled back.
    """
    done = _own(job).update(
        state=State.SUCCESSFUL, result=result, finished_at=Now(), leased_until=None
    )
    if not done:
        raise LeaseLost


def put_back(job: Job, *, error: dict[str, str], pause: timedelta) -> None:
    """Note what went wrong, and let the job be tried again after a pause."""
    _own(job).update(
        state=State.READY,
        errors=[*job.errors, error],
        run_after=Now() + pause,
        leased_until=None,
    )


def give_up(job: Job, *, error: dict[str, str]) -> None:
    """Note what went wrong, and try no more."""
    _own(job).update(
        state=State.FAILED,
        errors=[*job.errors, error],
        finished_at=Now(),
        leased_until=None,
    )


def _own(job: Job) -> Any:
    return Job.objects.filter(pk=job.pk, attempt=job.attempt, state=State.RUNNING)


class Heartbeat:
    """Renews a lease from a thread, over a connection of its own, while slow work is done."""

    def __init__(self, job: Job, *, seconds: float) -> None:
        self._job = job
        self._seconds = seconds
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._beat, daemon=True)

    def __enter__(self) -> None:
        self._thread.start()

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()

    def _beat(self) -> None:
        try:
            while not self._stop.wait(self._seconds / 3):
                if not extend(self._job, seconds=self._seconds):
                    return  # lost: found again when the result is to be kept
        finally:
            connection.close()
