"""Registers the journal's tables with Django."""

from django.apps import AppConfig


class JournalStore(AppConfig):
    """Tables journal_*."""

    name = "tutela.journal.store"
    label = "journal"
    default_auto_field = "django.db.models.BigAutoField"
