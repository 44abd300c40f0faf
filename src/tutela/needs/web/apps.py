"""Registers the pages of needs with Django, so that their templates are found."""

from django.apps import AppConfig


class NeedsWeb(AppConfig):
    """Pages under /needs/."""

    name = "tutela.needs.web"
    label = "needs_web"
