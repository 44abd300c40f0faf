"""Empty every table on purpose (Django's ``flush``, used by tests), append-only ones included."""

from collections.abc import Iterable

from django.db import transaction
from django.db.backends.sqlite3.operations import DatabaseOperations as SqliteOperations


class DatabaseOperations(SqliteOperations):
    """Sets triggers aside while tables are emptied, and puts them back in one transaction."""

    def execute_sql_flush(self, sql_list: Iterable[str]) -> None:
        """Run the statements of a flush without the triggers that forbid deletion."""
        with (
            transaction.atomic(using=self.connection.alias, savepoint=False),
            self.connection.cursor() as cursor,
        ):
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            triggers = cursor.fetchall()
            for name, _ in triggers:
                cursor.execute(f"DROP TRIGGER {self.quote_name(name)}")
            for statement in sql_list:
                cursor.execute(statement)
            for _, sql in triggers:
                cursor.execute(sql)
