"""Notes in the journal, in one shape for all of needs; called inside the change's transaction."""

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
        action: Verb in the form ``answer.saved``.
        subject: Object in the form ``assessment:12/C05``.
        clock: Tells the time.
        reason: Why, for reads of sensitive data.
        detail: Small facts; never the words of an answer.
    """
    journal.record(
        organisation=viewer.organisation, actor=f"account:{viewer.account}",
        action=f"needs.{action}", subject=subject, detail=detail, reason=reason, clock=clock,
    )
