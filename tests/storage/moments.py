"""Moments at which a session may still hold an older context than the one asked for."""

import random
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from django.db import connection, transaction

from tests.storage.probes import Scene
from tests.storage.walled.models import Case
from tutela.storage.wall import acting_for


def attack(scene: Scene) -> dict[str, bool]:
    """Return, by moment, whether rows of another organisation were seen."""
    a, b = scene.a.pk, scene.b.pk
    with acting_for(a):
        Case.objects.bulk_create([Case(house_id=a, n=f"A{i}") for i in range(5000)])
    moments: dict[str, Callable[[int, int], bool]] = {
        "after rollback": _after_rollback,
        "after rollback, nobody": _after_rollback_nobody,
        "after savepoint rollback": _after_savepoint_rollback,
        "after inner atomic": _after_inner_atomic,
        "after autocommit switch": _after_autocommit_switch,
        "after rollback by hand": _after_rollback_by_hand,
        "after reset by hand": _after_reset_by_hand,
        "cursor kept": _cursor_kept,
        "iterator kept": _iterator_kept,
        "after reconnect": _after_reconnect,
        "after an error": _after_an_error,
        "threads": _threads,
    }
    return {name: moment(a, b) for name, moment in moments.items()}


def _sees(other: int) -> bool:
    return Case.objects.filter(house_id=other).exists()


def _touch() -> None:
    Case.objects.count()


class _Undo(Exception):
    pass


def _roll_back_in(organisation: int | None) -> None:
    try:
        with transaction.atomic(), acting_for(organisation):
            _touch()
            raise _Undo
    except _Undo:
        pass


def _after_rollback(a: int, b: int) -> bool:
    with acting_for(b):
        _touch()
    _roll_back_in(a)
    with acting_for(a):
        return _sees(b)


def _after_rollback_nobody(a: int, b: int) -> bool:
    with acting_for(b):
        _touch()
    _roll_back_in(None)
    return _sees(b)


def _after_savepoint_rollback(a: int, b: int) -> bool:
    with transaction.atomic():
        with acting_for(b):
            _touch()
        point = transaction.savepoint()
        with acting_for(a):
            _touch()
            transaction.savepoint_rollback(point)
            return _sees(b)


def _after_inner_atomic(a: int, b: int) -> bool:
    with transaction.atomic():
        with acting_for(b):
            _touch()
        _roll_back_in(a)
        with acting_for(a):
            return _sees(b)


def _after_autocommit_switch(a: int, b: int) -> bool:
    with acting_for(b):
        _touch()
    transaction.set_autocommit(False)
    try:
        with acting_for(a):
            _touch()
            transaction.rollback()
    finally:
        transaction.set_autocommit(True)
    with acting_for(a):
        return _sees(b)


def _after_rollback_by_hand(a: int, b: int) -> bool:
    with connection.cursor() as cursor:
        with acting_for(b):
            _touch()
        cursor.execute("BEGIN")
        with acting_for(a):
            _touch()
        cursor.execute("ROLLBACK")
    with acting_for(a):
        return _sees(b)


def _after_reset_by_hand(a: int, b: int) -> bool:
    with acting_for(a):
        _touch()
        with connection.cursor() as cursor:
            cursor.execute(f"SET tutela.organisation = '{b}'")
        return _sees(b)


def _cursor_kept(a: int, b: int) -> bool:
    with acting_for(b):
        cursor = connection.cursor()
        cursor.execute("SELECT 1")
    with acting_for(a), cursor:
        cursor.execute(f"SELECT 1 FROM {Case._meta.db_table} WHERE house_id = {b}")
        return bool(cursor.fetchall())


def _iterator_kept(a: int, b: int) -> bool:
    with transaction.atomic():
        with acting_for(a):
            rows = Case.objects.order_by("-house_id", "pk").iterator(chunk_size=10)
            first = next(rows)
        with acting_for(b):
            _touch()
            return b in {first.house_id, *(row.house_id for row in rows)}


def _after_reconnect(a: int, b: int) -> bool:
    with acting_for(b):
        _touch()
        connection.close()
    return _sees(b)


def _after_an_error(a: int, b: int) -> bool:
    with acting_for(b):
        _touch()
    try:
        with transaction.atomic(), acting_for(a):
            _touch()
            with connection.cursor() as cursor:
                cursor.execute("SELECT 1 / 0")
    except Exception:
        pass
    with acting_for(a):
        return _sees(b)


def _threads(a: int, b: int) -> bool:
    """Three threads, each with its own connection, change organisation and roll back at random."""
    wrong = threading.Event()

    def work(seed: int) -> None:
        chance = random.Random(seed)
        for _ in range(150):
            me, other = chance.choice([(a, b), (b, a), (None, a), (None, b)])
            if chance.random() < 0.5:
                _roll_back_in(chance.choice([a, b, None]))
            with acting_for(me):
                if _sees(other):
                    wrong.set()
        connection.close()

    with ThreadPoolExecutor(3) as pool:
        list(pool.map(work, range(3)))
    return wrong.is_set()
