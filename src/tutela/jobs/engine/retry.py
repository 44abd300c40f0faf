"""When a failed job is tried again, and when it is given up."""

from datetime import timedelta

FIRST_PAUSE = timedelta(seconds=5)
LONGEST_PAUSE = timedelta(hours=1)


def pause_before_retry(*, attempt: int) -> timedelta:
    """Return how long to wait after an attempt failed: 5 s, doubled each time, at most an hour.

    Args:
        attempt: Number of the attempt that failed, from 1.

    >>> [pause_before_retry(attempt=n).total_seconds() for n in (1, 2, 3)]
    [5.0, 10.0, 20.0]
    >>> pause_before_retry(attempt=60)
    datetime.timedelta(seconds=3600)
    """
    doublings = min(attempt - 1, 20)
    return min(FIRST_PAUSE * (1 << doublings), LONGEST_PAUSE)


def is_given_up(*, attempt: int, attempts: int) -> bool:
    """Tell whether no further attempt is made after this one.

    Args:
        attempt: Number of the attempt, from 1.
        attempts: How many are made at most.
    """
    return attempt >= attempts
