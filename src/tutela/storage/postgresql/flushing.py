"""Empty every table on purpose (Django's ``flush``, used by tests), append-only ones included."""

from collections.abc import Iterable

from django.db import transaction
from django.db.backends.postgresql.operations import DatabaseOperations as PostgresqlOperations

_WITH_TRIGGERS = """
    SELECT DISTINCT c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
    WHERE t.tgname LIKE 'tutela_append_only%'
"""


class DatabaseOperations(PostgresqlOperations):
    """Sets the triggers that forbid deletion aside while tables are emptied."""

    def execute_sql_flush(self, sql_list: Iterable[str]) -> None:
        """Run the statements of a flush; needs the role that owns the tables."""
        with (
            transaction.atomic(using=self.connection.alias, savepoint=False),
            self.connection.cursor() as cursor,
        ):
            cursor.execute(_WITH_TRIGGERS)
            tables = [self.quote_name(name) for (name,) in cursor.fetchall()]
            for table in tables:
                cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            for statement in sql_list:
                cursor.execute(statement)
            for table in tables:
                cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
