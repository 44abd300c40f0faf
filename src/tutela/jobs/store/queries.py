"""Look at jobs."""

from django.db.models import Count, QuerySet

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
