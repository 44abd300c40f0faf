"""Puts walls and triggers on the tables after each migration."""

from django.apps import AppConfig


class Storage(AppConfig):
    """No tables of its own; keeps those of others behind their walls."""

    name = "tutela.storage"
    label = "storage"
