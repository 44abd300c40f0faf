"""What States ask for, and the sheets they read."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tutela.foundation.errors import NotFound
from tutela.people.engine.roles import Action, Kind
from tutela.people.engine.viewer import Viewer
from tutela.planning.store.models import StateRequest, StateSheet


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What one State asks for; the instant in UTC."""

    state: str
    everything: bool
    types: tuple[str, ...]
    note: str
    asked_at: datetime

    @property
    def asks(self) -> str:
        """Return "everything", "chosen", or "nothing" when the request was withdrawn."""
        if self.everything:
            return "everything"
        return "chosen" if self.types else "nothing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """The part of an approved plan for one State; the instant in UTC."""

    key: int
    state: str
    title: str
    number: int
    approved_at: datetime
    replaced: bool
    content: Mapping[str, Any]


def own_request(viewer: Viewer) -> Asked | None:
    """Return what the viewer's own State asks for, None when it asked for nothing yet.

    Raises:
        NotFound: Not the focal point of a State.
        NotAllowed: The role reads no plans.
    """
    if viewer.kind is not Kind.FOCAL_POINT:
        raise NotFound
    viewer.require(Action.READ_PLAN)
    row = StateRequest.objects.filter(owner_id=viewer.organisation).first()
    return _asked(row) if row else None


def requests(viewer: Viewer) -> dict[str, Asked]:
    """Return what every State asks for, by State.

    Raises:
        NotFound: Only the programme body reads them.
        NotAllowed: The role reads no plans.
    """
    if viewer.kind is not Kind.PROGRAMME:
        raise NotFound
    viewer.require(Action.READ_PLAN)
    return {row.state: _asked(row) for row in StateRequest.objects.order_by("state")}


def own_sheets(viewer: Viewer) -> list[Sheet]:
    """List the sheets for the viewer's own State, newest first."""
    if viewer.kind is not Kind.FOCAL_POINT or not viewer.may(Action.READ_PLAN):
        return []
    rows = StateSheet.objects.filter(reader_id=viewer.organisation)
    return [_sheet(row) for row in rows.order_by("replaced", "-approved_at", "-pk")]


def own_sheet(viewer: Viewer, key: int) -> Sheet:
    """Return one sheet for the viewer's own State.

    Raises:
        NotFound: It is another State's.
        NotAllowed: The role reads no plans.
    """
    row = StateSheet.objects.filter(pk=key, reader_id=viewer.organisation).first()
    if row is None:
        raise NotFound
    viewer.require(Action.READ_PLAN)
    return _sheet(row)


def _asked(row: StateRequest) -> Asked:
    return Asked(state=row.state, everything=row.everything, types=tuple(row.types),
                 note=row.note, asked_at=row.asked_at)


def _sheet(row: StateSheet) -> Sheet:
    return Sheet(key=row.pk, state=row.state, title=row.title, number=row.number,
                 approved_at=row.approved_at, replaced=row.replaced, content=row.content)
