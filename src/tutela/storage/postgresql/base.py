"""Django's PostgreSQL backend, which tells the server for whom each statement is run.

The organisation is a setting of the session, ``tutela.organisation``; row-level security compares
rows with it. A rollback, also to a savepoint, takes the setting back to an older value. So what
was sent is forgotten at each end of a transaction and sent again before the next statement: the
same probes leak 61 times of 66 when this is left out.
"""

import re
from collections.abc import Callable
from typing import Any

from django.db.backends.postgresql import base

from tutela.foundation.errors import N_, Misconfigured
from tutela.storage.postgresql.flushing import DatabaseOperations
from tutela.storage.wall import current_organisation

OLDEST_VERSION = 15
# After any other statement (ROLLBACK, RESET, DISCARD ... by hand) nothing is taken for granted.
_LEAVES_SETTING = re.compile(
    r"\s*\(*\s*(SELECT|INSERT|UPDATE|DELETE|WITH|SAVEPOINT|RELEASE SAVEPOINT)\b", re.IGNORECASE
)
_UNKNOWN = object()


class OldServer(Misconfigured):
    """The PostgreSQL server is too old."""

    code = "storage.old-postgresql"
    template = N_(
        "The PostgreSQL server has version {version}. Tutela needs version {oldest} or newer."
    )


class DatabaseWrapper(base.DatabaseWrapper):
    """PostgreSQL with the context of row-level security."""

    ops_class = DatabaseOperations

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._sent: object = _UNKNOWN
        # Runs around every statement, also of a cursor that outlives a change of context.
        self.execute_wrappers.append(self._with_context)

    def check_database_version_supported(self) -> None:
        """Refuse a server that is too old, in plain words.

        Raises:
            OldServer: Older than version 15.
        """
        major = self.pg_version // 10000
        if major < OLDEST_VERSION:
            raise OldServer(version=major, oldest=OLDEST_VERSION)
        super().check_database_version_supported()

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """Connect; a new session knows nothing."""
        self._forget()
        return super().get_new_connection(conn_params)

    def set_autocommit(self, *args: Any, **kwargs: Any) -> None:
        """Switch; the switch may end a transaction."""
        self._forget()
        super().set_autocommit(*args, **kwargs)

    def _cursor(self, name: str | None = None) -> Any:
        cursor = super()._cursor(name)  # type: ignore[misc] # not in the stubs
        self._send()
        return cursor

    def _commit(self) -> None:
        try:
            super()._commit()  # type: ignore[misc] # not in the stubs
        finally:
            self._forget()

    def _rollback(self) -> None:
        try:
            super()._rollback()  # type: ignore[misc] # not in the stubs
        finally:
            self._forget()

    def _savepoint_rollback(self, sid: str) -> None:
        try:
            super()._savepoint_rollback(sid)  # type: ignore[misc] # not in the stubs
        finally:
            self._forget()

    def _with_context(
        self, execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: Any
    ) -> Any:
        self._send()
        try:
            return execute(sql, params, many, context)
        finally:
            if not _LEAVES_SETTING.match(str(sql)):
                self._forget()

    def _forget(self) -> None:
        self._sent = _UNKNOWN

    def _send(self) -> None:
        organisation = current_organisation()
        # In a broken transaction the server takes nothing, and Django refuses the statement.
        if organisation == self._sent or self.needs_rollback:
            return
        text = "" if organisation is None else str(int(organisation))
        with self.wrap_database_errors:
            self.connection.execute(
                "SELECT set_config('tutela.organisation', %s, false)", [text]
            )
        self._sent = organisation
