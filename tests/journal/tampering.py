"""Write a journal, tamper with the database behind the programme's back, and verify.

Run as ``python -m tests.journal.tampering`` with TUTELA_DATABASE and TUTELA_DATA_FOLDER set;
prints, as JSON, what was found after each kind of tampering.
"""

import json
import os
import threading
from collections.abc import Callable
from typing import Any

import django

ORGANISATION, ENTRIES = 3, 5


def main() -> None:
    """Tamper in each way, undoing each before the next."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tutela.site.settings")
    django.setup()
    from django.core.management import call_command
    from django.db import transaction

    call_command("migrate", "journal", verbosity=0)
    _write(ENTRIES)
    found: dict[str, Any] = {"refused": _refused_changes()}
    found["untouched"] = _verdict()
    for name, tamper in _TAMPERINGS.items():
        try:
            with transaction.atomic():
                _drop_protection()
                tamper()
                found[name] = _verdict()
                raise InterruptedError
        except InterruptedError:
            pass
    found["after undoing"] = _verdict()
    found["threads"] = _threads()
    found["rolled back"] = _rolled_back()
    print(json.dumps(found))


def _write(count: int) -> None:
    from tutela.journal.store.operations import record

    for n in range(count):
        record(organisation=ORGANISATION, actor=f"account:{n}", action="thing.done",
               subject=f"thing:{n}", detail={"n": n, "words": "é\0 \u2066x"})


def _verdict() -> str:
    from tutela.journal.store.queries import first_bad_entry

    bad = first_bad_entry(organisation=ORGANISATION)
    return f"{bad.sequence} {bad.reason}" if bad else "good"


def _sql(*statements: str) -> None:
    from django.db import connection

    from tutela.storage.wall import acting_for

    with acting_for(ORGANISATION), connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _drop_protection() -> None:
    """Do what an attacker with the rights of the owner would do first."""
    from django.db import connection

    if connection.vendor == "postgresql":
        _sql("ALTER TABLE journal_entry DISABLE TRIGGER USER",
             "ALTER TABLE journal_entry DROP CONSTRAINT one_entry_at_a_place_of_a_chain")
        return
    _sql("DROP TRIGGER tutela_append_only_update_journal_entry",
         "DROP TRIGGER tutela_append_only_delete_journal_entry",
         # The constraint is part of the table; a table made anew has none.
         "ALTER TABLE journal_entry RENAME TO kept",
         "CREATE TABLE journal_entry AS SELECT * FROM kept",
         "DROP TABLE kept")


def _change(column: str, value: str, sequence: int) -> Callable[[], None]:
    return lambda: _sql(f"UPDATE journal_entry SET {column} = {value} WHERE sequence = {sequence}")


_COPIED = "organisation, at, actor, action, subject, detail, reason, previous, digest, signature"
_TAMPERINGS: dict[str, Callable[[], None]] = {
    "changed actor": _change("actor", "'account:9'", 2),
    "changed reason": _change("reason", "'because'", 1),
    "changed detail": _change("detail", "'{\"n\":7}'", 4),
    "broken detail": _change("detail", "'{'", 4),
    "changed time": _change("at", "'2020-01-01 00:00:00+00:00'", 3),
    "changed digest": _change("digest", "previous", 3),
    "changed signature": _change("signature", "'00'", 5),
    "removed": lambda: _sql("DELETE FROM journal_entry WHERE sequence = 3"),
    "removed first": lambda: _sql("DELETE FROM journal_entry WHERE sequence = 1"),
    "removed and renumbered": lambda: _sql(
        "DELETE FROM journal_entry WHERE sequence = 3",
        "UPDATE journal_entry SET sequence = sequence - 1 WHERE sequence > 3",
    ),
    "swapped numbers": lambda: _sql(
        "UPDATE journal_entry SET sequence = 100 WHERE sequence = 2",
        "UPDATE journal_entry SET sequence = 2 WHERE sequence = 3",
        "UPDATE journal_entry SET sequence = 3 WHERE sequence = 100",
    ),
    "inserted copy": lambda: _sql(
        f"INSERT INTO journal_entry (id, sequence, {_COPIED}) SELECT 99, sequence, {_COPIED} "
        "FROM journal_entry WHERE sequence = 2"
    ),
    "appended by hand": lambda: _sql(
        f"INSERT INTO journal_entry (id, sequence, {_COPIED}) SELECT 99, 6, {_COPIED} "
        "FROM journal_entry WHERE sequence = 5"
    ),
    "cut short": lambda: _sql("DELETE FROM journal_entry WHERE sequence > 3"),
    "cut short with its head": lambda: _sql(
        "DELETE FROM journal_entry WHERE sequence > 3",
        "UPDATE journal_head SET sequence = 3, digest = "
        "(SELECT digest FROM journal_entry WHERE sequence = 3)",
    ),
    "emptied": lambda: _sql("DELETE FROM journal_entry", "DELETE FROM journal_head"),
    "head changed": lambda: _sql("UPDATE journal_head SET digest = 'x'"),
}


def _refused_changes() -> dict[str, bool]:
    """Try to change and remove entries with the protection in place; True where refused."""
    from django.db import DatabaseError, transaction

    tries = {
        "update": lambda: _change("actor", "'x'", 1)(),
        "delete": lambda: _sql("DELETE FROM journal_entry"),
    }
    refused = {}
    for name, attempt in tries.items():
        try:
            with transaction.atomic():
                attempt()
            refused[name] = False
        except DatabaseError as fault:
            refused[name] = "only ever added" in str(fault)
    return refused


def _threads() -> list[Any]:
    """Append to two organisations from four threads; chains must not fork."""
    from django.db import connection

    from tutela.journal.store.operations import record
    from tutela.journal.store.queries import first_bad_entry, head

    faults: list[str] = []

    def append(number: int) -> None:
        try:
            for n in range(25):
                record(organisation=20 + n % 2, actor=f"t:{number}", action="a.b", subject="x")
        except Exception as fault:
            faults.append(repr(fault))
        finally:
            connection.close()

    threads = [threading.Thread(target=append, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    bad = [str(first_bad_entry(organisation=o)) for o in (20, 21)]
    return [faults, [head(organisation=o).sequence for o in (20, 21)], bad]


def _rolled_back() -> list[Any]:
    """A record in a transaction that is rolled back leaves nothing, not even in the file."""
    from django.db import transaction

    from tutela.journal.store.headfile import noted
    from tutela.journal.store.operations import record
    from tutela.journal.store.queries import head

    try:
        with transaction.atomic():
            record(organisation=30, actor="x", action="a.b", subject="x")
            raise InterruptedError
    except InterruptedError:
        pass
    return [head(organisation=30).sequence, sum(h.organisation == 30 for h in noted())]


if __name__ == "__main__":
    main()
