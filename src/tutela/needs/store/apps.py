"""Registers the tables of needs with Django."""

from django.apps import AppConfig


class NeedsStore(AppConfig):
    """Tables needs_*."""

    name = "tutela.needs.store"
    label = "needs"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let files of evidence go with the last item that names them."""
        from tutela.needs.store import evidencefiles  # noqa: F401, PLC0415 - models load first
