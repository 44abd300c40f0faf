import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connections
from django.db.utils import OperationalError

from tutela.storage.sqlite.base import DatabaseWrapper
from tutela.storage.sqlite.opening import open_connection
from tutela.storage.sqlite.upkeep import FileExists, backup
from tutela.storage.sqlite.writer import WriteLock


@pytest.fixture
def spare(tmp_path: Path, django_db_blocker: Any) -> Iterator[str]:
    """The alias of a database in a file of its own, with one table."""
    connections.settings["spare"] = _settings(tmp_path / "spare.db")
    with django_db_blocker.unblock():
        with connections["spare"].cursor() as cursor:
            cursor.execute("CREATE TABLE counted (n integer, words text)")
            cursor.execute("INSERT INTO counted VALUES (0, '')")
        yield "spare"
        connections["spare"].close()
    del connections["spare"]
    del connections.settings["spare"]


def _settings(path: Path, **options: Any) -> dict[str, Any]:
    base = connections.settings["default"]
    return {**base, "ENGINE": "tutela.storage.sqlite", "NAME": str(path), "OPTIONS": options,
            "CONN_MAX_AGE": None, "AUTOCOMMIT": True, "TIME_ZONE": None, "TEST": base["TEST"]}


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1), ("mmap_size", 0),
        ("secure_delete", 1), ("trusted_schema", 0), ("busy_timeout", 20000), ("temp_store", 2),
        ("fullfsync", 1),
    ],
)
def test_durable_settings_hold(spare: str, pragma: str, value: object) -> None:
    with connections[spare].cursor() as cursor:
        cursor.execute(f"PRAGMA {pragma}")
        assert cursor.fetchall() == [(value,)]


def test_threads_that_read_then_write_lose_nothing(spare: str) -> None:
    from django.db import transaction

    failures: list[BaseException] = []

    def add() -> None:
        try:
            for _ in range(40):
                with transaction.atomic(using=spare), connections[spare].cursor() as cursor:
                    cursor.execute("SELECT n FROM counted")
                    (n,) = cursor.fetchone()
                    cursor.execute("UPDATE counted SET n = %s", [n + 1])
                with connections[spare].cursor() as cursor:
                    cursor.execute("INSERT INTO counted VALUES (NULL, %s)", ["x"])
        except BaseException as fault:
            failures.append(fault)
        finally:
            connections[spare].close()

    threads = [threading.Thread(target=add) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    with connections[spare].cursor() as cursor:
        cursor.execute("SELECT max(n), count(*) FROM counted")
        assert cursor.fetchall() == [(160, 161)]


def test_a_failed_transaction_lets_the_next_thread_write(spare: str) -> None:
    from django.db import transaction

    with (
        pytest.raises(OperationalError),
        transaction.atomic(using=spare),
        connections[spare].cursor() as cursor,
    ):
        cursor.execute("INSERT INTO nowhere VALUES (1)")
    done = threading.Event()

    def write() -> None:
        with connections[spare].cursor() as cursor:
            cursor.execute("UPDATE counted SET n = 9")
        connections[spare].close()
        done.set()

    thread = threading.Thread(target=write)
    thread.start()
    thread.join(30)
    assert done.is_set()


def test_a_lock_held_too_long_is_an_error_not_a_standstill() -> None:
    lock = WriteLock()
    assert lock.take("first", 0)
    assert not lock.take("first", 0)
    with pytest.raises(TimeoutError):
        lock.take("second", 0.01)
    lock.give_back("second")
    with pytest.raises(TimeoutError):
        lock.take("second", 0.01)
    lock.give_back("first")
    assert lock.take("second", 0)


def test_a_backup_is_whole_while_others_write(spare: str, tmp_path: Path) -> None:
    stop = threading.Event()

    def write() -> None:
        with connections[spare].cursor() as cursor:
            n = 0
            while not stop.is_set():
                n += 1
                cursor.execute("INSERT INTO counted VALUES (%s, %s)", [n, f"{n}" * 50])
        connections[spare].close()

    thread = threading.Thread(target=write)
    thread.start()
    try:
        for copy in range(3):
            backup(target=tmp_path / f"copy{copy}.db", using=spare)
    finally:
        stop.set()
        thread.join()
    copied = open_connection(database=tmp_path / "copy2.db")
    assert copied.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    rows = copied.execute("SELECT n, words FROM counted WHERE n > 0 ORDER BY n").fetchall()
    copied.close()
    assert [(n, words) for n, words in rows] == [
        (n, f"{n}" * 50) for n in range(1, len(rows) + 1)
    ]
    with pytest.raises(FileExists):
        backup(target=tmp_path / "copy2.db", using=spare)


@pytest.mark.usefixtures("spare")
def test_an_unsound_library_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from tutela.storage.sqlite.base import dbapi2
    from tutela.storage.sqlite.version import UnsoundSqlite

    monkeypatch.setattr(dbapi2, "sqlite_version", "3.40.1")
    wrapper = DatabaseWrapper(_settings(tmp_path / "x.db"), "x")
    with pytest.raises(UnsoundSqlite, match=r"SQLite 3\.40\.1 has a fault"):
        wrapper.connect()
    assert not (tmp_path / "x.db").exists()
