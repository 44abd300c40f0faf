"""Registers the pages of people with Django: templates, static files, signals."""

from django.apps import AppConfig


class PeopleWeb(AppConfig):
    """Pages of people; no tables."""

    name = "tutela.people.web"
    label = "people_web"

    def ready(self) -> None:
        """Connect the signals of sign-in and sign-out."""
        from tutela.people.web import signals  # noqa: F401, PLC0415 - models must be loaded first
