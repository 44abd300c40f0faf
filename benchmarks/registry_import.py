"""Check and keep a large IATI file on SQLite: python -m benchmarks.registry_import [MEGABYTES].

Every step runs in this process: the pieces as an upload gives them, then both jobs. Peak memory
is the process's, after each step; everything it makes goes with it. The search for duplicates,
by jobs of its own afterwards, is left out: all records of the made file are alike.
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from benchmarks.iati_memory import make, peak

PIECE = 1 << 16


def main(megabytes: str = "50") -> None:
    """Print one line per step."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ.update(
            TUTELA_DATA_FOLDER=folder, TUTELA_SECRET_KEY="of a benchmark",
            DJANGO_SETTINGS_MODULE="tutela.site.settings",
        )
        import django

        django.setup()
        file = Path(folder) / "large.xml"
        make(file, size=int(megabytes) * 1_000_000)
        _measure(file)


def _measure(file: Path) -> None:
    from tutela.foundation.clock import SystemClock
    from tutela.jobs.store.worker import Worker
    from tutela.people.store import operations, queries
    from tutela.registry.store.models import Import
    from tutela.registry.store.operations.imports import check_import, keep_import
    from tutela.site.setup import migrate
    from tutela.storage.wall import acting_for

    migrate()
    account = operations.demonstration_people(clock=SystemClock())["partner"]
    viewer = queries.viewer_for(account, queries.current_memberships(account)[0].key)
    with acting_for(viewer.organisation):
        print(f"{file.stat().st_size / 1e6:.0f} MB; peak before {peak():.0f} MB", flush=True)
        key = _timed("taken to the shelf", lambda: check_import(
            viewer=viewer, file_name=file.name, data=_pieces(file), source="Feed"))
        _timed("read and checked by a job", Worker().do_one)
        _timed("decision", partial(keep_import, viewer=viewer, key=key))
        _timed("taken over by a job", Worker().do_one)
        row = Import.objects.get(pk=key)
        print(f"{row.state}: {row.new} new, {row.rejected} rejected")


def _pieces(file: Path) -> Iterator[bytes]:
    with file.open("rb") as stream:
        yield from iter(partial(stream.read, PIECE), b"")


def _timed[Value](name: str, step: Callable[[], Value]) -> Value:
    began = time.perf_counter()
    value = step()
    print(f"{name:<28}{time.perf_counter() - began:>8.1f} s, peak {peak():.0f} MB", flush=True)
    return value


if __name__ == "__main__":
    main(*sys.argv[1:])
