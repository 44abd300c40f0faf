"""What the registry knows that may cover an activity type."""

from datetime import date

from tutela.people.engine.viewer import Viewer
from tutela.planning.engine.coverage import Record


def records(viewer: Viewer, *, today: date, months: int) -> tuple[Record, ...]:
    """Return the registry's records around a day, so far as coverage asks."""
    return ()
