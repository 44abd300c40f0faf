"""Do jobs, one after the other, so that each is done once even when workers are killed."""

import logging
import os
import time
import traceback
from collections.abc import Callable
from typing import Any

from django.db import close_old_connections, transaction
from django.tasks import TaskContext
from django.tasks.signals import task_finished, task_started
from django.utils.crypto import get_random_string
from django.utils.json import normalize_json

from tutela.foundation.errors import TutelaError
from tutela.jobs.engine.retry import is_given_up, pause_before_retry
from tutela.jobs.store import lease
from tutela.jobs.store.backend import LeaseBackend, result_of, task_of
from tutela.jobs.store.models import Job
from tutela.jobs.store.task import ATTEMPTS, LEASE_SECONDS, AnyTask, LeaseTask
from tutela.storage.wall import acting_for

_log = logging.getLogger("tutela.jobs")


class Worker:
    """One worker: claims, computes, applies, completes.

    Args:
        queues: Queues to serve.
        lease_seconds: Overrides the tasks' own leases; for tests.
    """

    def __init__(
        self, *, queues: tuple[str, ...] = ("default",), lease_seconds: float | None = None
    ) -> None:
        self.name = f"{os.getpid()}-{get_random_string(8)}"
        self._queues = list(queues)
        self._lease_seconds = lease_seconds

    def work(self, *, stop: Callable[[], bool], pause: float = 0.5) -> int:
        """Do jobs until told to stop; the one in hand is finished first. Returns how many.

        Args:
            stop: Asked between jobs. It must not be an Event that a signal handler sets: the
                handler may run while the Event is being waited for, and then both stand still.
            pause: Seconds to sleep when no job is due.
        """
        done = 0
        while not stop():
            close_old_connections()
            if self.do_one():
                done += 1
            else:
                time.sleep(pause)
        return done

    def do_one(self) -> bool:
        """Do the next job; False when none is due."""
        seconds = self._lease_seconds or LEASE_SECONDS
        job = lease.claim(worker=self.name, queues=self._queues, seconds=seconds)
        if job is None:
            return False
        try:
            task = task_of(job)
        except ImportError as fault:
            lease.give_up(job, error=_error(fault))
            return True
        attempts = task.attempts if isinstance(task, LeaseTask) else ATTEMPTS
        if job.attempt > attempts:  # it killed its workers each time
            lease.give_up(job, error=_error(TimeoutError("its workers fell silent each time")))
        else:
            self._attempt(job, task, attempts)
        self._announce(job, task)
        return True

    def _attempt(self, job: Job, task: AnyTask, attempts: int) -> None:
        try:
            with acting_for(job.organisation):
                self._run(job, task)
        except lease.LeaseLost:
            _log.warning("job taken over by another worker", extra={"job": job.key})
        except Exception as fault:  # noqa: BLE001 - whatever a task raises is kept with its job
            final = isinstance(fault, TutelaError)  # the same input gives the same refusal
            if final or is_given_up(attempt=job.attempt, attempts=attempts):
                lease.give_up(job, error=_error(fault))
            else:
                pause = pause_before_retry(attempt=job.attempt)
                lease.put_back(job, error=_error(fault), pause=pause)

    def _run(self, job: Job, task: AnyTask) -> None:
        compute, seconds = None, LEASE_SECONDS
        if isinstance(task, LeaseTask):
            compute, seconds = task.compute, task.lease_seconds
        seconds = self._lease_seconds or seconds
        result = result_of(job, task=task)
        task_started.send(LeaseBackend, task_result=result)
        first: list[Any] = [TaskContext(task_result=result)] if task.takes_context else []
        if compute:
            lease.extend(job, seconds=seconds)
            with lease.Heartbeat(job, seconds=seconds):
                first.append(compute(*job.args, **job.kwargs))
        with transaction.atomic(durable=True):
            lease.hold(job)
            returned = normalize_json(task.call(*first, *job.args, **job.kwargs))
            lease.complete(job, result=returned)

    @staticmethod
    def _announce(job: Job, task: AnyTask) -> None:
        job.refresh_from_db()
        result = result_of(job, task=task)
        if result.is_finished:
            task_finished.send(LeaseBackend, task_result=result)


def _error(fault: BaseException) -> dict[str, str]:
    kind = type(fault)
    return {
        "exception_class_path": f"{kind.__module__}.{kind.__qualname__}",
        "traceback": "".join(traceback.format_exception(fault)),
    }
