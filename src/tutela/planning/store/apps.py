"""Registers the tables of planning with Django."""

from django.apps import AppConfig


class PlanningStore(AppConfig):
    """Tables planning_*."""

    name = "tutela.planning.store"
    label = "planning"
    default_auto_field = "django.db.models.BigAutoField"
