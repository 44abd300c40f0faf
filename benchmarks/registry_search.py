"""Search a million made-up records: python -m benchmarks.registry_search [RECORDS].

Uses SQLite in a temporary folder, or what TUTELA_DATABASE and TUTELA_DATABASE_OWNER name:
tools/postgresql run python -m benchmarks.registry_search. Everything it makes goes with it.
"""

import os
import platform
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

TODAY = date(2026, 11, 24)
ROUNDS = 15


def main(count: str = "1000000") -> None:
    """Print one table for the database in use."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ.update(
            TUTELA_DATA_FOLDER=folder, TUTELA_SECRET_KEY="of a benchmark",
            DJANGO_SETTINGS_MODULE="tutela.site.settings",
        )
        import django

        django.setup()
        _measure(int(count), Path(folder))


def _measure(count: int, folder: Path) -> None:
    from django.db import connection

    from benchmarks.registry_loading import load
    from benchmarks.registry_records import NOW, Maker
    from tutela.foundation.clock import FixedClock
    from tutela.people.store import operations, queries
    from tutela.registry.store import memory
    from tutela.site.setup import migrate
    from tutela.storage.wall import acting_for

    migrate()
    accounts = operations.demonstration_people(clock=FixedClock(NOW))
    place = queries.current_memberships(accounts["focal-point"])[0]
    viewer = queries.viewer_for(accounts["focal-point"], place.key)
    owner = operations.demonstration_organisations()["programme"]
    print(f"{connection.vendor}, {count:,} records, {platform.python_version()}, "
          f"{os.cpu_count()} processors", flush=True)
    for name, seconds in load(Maker(owner).chunks(count)).items():
        print(f"  {name:<34}{seconds:>9.1f} s", flush=True)
    files = sum(one.stat().st_size for one in folder.rglob("*.sqlite3*"))
    if files:
        print(f"  {'size of the database':<34}{files / 1e9:>9.2f} GB")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with acting_for(viewer.organisation):
        began = time.perf_counter()
        parts = memory.shared_parts()
        print(f"  {'load codes, once a process':<34}{time.perf_counter() - began:>9.2f} s")
        held = sum(getattr(part, name).nbytes for part in parts for name in part.__slots__)
        print(f"  {'codes in memory':<34}{held / 1e6:>9.0f} MB "
              f"(process at most {before / 1e6:.1f} GB while loading)")
        print(f"\n  {'':<34}{'results':>9}{'p50 ms':>9}{'p95 ms':>9}")
        _searches(viewer)
        _likes(viewer, count)
        _change(viewer)


def _line(name: str, run: Callable[[], int], rounds: int = ROUNDS) -> None:
    found, waits = run(), []
    for _ in range(rounds):
        began = time.perf_counter()
        run()
        waits.append(1000 * (time.perf_counter() - began))
    high = sorted(waits)[min(rounds - 1, round(0.95 * rounds))]
    print(f"  {name:<34}{found:>9,}{statistics.median(waits):>9.1f}{high:>9.1f}", flush=True)


def _searches(viewer: object) -> None:
    from tutela.registry.engine.filters import Filters
    from tutela.registry.store.queries.overview import calendar, matrix
    from tutela.registry.store.queries.searching import search

    def asked(order: str = "closest", page: int = 1, **chosen: object) -> Callable[[], int]:
        filters = Filters(**chosen)
        return lambda: search(viewer, filters=filters, today=TODAY, order=order, page=page).total

    _line("everything", asked())
    _line("everything, page 1,000", asked(page=1000))
    _line("everything, newest first", asked("newest"))
    _line("one State", asked(states=("KEN",)))
    _line("State, topic, audience", asked(
        states=("KEN",), topics=("forensics",), audiences=("police",)))
    _line("a common word (1 of 10 records)", asked(words="interviewing"))
    _line("two common words", asked(words="interviewing institute"))
    _line("a common word and a State", asked(words="interviewing", states=("KEN",)))
    _line("beginning of words", asked(words="inter inst"))
    _line("coming, online, advanced", asked(
        when=("coming",), presences=("online",), levels=("advanced",)))
    _line("a record by its key", asked(words="B-4711"))
    _line("calendar of a month", lambda: calendar(
        viewer, starts=date(2026, 12, 1), ends=date(2026, 12, 31), today=TODAY).total)
    _line("who trains whom on what, one State", lambda: matrix(
        viewer, filters=Filters(states=("KEN",)), today=TODAY).total)
    _line("who trains whom on what, everything", lambda: matrix(
        viewer, filters=Filters(), today=TODAY).total, rounds=5)


def _likes(viewer: object, count: int) -> None:
    from tutela.registry.engine.matching.signature import signature
    from tutela.registry.store.bodies import activity_from_json
    from tutela.registry.store.likes import likes
    from tutela.registry.store.models import Record
    from tutela.registry.store.queries.similar import similar

    keys = range(1, count, max(1, count // 20))
    new = [activity_from_json(row.body) for row in Record.objects.filter(pk__in=keys)]
    asked = iter(new * 3)
    _line("likes of a new record", lambda: len(
        similar(viewer, activity=next(asked), limit=50, likely=False)), rounds=len(new))
    made = iter([signature(one) for one in new] * 3)
    _line("the same, its title read before", lambda: len(likes(next(made))), rounds=len(new))


def _change(viewer: object) -> None:
    """Search right after each change, as the first to ask does."""
    from tutela.registry.engine.filters import Filters
    from tutela.registry.store.index import reindex
    from tutela.registry.store.models import Record
    from tutela.registry.store.queries.searching import search

    rows = iter(Record.objects.order_by("pk")[:40])

    def change_and_search() -> int:
        reindex([next(rows)])
        return search(viewer, filters=Filters(states=("KEN",)), today=TODAY).total

    _line("change one record, then search", change_and_search)


if __name__ == "__main__":
    main(*sys.argv[1:])
