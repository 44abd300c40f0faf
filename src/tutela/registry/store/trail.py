"""Journal entries of one shape for all of the registry; called inside the change's transaction."""

from tutela.foundation.clock import Clock
from tutela.journal.store import operations as journal
from tutela.people.engine.viewer import Viewer


def note(
    *, viewer: Viewer, action: str, subject: str, clock: Clock, reason: str = "",
    **detail: str | int,
) -> None:
    """Record who did what to which object.

    Args:
        viewer: Who acts, for which organisation.
        action: Verb in the form ``record.edited``.
        subject: Object in the form ``record:12``.
        clock: Tells the time.
        reason: Why, where a person said so.
        detail: Small facts; never the words of a record.
    """
    journal.record(
        organisation=viewer.organisation, actor=f"account:{viewer.account}",
        action=f"registry.{action}", subject=subject, detail=detail, reason=reason, clock=clock,
    )
