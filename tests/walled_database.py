"""A PostgreSQL database as it is installed: one role owns the tables, another serves the site."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from django.core.management.commands.flush import Command as Flush
from django.db import connections


@contextmanager
def prepared(worker: str) -> Iterator[None]:
    """Make a database for this process, migrate it as the owner, and let the tests use it."""
    name = f"tests_{worker}"
    owner = connections["owner"]
    with owner.cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        cursor.execute(f'CREATE DATABASE "{name}"')
    for connection in connections.all():
        connection.close()
        connection.settings_dict["NAME"] = name
    from tutela.site.setup import migrate

    migrate()
    owner.close()
    link = owner.copy()
    link.connect()  # now, since a test may not connect as another role
    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT rolsuper OR rolbypassrls, EXISTS (SELECT 1 FROM pg_tables "
                       "WHERE tableowner = current_user) FROM pg_roles "
                       "WHERE rolname = current_user")
        assert cursor.fetchone() == (False, False), "the tests' role passes through walls"
    flush = Flush.handle

    def flush_as_owner(self: Flush, **options: Any) -> None:
        kept, connections["owner"] = connections["owner"], link
        try:
            flush(self, **{**options, "database": "owner"})
        finally:
            connections["owner"] = kept

    # Tests of transactions end with empty tables, which the site's own role may not make.
    with patch.object(Flush, "handle", flush_as_owner):
        yield
    for connection in (link, *connections.all()):
        connection.close()
