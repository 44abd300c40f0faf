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


@transaction.atomic
def keep_request(
    *, viewer: Viewer, everything: bool, types: Sequence[str], note_text: str = "",
    clock: Clock = _CLOCK,
) -> None:
    """Keep what the viewer's State asks for, in place of what it asked for before.

    Raises:
        NotFound: Only the focal point of a State asks.
        NotAllowed: Only its focal point's own role.
        InputRefused: An unknown type.
    """
    require_asker(viewer)
    known: dict[str, ActivityType] = dict(catalogue_of(viewer).types)
    if not set(types) <= set(known):
        raise InputRefused(
            [Problem(code="planning.request", template=_UNKNOWN, place=Place(field="types"))]
        )
    StateRequest.objects.update_or_create(
        owner_id=viewer.organisation,
        defaults={
            "state": viewer.state, "everything": everything,
            "types": [] if everything else sorted(types), "note": note_text[:500],
            "asked_at": clock.now(), "asked_by_id": viewer.account,
        },
    )
    note(viewer=viewer, action="request.kept", subject=f"state:{viewer.state}", clock=clock,
         types=len(types), everything=int(everything))


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
