"""Registers the tables of people with Django."""

from django.apps import AppConfig


class PeopleStore(AppConfig):
    """Tables people_*."""

    name = "tutela.people.store"
    label = "people"
    default_auto_field = "django.db.models.BigAutoField"
