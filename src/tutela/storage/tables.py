"""After each migration: walls, triggers and grants on the tables of an app."""

from collections.abc import Iterator
from typing import Any

from django.apps import AppConfig, apps
from django.conf import settings
from django.db import connections, models, transaction

from tutela.storage.appendonly import append_only_statements
from tutela.storage.walls import unwall_statements, wall_of, wall_statements


def protect_tables(*, app_config: AppConfig, using: str = "default", **_: Any) -> None:
    """Bring the protection of an app's tables in line with its models.

    Args:
        app_config: The app that was migrated.
        using: Alias of the connection that owns the tables.
    """
    connection = connections[using]
    if connection.vendor not in {"postgresql", "sqlite"}:
        return
    existing = set(connection.introspection.table_names())
    with transaction.atomic(using=using), connection.cursor() as cursor:
        walled = _walled_now(cursor) if connection.vendor == "postgresql" else set()
        for model in stored_models(app_config):
            table = model._meta.db_table
            if table not in existing:
                continue
            if table in walled and wall_of(model) is None:
                for statement in unwall_statements(model):
                    cursor.execute(statement)
            for statement in _statements(model, connection.vendor, _app_role(using)):
                cursor.execute(statement)
        if connection.vendor == "postgresql" and _app_role(using):
            cursor.execute(f'GRANT SELECT ON django_migrations TO "{_app_role(using)}"')


def stored_models(app_config: AppConfig) -> list[type[models.Model]]:
    """Return an app's models that have tables of their own, link tables included."""
    found = app_config.get_models(include_auto_created=True)
    return [m for m in found if m._meta.managed and not m._meta.proxy]


def unwalled_models() -> list[type[models.Model]]:
    """Return every model of the installation that has a table and no wall."""
    configs = apps.get_app_configs()
    return [m for config in configs for m in stored_models(config) if wall_of(m) is None]


def _statements(model: type[models.Model], vendor: str, role: str) -> Iterator[str]:
    append_only = getattr(model, "append_only", False)
    if append_only:
        yield from append_only_statements(model, vendor)
    if vendor != "postgresql":
        return
    if wall_of(model):
        yield from wall_statements(model)
    if role:
        table, pk = model._meta.db_table, model._meta.pk
        rights = "SELECT, INSERT" if append_only else "SELECT, INSERT, UPDATE, DELETE"
        yield f'REVOKE ALL ON "{table}" FROM "{role}"'
        yield f'GRANT {rights} ON "{table}" TO "{role}"'
        if isinstance(pk, models.AutoField):
            yield f'GRANT USAGE, SELECT ON SEQUENCE "{table}_{pk.column}_seq" TO "{role}"'


def _walled_now(cursor: Any) -> set[str]:
    cursor.execute("SELECT relname FROM pg_class WHERE relrowsecurity")
    return {name for (name,) in cursor.fetchall()}


def _app_role(using: str) -> str:
    """Return the role the site runs under, when it is another than the one that migrates."""
    site = settings.DATABASES.get("default", {}).get("USER", "")
    owner = settings.DATABASES.get(using, {}).get("USER", "")
    return site if site != owner else ""
