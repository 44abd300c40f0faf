"""Whether this installation can do its work: database, migrations, disk, journal's key."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from tutela.foundation.errors import TutelaError

LEAST_FREE_MEGABYTES = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One thing that must hold. ``words`` say what is wrong and what to do, "" when it holds."""

    name: str
    words: str = ""

    @property
    def holds(self) -> bool:
        """Tell whether nothing is wrong."""
        return not self.words


def checks() -> list[Check]:
    """Look at everything once; a check that itself fails counts as not holding."""
    return list(_looked_at())


def _looked_at() -> Iterator[Check]:
    looks: tuple[tuple[str, Callable[[], str]], ...] = (
        ("database", _database), ("migrations", _migrations), ("disk", _disk),
        ("journal key", _journal_key),
    )
    for name, look in looks:
        try:
            yield Check(name=name, words=look())
        except TutelaError as fault:
            yield Check(name=name, words=str(fault))
        except (DatabaseError, OSError) as fault:
            yield Check(name=name, words=f"{type(fault).__name__}: see the log")


def _database() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return ""


def _migrations() -> str:
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if waiting:
        return f"{len(waiting)} migrations have not run; run: tutela site migrate"
    return ""


def _disk() -> str:
    folder = Path(settings.DATA_FOLDER)
    free = shutil.disk_usage(folder).free // 1_000_000
    if free < LEAST_FREE_MEGABYTES:
        return f"only {free} MB are free in {folder}; make room before work is lost"
    return ""


def _journal_key() -> str:
    if find_spec("tutela.journal.store.keys") is None:
        return ""
    module = import_module("tutela.journal.store.keys")
    module.public_key()
    return ""
