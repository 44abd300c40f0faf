"""Registers the journal's page with Django."""

from django.apps import AppConfig


class JournalWeb(AppConfig):
    """One page; no tables."""

    name = "tutela.journal.web"
    label = "journal_web"
