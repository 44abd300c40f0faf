"""Registers the table of jobs with Django."""

from django.apps import AppConfig


class JobsStore(AppConfig):
    """Table jobs_job."""

    name = "tutela.jobs.store"
    label = "jobs"
    default_auto_field = "django.db.models.BigAutoField"
