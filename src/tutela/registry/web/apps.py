"""Registers the pages of registry with Django, so that their templates are found."""

from django.apps import AppConfig


class RegistryWeb(AppConfig):
    """Pages under /registry/."""

    name = "tutela.registry.web"
    label = "registry_web"
