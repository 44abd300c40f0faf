"""Do jobs of every kind and print, as JSON, what became of them.

Run as ``python -m tests.jobs.doing`` with TUTELA_DATABASE and TUTELA_DATA_FOLDER set.
"""

import json
import os
import time
from datetime import timedelta
from typing import Any

import django


def main() -> None:
    """Run each scene in a fresh table."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.jobs.counting_settings"
    django.setup()
    from django.core.management import call_command

    call_command("migrate", run_syncdb=True, verbosity=0)
    from tests.jobs.counting.models import Effect
    from tutela.jobs.store.models import Job
    from tutela.storage.wall import acting_for

    found = {}
    scenes = (_result, _failure, _refusal, _overtaken, _late, _heartbeat, _rollback, _order,
              _deferred, _missing, _silent, _retry, _organisations)
    for scene in scenes:
        with acting_for(7):
            found[scene.__name__.removeprefix("_")] = scene()
            Effect.objects.all().delete()
        Job.objects.all().delete()
    print(json.dumps(found))


def _worker(seconds: float = 60.0) -> Any:
    from tutela.jobs.store.worker import Worker

    return Worker(lease_seconds=seconds)


def _effects() -> list[int]:
    from tests.jobs.counting.models import Effect

    return list(Effect.objects.filter(organisation=7).order_by("n").values_list("n", flat=True))


def _result() -> Any:
    """Both phases run with the same arguments; the result is what the second returns."""
    from tests.jobs.counting.tasks import add

    queued = add.enqueue(3, deadly=False)
    before = queued.status
    _worker().do_one()
    queued.refresh()
    return [before, queued.status, queued.return_value, queued.attempts, queued.is_finished]


def _failure() -> Any:
    """An error takes the effect back and the job is tried again, five times at most."""
    from tests.jobs.counting.tasks import fail

    queued = fail.enqueue(1)
    pauses = []
    for _ in range(5):
        _worker().do_one()
        pauses.append(_pull_forward())
    queued.refresh()
    kinds = sorted({error.exception_class_path for error in queued.errors})
    return [_effects(), queued.status, queued.attempts, kinds, pauses, _worker().do_one()]


def _pull_forward() -> float:
    """Make every ready job due now; return how long the first would have waited, in seconds."""
    from django.db.models.functions import Now

    from tutela.jobs.store.models import Job

    job = Job.objects.filter(state="READY").first()
    Job.objects.update(run_after=Now())
    if job is None:
        return 0.0
    waited = (job.run_after - job.last_attempted_at).total_seconds()
    return waited // 5 * 5  # without the time the attempt itself took


def _refusal() -> Any:
    """A refusal of the input is final: the same input would be refused again."""
    from tests.jobs.counting.tasks import refuse

    queued = refuse.enqueue(1)
    _worker().do_one()
    queued.refresh()
    return [_effects(), queued.status, queued.attempts]


def _overtaken() -> Any:
    """The first worker's lease runs out while it computes; the second does the job; both end."""
    from tests.jobs.counting import tasks
    from tutela.jobs.store import lease
    from tutela.jobs.store.models import Job

    tasks.count.enqueue(1, deadly=False)
    first = _worker()
    slow = lease.claim(worker="slow", queues=["default"], seconds=0.05)
    time.sleep(0.1)
    quick_done = _worker().do_one()
    job = Job.objects.get()
    first._attempt(slow, tasks.count, 5)
    again = Job.objects.get()
    unchanged = (again.state, again.attempt, again.result) == (job.state, job.attempt, job.result)
    return [quick_done, _effects(), job.attempt, job.state, unchanged]


def _late() -> Any:
    """A failure reported by a worker that was overtaken changes nothing."""
    from tests.jobs.counting import tasks
    from tutela.jobs.store import lease
    from tutela.jobs.store.models import Job

    tasks.count.enqueue(1, deadly=False)
    slow = lease.claim(worker="slow", queues=["default"], seconds=0.05)
    time.sleep(0.1)
    _worker().do_one()
    error = {"exception_class_path": "builtins.OSError", "traceback": "late"}
    lease.give_up(slow, error=error)
    lease.put_back(slow, error=error, pause=timedelta(0))
    job = Job.objects.get()
    return [job.state, job.errors, lease.extend(slow, seconds=9)]


def _heartbeat() -> Any:
    """Slow computing outlasts the lease; the heartbeat keeps others away."""
    from django.utils import timezone

    from tests.jobs.counting.tasks import add
    from tutela.jobs.store import worker as module
    from tutela.jobs.store.models import Job

    stolen: list[bool] = []

    def slow(n: int, deadly: bool) -> int:
        first_end = Job.objects.get().leased_until
        while timezone.now() < first_end + timedelta(seconds=0.2):
            time.sleep(0.05)
        stolen.append(_worker(2.0).do_one())
        return 2 * n

    original = module.task_of
    module.task_of = lambda job: _with_compute(original(job), slow)
    add.enqueue(1, deadly=False)
    try:
        _worker(2.0).do_one()
    finally:
        module.task_of = original
    job = Job.objects.get()
    return [stolen, job.attempt, job.state, job.result]


def _with_compute(task: Any, compute: Any) -> Any:
    from dataclasses import replace

    return replace(task, compute=compute)


def _rollback() -> Any:
    """A job enqueued in a transaction that is rolled back does not exist."""
    from django.db import transaction

    from tests.jobs.counting.tasks import count
    from tutela.jobs.store.queries import counts

    try:
        with transaction.atomic():
            count.enqueue(1, deadly=False)
            raise InterruptedError
    except InterruptedError:
        pass
    return counts()


def _order() -> Any:
    """Higher priority first, then first come, first served."""
    from tests.jobs.counting.tasks import count
    from tutela.jobs.store.models import Job
    from tutela.jobs.store.operations import drain

    for n, priority in ((1, 0), (2, 5), (3, 0), (4, -5), (5, 5)):
        count.using(priority=priority).enqueue(n, deadly=False)
    done = drain()
    jobs = Job.objects.order_by("finished_at")
    return [done, [job.args[0] for job in jobs]]


def _deferred() -> Any:
    """A job that is not due yet is left alone."""
    from django.utils import timezone

    from tests.jobs.counting.tasks import count

    count.using(run_after=timezone.now() + timedelta(hours=1)).enqueue(1, deadly=False)
    return _worker().do_one()


def _missing() -> Any:
    """A job whose task the programme no longer has is given up at once."""
    from tests.jobs.counting.tasks import count
    from tutela.jobs.store.models import Job

    count.enqueue(1, deadly=False)
    Job.objects.update(task="tests.jobs.counting.tasks.gone")
    _worker().do_one()
    job = Job.objects.get()
    return [job.state, job.errors[0]["exception_class_path"]]


def _silent() -> Any:
    """A job in which workers die each time is given up after its attempts."""
    from tests.jobs.counting.tasks import fail
    from tutela.jobs.store import lease
    from tutela.jobs.store.models import Job

    fail.enqueue(1)
    for _ in range(5):
        lease.claim(worker="dies", queues=["default"], seconds=-1)
    _worker().do_one()
    job = Job.objects.get()
    return [job.state, job.attempt, "fell silent" in job.errors[-1]["traceback"], _effects()]


def _retry() -> Any:
    """A given-up job can be tried again; one that is not given up cannot."""
    from tests.jobs.counting.tasks import refuse
    from tutela.foundation.errors import NotFound
    from tutela.jobs.store.models import Job
    from tutela.jobs.store.operations import retry

    queued = refuse.enqueue(1)
    said = []
    for _ in range(2):
        try:
            retry(key=queued.id)
            said.append("again")
        except NotFound:
            said.append("not found")
        _worker().do_one()
    return [said, Job.objects.get().state]


def _organisations() -> Any:
    """A job runs for the organisation it was enqueued for, whoever runs the worker."""
    from tests.jobs.counting.models import Effect
    from tests.jobs.counting.tasks import count
    from tutela.jobs.store.operations import drain
    from tutela.storage.wall import acting_for

    for organisation in (7, 8):
        with acting_for(organisation):
            count.enqueue(organisation, deadly=False)
    with acting_for(None):
        drain()
    kept = []
    for organisation in (7, 8):
        with acting_for(organisation):
            rows = Effect.objects.filter(organisation=organisation)
            kept.append([organisation, list(rows.values_list("n", flat=True))])
            rows.delete()
    return kept


if __name__ == "__main__":
    main()
