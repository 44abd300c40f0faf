"""Django's SQLite backend on SQLCipher's SQLite: durable, one writer, encrypted when asked."""

import re
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.db.backends.sqlite3 import base
from django.db.backends.sqlite3._functions import register as register_functions
from django.db.backends.sqlite3.features import DatabaseFeatures as SqliteFeatures
from django.utils.dateparse import parse_date, parse_datetime, parse_time
from sqlcipher3 import dbapi2

from tutela.storage.sqlite.flushing import DatabaseOperations
from tutela.storage.sqlite.opening import Connection, open_connection
from tutela.storage.sqlite.version import check_sqlite_version
from tutela.storage.sqlite.writer import write_lock

_SECONDS_TO_WAIT = 20.0
_READS = re.compile(
    r"\s*(SELECT|EXPLAIN|PRAGMA|BEGIN|SAVEPOINT|RELEASE|ROLLBACK|COMMIT)\b", re.IGNORECASE
)


def _register_types() -> None:
    """Teach the driver the same values that Django teaches the standard library's."""
    dbapi2.register_converter("bool", b"1".__eq__)
    for name, read in (
        ("date", parse_date),
        ("time", parse_time),
        ("datetime", parse_datetime),
        ("timestamp", parse_datetime),
    ):
        dbapi2.register_converter(name, base.decoder(read))
    dbapi2.register_adapter(Decimal, str)
    dbapi2.register_adapter(date, base.adapt_date)
    dbapi2.register_adapter(datetime, base.adapt_datetime)


_register_types()


class Cursor(dbapi2.Cursor):  # type: ignore[misc] # the driver has no types
    """Django's parameter styles; a write outside a transaction takes the write lock for itself."""

    wrapper: "DatabaseWrapper"

    def execute(self, query: str, params: Any = None) -> "Cursor":
        """Run one statement."""
        with self.wrapper.writing(query):
            if params is None:
                return self._as_cursor(super().execute(query))
            names = list(params) if isinstance(params, dict) else None
            return self._as_cursor(
                super().execute(self.convert_query(query, param_names=names), params)
            )

    def executemany(self, query: str, param_list: Any) -> "Cursor":
        """Run one statement for each set of parameters."""
        rows = list(param_list)
        names = list(rows[0]) if rows and isinstance(rows[0], dict) else None
        with self.wrapper.writing(query):
            return self._as_cursor(
                super().executemany(self.convert_query(query, param_names=names), rows)
            )

    convert_query = base.SQLiteCursorWrapper.convert_query

    def _as_cursor(self, _: Any) -> "Cursor":
        return self


class DatabaseFeatures(SqliteFeatures):
    """What the wheel's SQLite can do, which is newer than the interpreter's."""

    supports_aggregate_order_by_clause = True
    supports_json_field = True


class _OneWrite:
    """Holds the write lock around one statement outside a transaction."""

    def __init__(self, wrapper: "DatabaseWrapper", *, needed: bool) -> None:
        self._wrapper = wrapper
        self._needed = needed
        self._taken = False

    def __enter__(self) -> None:
        self._taken = self._needed and self._wrapper.take_write_lock()

    def __exit__(self, *_: object) -> None:
        if self._taken:
            self._wrapper.give_back_write_lock()


class DatabaseWrapper(base.DatabaseWrapper):
    """SQLite with a write-ahead log that is synced at each commit."""

    Database = dbapi2
    features_class = DatabaseFeatures
    ops_class = DatabaseOperations
    passphrase = ""

    def get_connection_params(self) -> dict[str, Any]:
        """Return what the driver is opened with; the passphrase is kept aside."""
        check_sqlite_version(dbapi2.sqlite_version)
        params = super().get_connection_params()
        self.passphrase = params.pop("passphrase", "")
        self.transaction_mode: str = getattr(self, "transaction_mode", None) or "IMMEDIATE"
        params.setdefault("timeout", _SECONDS_TO_WAIT)
        self._seconds_to_wait = float(params["timeout"])
        name = str(params["database"])
        self._lock = write_lock(name if self.is_in_memory_db() else str(Path(name).absolute()))
        return params

    def get_new_connection(self, conn_params: dict[str, Any]) -> Connection:
        """Open, unlock, and only then register Django's functions, which read the file."""
        connection = open_connection(passphrase=self.passphrase, **conn_params)
        register_functions(connection)
        for command in filter(None, map(str.strip, self._init_commands())):
            connection.execute(command)
        return connection

    def _init_commands(self) -> list[str]:
        return list(getattr(self, "init_commands", []))  # set by Django with the parameters

    def create_cursor(self, name: str | None = None) -> Cursor:  # noqa: ARG002 - Django's signature
        """Make a cursor that knows its wrapper."""
        cursor: Cursor = self.connection.cursor(factory=Cursor)
        cursor.wrapper = self
        return cursor

    def writing(self, query: str) -> _OneWrite:
        """Hold the write lock for one statement that writes outside a transaction."""
        alone = not self.in_atomic_block and self.autocommit
        return _OneWrite(self, needed=alone and not _READS.match(query))

    def take_write_lock(self) -> bool:
        """Queue for the right to write; True when it was taken by this call."""
        try:
            return self._lock.take(self, self._seconds_to_wait)
        except TimeoutError:
            message = "database is locked: another thread has been writing for too long"
            raise dbapi2.OperationalError(message) from None

    def give_back_write_lock(self) -> None:
        """Let the next connection of this process write."""
        self._lock.give_back(self)

    def _start_transaction_under_autocommit(self) -> None:
        with self.wrap_database_errors:
            taken = self.take_write_lock()
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc] # not in the stubs
        except BaseException:
            if taken:
                self.give_back_write_lock()
            raise

    def _set_autocommit(self, autocommit: bool) -> None:
        with self.wrap_database_errors:
            # Without this a transaction begun by the driver itself would be a deferred one.
            self.connection.isolation_level = None if autocommit else "IMMEDIATE"

    def _commit(self) -> None:
        super()._commit()  # type: ignore[misc] # not in the stubs
        self.give_back_write_lock()

    def _rollback(self) -> None:
        try:
            super()._rollback()  # type: ignore[misc] # not in the stubs
        finally:
            self.give_back_write_lock()

    def _close(self) -> None:
        try:
            super()._close()  # type: ignore[misc] # not in the stubs
        finally:
            self.give_back_write_lock()
