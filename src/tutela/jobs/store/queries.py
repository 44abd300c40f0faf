"""Look at jobs."""

from datetime import timedelta

from django.db.models import Count, QuerySet
from django.db.models.functions import Now

from tutela.jobs.store.models import Job, State


def jobs(*, state: str = "", organisation: int | None = None) -> QuerySet[Job]:
    """Return jobs, latest first.

    Args:
        state: One of READY, RUNNING, SUCCESSFUL, FAILED; all when empty.
        organisation: Only this organisation's; all when None.
    """
    rows = Job.objects.order_by("-id")
    if state:
        rows = rows.filter(state=state)
    return rows if organisation is None else rows.filter(organisation=organisation)


def counts() -> dict[str, int]:
    """Return how many jobs are in each state, in the order of their lives."""
    found = dict(Job.objects.values_list("state").annotate(n=Count("id")).order_by())
    return {state: found.get(state, 0) for state in State.values}


def standing_still(*, seconds: float = 20.0) -> bool:
    """Tell whether a job has been due for so long and no worker gave a sign of life meanwhile.

    A worker that holds a lease is at work, however long the others wait.
    """
    long_ago = Now() - timedelta(seconds=seconds)
    if not Job.objects.filter(state=State.READY, run_after__lt=long_ago).exists():
        return False
    held = Job.objects.filter(state=State.RUNNING, leased_until__gt=Now())
    lately = Job.objects.filter(finished_at__gt=long_ago)
    return not (held.exists() or lately.exists())
