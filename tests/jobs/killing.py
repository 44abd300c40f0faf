"""Do jobs with two workers that are killed at random; print, as JSON, what was kept.

Run as ``python -m tests.jobs.killing JOBS KILLS SEED`` with TUTELA_DATABASE and
TUTELA_DATA_FOLDER set. Every tenth job also kills its own worker after it has written.
"""

import json
import os
import random
import signal
import sys
import time
from collections import Counter

import django

LEASE_SECONDS = 1.0
ORGANISATIONS = (7, 8)


def main(jobs: int, kills: int, seed: int) -> None:
    """Enqueue, work and kill, drain, report."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.jobs.counting_settings"
    django.setup()
    from django.core.management import call_command
    from django.db import connections

    call_command("migrate", run_syncdb=True, verbosity=0)
    _enqueue(jobs)
    connections.close_all()  # a connection must not be shared with a child
    started = time.monotonic()
    killed = _work_and_kill(kills, random.Random(seed))
    print(json.dumps({**_report(jobs), **killed, "seconds": time.monotonic() - started}))


def _enqueue(jobs: int) -> None:
    from tests.jobs.counting.tasks import count, count_after_thinking
    from tutela.storage.wall import acting_for

    for n in range(jobs):
        chosen = count_after_thinking if n % 3 == 0 else count
        with acting_for(ORGANISATIONS[n % 2]):
            chosen.enqueue(n, deadly=n % 10 == 0)


def _work_and_kill(kills: int, chance: random.Random) -> dict[str, int]:
    children, killed, died = [_fork(), _fork()], 0, 0
    while _is_work_left():
        time.sleep(chance.uniform(0.03, 0.2))
        for index, child in enumerate(children):
            if os.waitpid(child, os.WNOHANG)[0]:
                died += 1
                children[index] = _fork()
            elif killed < kills and chance.random() < 0.5:
                os.kill(child, signal.SIGKILL)
                killed += 1
    for child in children:
        os.kill(child, signal.SIGTERM)
        os.waitpid(child, 0)
    return {"killed": killed, "died": died}


def _fork() -> int:
    from django.db import connections

    connections.close_all()
    child = os.fork()
    if child:
        return child
    from tutela.jobs.store.worker import Worker

    told: list[int] = []
    signal.signal(signal.SIGTERM, lambda number, _: told.append(number))
    Worker(lease_seconds=LEASE_SECONDS).work(stop=lambda: bool(told), pause=0.1)
    os._exit(0)


def _is_work_left() -> bool:
    from tutela.jobs.store.queries import counts

    found = counts()
    return bool(found["READY"] or found["RUNNING"])


def _report(jobs: int) -> dict[str, object]:
    from django.db.models import Sum

    from tests.jobs.counting.models import Effect
    from tutela.jobs.store.models import Job
    from tutela.jobs.store.queries import counts
    from tutela.journal.store.queries import first_bad_entry, head
    from tutela.storage.wall import acting_for

    effects: Counter[int] = Counter()
    for organisation in ORGANISATIONS:
        with acting_for(organisation):
            rows = Effect.objects.filter(organisation=organisation)
            effects.update(rows.values_list("n", flat=True))
    return {
        "states": counts(),
        "lost": sorted(set(range(jobs)) - set(effects)),
        "doubled": sorted(n for n, times in effects.items() if times > 1),
        "attempts": Job.objects.aggregate(x=Sum("attempt"))["x"],
        "journal": sum(head(organisation=o).sequence for o in ORGANISATIONS),
        "bad_entries": [str(first_bad_entry(organisation=o)) for o in ORGANISATIONS],
    }


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
