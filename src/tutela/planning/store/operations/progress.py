"""Enter what became of a delivery."""

from datetime import date

from django.db import transaction

from tutela.foundation.clock import Clock, SystemClock
from tutela.foundation.errors import NotFound
from tutela.people.engine.roles import Action
from tutela.people.engine.viewer import Viewer
from tutela.planning.store.access import version_of
from tutela.planning.store.faults import NotInThisState
from tutela.planning.store.models import Actual
from tutela.planning.store.models.progress import PROGRESS
from tutela.planning.store.trail import note

_CLOCK = SystemClock()


@transaction.atomic
def keep_actual(
    *, viewer: Viewer, plan: int, number: int, delivery: int, progress: str,
    people: int | None = None, cost: int | None = None, ended: date | None = None,
    note_text: str = "", clock: Clock = _CLOCK,
) -> None:
    """Keep how one delivery of an approved version went.

    Raises:
        NotInThisState: The version was never approved.
        NotFound, NotAllowed: Only planners of the programme body; no such delivery.
    """
    row = version_of(viewer=viewer, key=plan, number=number)
    viewer.require(Action.PLAN)
    if not 0 <= delivery < len(row.solution["deliveries"]) or progress not in PROGRESS:
        raise NotFound
    if row.status not in {"approved", "replaced"}:
        raise NotInThisState
    Actual.objects.update_or_create(
        version=row, delivery=delivery,
        defaults={
            "owner_id": row.owner_id, "progress": progress, "people": people, "cost": cost,
            "ended": ended, "note": note_text[:500], "entered_at": clock.now(),
            "entered_by_id": viewer.account,
        },
    )
    note(viewer=viewer, action="progress.kept", subject=f"plan:{plan}/{number}", clock=clock,
         delivery=delivery, progress=progress, people=people or 0, cost=cost or 0)
