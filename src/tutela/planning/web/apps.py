"""Registers the pages of planning with Django, so that their templates are found."""

from django.apps import AppConfig


class PlanningWeb(AppConfig):
    """Pages under /planning/."""

    name = "tutela.planning.web"
    label = "planning_web"
