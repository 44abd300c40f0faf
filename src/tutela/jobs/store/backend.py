"""Django's tasks, kept in the database beside the data they work on."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import tasks
from django.db.models.functions import Now
from django.tasks import TaskResultStatus
from django.tasks.backends.base import BaseTaskBackend
from django.tasks.base import TaskError
from django.tasks.exceptions import TaskResultDoesNotExist
from django.tasks.signals import task_enqueued
from django.utils.crypto import get_random_string
from django.utils.json import normalize_json
from django.utils.module_loading import import_string

from tutela.jobs.store.models import Job
from tutela.jobs.store.task import AnyResult, AnyTask, LeaseTask
from tutela.storage.wall import current_organisation


class LeaseBackend(BaseTaskBackend):
    """Keeps jobs in the table jobs_job; ``tutela jobs work`` does them.

    A job enqueued inside a transaction exists when the transaction commits, and not otherwise.
    """

    task_class = LeaseTask
    supports_defer = True
    supports_async_task = False
    supports_get_result = True
    supports_priority = True

    def enqueue(
        self, task: AnyTask, args: Sequence[Any], kwargs: Mapping[str, Any]
    ) -> Any:
        """Add a job in the present transaction, for the organisation acted for."""
        self.validate_task(task)
        job = Job.objects.create(
            key=get_random_string(32),
            task=task.module_path,
            queue=task.queue_name,
            priority=task.priority,
            organisation=current_organisation(),
            args=normalize_json(list(args)),
            kwargs=normalize_json(dict(kwargs)),
            run_after=task.run_after or Now(),
            enqueued_at=Now(),
        )
        job.refresh_from_db(fields=["run_after", "enqueued_at"])
        result = result_of(job, task=task)
        task_enqueued.send(type(self), task_result=result)
        return result

    def get_result(self, result_id: str) -> AnyResult:
        """Return what is known of a job.

        Raises:
            TaskResultDoesNotExist: There is none with this key.
        """
        job = Job.objects.filter(key=result_id).first()
        if job is None:
            raise TaskResultDoesNotExist(result_id)
        return result_of(job, task=task_of(job))


def task_of(job: Job) -> AnyTask:
    """Return the task a job calls.

    Raises:
        ImportError: The programme no longer has it.
    """
    task = import_string(job.task)
    if not isinstance(task, tasks.Task):
        raise ImportError(f"{job.task} is not a task")  # noqa: TRY004 - as if it were gone
    return task.using(queue_name=job.queue, priority=job.priority)


def result_of(job: Job, *, task: AnyTask) -> AnyResult:
    """Describe a job in Django's terms."""
    result: AnyResult = AnyResult(
        task=task,
        id=job.key,
        status=TaskResultStatus(job.state),
        enqueued_at=job.enqueued_at,
        started_at=job.started_at,
        finished_at=job.finished_at,
        last_attempted_at=job.last_attempted_at,
        args=job.args,
        kwargs=job.kwargs,
        backend=task.backend,
        errors=[TaskError(**error) for error in job.errors],
        worker_ids=job.workers,
    )
    object.__setattr__(result, "_return_value", job.result)
    return result
