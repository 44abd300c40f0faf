"""Registers the tables of needs with Django."""

from django.apps import AppConfig


class NeedsStore(AppConfig):
    """Tables needs_*."""

    name = "tutela.needs.store"
    label = "needs"
    default_auto_field = "django.db.models.BigAutoField"
