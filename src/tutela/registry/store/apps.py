"""Registers the tables of registry with Django."""

from django.apps import AppConfig


class RegistryStore(AppConfig):
    """Tables registry_*."""

    name = "tutela.registry.store"
    label = "registry"
    default_auto_field = "django.db.models.BigAutoField"
