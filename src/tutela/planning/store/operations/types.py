"""The programme body changes what it plans with: costs, length, seats, effects."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from tutela.foundation.clock import Clock, SystemClock
from tutela.foundation.errors import N_, InputRefused, NotFound, Place, Problem
from tutela.people.engine.roles import Action
from tutela.people.engine.viewer import Viewer
from tutela.planning.engine.catalogue import ActivityType, current_catalogue
from tutela.planning.engine.catalogue_file import merge
from tutela.planning.engine.catalogue_rows import row_of
from tutela.planning.store.access import require_programme
from tutela.planning.store.models import CatalogueEdit
from tutela.planning.store.queries.types import edits_of
from tutela.planning.store.trail import note

NUMBERS = {
    "days": (1, 400), "seats": (0, 100_000), "trainer_days": (0, 2000), "most_states": (1, 200),
    "fixed_cost": (0, 100_000_000), "state_cost": (0, 100_000_000),
}
"""What can be changed, with its least and most."""
_CLOCK = SystemClock()
_RANGE = N_("This must be a whole number from {least} to {most}.")
_REASON = N_("Say where the new numbers come from.")


@transaction.atomic
def edit_type(
    *, viewer: Viewer, code: str, values: Mapping[str, Any], reason: str, clock: Clock = _CLOCK
) -> None:
    """Keep what differs from the catalogue for one type; without difference the edit goes.

    Args:
        viewer: A planner of the programme body.
        code: Of the type.
        values: Fields as in the catalogue's table; "effects" as a whole.
        reason: Where the numbers come from.
        clock: Tells the time.

    Raises:
        NotFound, NotAllowed: Only planners of the programme body; no such type.
        InputRefused: A number out of range or no reason.
        CatalogueRefused: The catalogue would not hold together.
    """
    require_programme(viewer, Action.PLAN)
    edits = edits_of(viewer)
    if code not in merge(current_catalogue(), edits).types:
        raise NotFound
    _refuse(values, reason)
    before = edits.get(code)
    changed = {**(before if isinstance(before, Mapping) else {}), **values}
    base = current_catalogue().types.get(code)
    kept = changed if base is None else differing(base, changed)
    merge(current_catalogue(), {**edits, code: kept})
    rows = CatalogueEdit.objects.filter(owner_id=viewer.organisation, type=code)
    if kept:
        CatalogueEdit.objects.update_or_create(
            owner_id=viewer.organisation, type=code,
            defaults={"values": kept, "reason": reason[:500], "edited_at": clock.now(),
                      "edited_by_id": viewer.account},
        )
    else:
        rows.delete()
    note(viewer=viewer, action="type.edited", subject=f"type:{code}", clock=clock,
         reason=reason, fields=len(kept))


def differing(base: ActivityType, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields that are not what they are in the catalogue; effects as a whole."""
    before = row_of(base)
    return {name: value for name, value in values.items() if value != before.get(name)}


def _refuse(values: Mapping[str, Any], reason: str) -> None:
    problems = [
        Problem(code="planning.type-number", template=_RANGE, place=Place(field=name),
                params={"least": least, "most": most})
        for name, (least, most) in NUMBERS.items()
        if name in values and not (isinstance(values[name], int) and least <= values[name] <= most)
    ]
    if not reason.strip():
        problems.append(Problem(code="planning.type-reason", template=_REASON,
                                place=Place(field="reason")))
    if problems:
        raise InputRefused(problems)
