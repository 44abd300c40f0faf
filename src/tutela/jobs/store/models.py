"""Work that is to be done, is being done, or was done."""

from django.db import models


class State(models.TextChoices):
    """Where a job is; the values are those of ``django.tasks.TaskResultStatus``."""

    READY = "READY"
    RUNNING = "RUNNING"
    SUCCESSFUL = "SUCCESSFUL"
    FAILED = "FAILED"


class Job(models.Model):
    """One call of a task. Its arguments are keys, never content.

    ``attempt`` is the fencing number: every claim raises it, and only the worker that holds the
    present number may complete the job. All instants are the database's.
    """

    key = models.CharField(max_length=32, unique=True)
    task = models.CharField(max_length=200)
    queue = models.CharField(max_length=50)
    priority = models.SmallIntegerField(default=0)
    organisation = models.BigIntegerField(null=True)
    args = models.JSONField()
    kwargs = models.JSONField()

    state = models.CharField(max_length=10, choices=State.choices, default=State.READY)
    attempt = models.IntegerField(default=0)
    leased_until = models.DateTimeField(null=True)
    run_after = models.DateTimeField()
    enqueued_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    last_attempted_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    result = models.JSONField(null=True)
    errors = models.JSONField(default=list)
    workers = models.JSONField(default=list)

    class Meta:
        indexes = [
            models.Index(
                fields=["queue", "-priority", "id"],
                condition=models.Q(state__in=["READY", "RUNNING"]),
                name="jobs_open",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.task} {self.key} {self.state}"
