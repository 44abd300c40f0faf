"""A State says what it asks the programme for."""

from collections.abc import Sequence

from django.db import transaction

from tutela.foundation.clock import Clock, SystemClock
from tutela.foundation.errors import N_, InputRefused, NotAllowed, NotFound, Place, Problem
from tutela.people.engine.roles import Kind, Role
from tutela.people.engine.viewer import Viewer
from tutela.planning.engine.catalogue import ActivityType
from tutela.planning.store.models import StateRequest
from tutela.planning.store.queries.types import catalogue_of
from tutela.planning.store.trail import note

_CLOCK = SystemClock()
_UNKNOWN = N_("Choose activities from the list.")
_EMPTY = N_("Mark at least one activity, or say that your State asks for nothing now.")


@transaction.atomic
def keep_request(
    *, viewer: Viewer, everything: bool, types: Sequence[str], note_text: str = "",
    nothing: bool = False, clock: Clock = _CLOCK,
) -> None:
    """Keep what the viewer's State asks for, in place of what it asked for before.

    Args:
        viewer: The focal point of the State.
        everything: Ask for whatever serves the State.
        types: Codes that it asks for, when not everything.
        note_text: For the programme.
        nothing: Withdraw the request: from the next solution nothing is planned for the State.
        clock: Tells the time.

    Raises:
        NotFound: Only the focal point of a State asks.
        NotAllowed: Only its focal point's own role.
        InputRefused: An unknown type, or none without withdrawing.
    """
    require_asker(viewer)
    known: dict[str, ActivityType] = dict(catalogue_of(viewer).types)
    if not set(types) <= set(known):
        raise InputRefused(
            [Problem(code="planning.request", template=_UNKNOWN, place=Place(field="types"))]
        )
    if not (nothing or everything or types):
        raise InputRefused(
            [Problem(code="planning.request-empty", template=_EMPTY, place=Place(field="types"))]
        )
    everything = everything and not nothing
    chosen = [] if everything or nothing else sorted(types)
    StateRequest.objects.update_or_create(
        owner_id=viewer.organisation,
        defaults={
            "state": viewer.state, "everything": everything,
            "types": chosen, "note": note_text[:500],
            "asked_at": clock.now(), "asked_by_id": viewer.account,
        },
    )
    action = "request.withdrawn" if nothing else "request.kept"
    note(viewer=viewer, action=action, subject=f"state:{viewer.state}", clock=clock,
         types=len(chosen), everything=int(everything))


def require_asker(viewer: Viewer) -> None:
    """Do nothing if the viewer asks for its State.

    Raises:
        NotFound: Another organisation.
        NotAllowed: Another role.
    """
    if viewer.kind is not Kind.FOCAL_POINT or not viewer.state:
        raise NotFound
    if viewer.role is not Role.FOCAL_POINT:
        raise NotAllowed
