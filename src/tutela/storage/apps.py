"""Puts walls and triggers on the tables after each migration."""

from django.apps import AppConfig
from django.core.checks import Tags, register
from django.db.models.signals import post_migrate


class Storage(AppConfig):
    """No tables of its own; keeps those of others behind their walls."""

    name = "tutela.storage"
    label = "storage"

    def ready(self) -> None:
        """Listen for migrations and add the check of the database role."""
        from tutela.storage.checks import check_role  # noqa: PLC0415 - needs the settings
        from tutela.storage.tables import protect_tables  # noqa: PLC0415 - needs the models

        post_migrate.connect(protect_tables, dispatch_uid="tutela.storage.protect_tables")
        register(check_role, Tags.security)
