"""Notes in the journal, in one shape; called inside the change's transaction."""

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
        action: Verb in the form ``version.approved``.
        subject: Object in the form ``plan:12``.
        clock: Tells the time.
        reason: Why, where one is asked for.
        detail: Small facts as keys and numbers.
    """
    journal.record(
        organisation=viewer.organisation, actor=f"account:{viewer.account}",
        action=f"planning.{action}", subject=subject, detail=detail, reason=reason, clock=clock,
    )
