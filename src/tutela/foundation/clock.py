"""The clock is passed in, so that a test, or a replay, decides what time it is."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    """Anything that tells the present instant, in UTC."""

    def now(self) -> datetime:
        """Return the present instant, aware, in UTC."""
        ...


@dataclass(frozen=True, slots=True)
class SystemClock:
    """The clock of the machine."""

    def now(self) -> datetime:
        """Return the machine's instant in UTC."""
        return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class FixedClock:
    """A clock that stands still.

    >>> FixedClock(datetime(2026, 11, 23, tzinfo=UTC)).now().isoformat()
    '2026-11-23T00:00:00+00:00'
    """

    instant: datetime

    def now(self) -> datetime:
        """Return the fixed instant."""
        return self.instant
