"""Which records a viewer may see or change. Anything else answers "not found"."""

from django.db.models import Q, QuerySet

from tutela.foundation.errors import NotAllowed, NotFound
from tutela.people.engine.roles import Action
from tutela.people.engine.viewer import Viewer
from tutela.people.store.queries import programme_organisation
from tutela.registry.store.models import Record, Suggestion
from tutela.registry.store.models.record import SHARED


def curator_for(viewer: Viewer) -> int:
    """Return who looks after what the viewer registers: the programme, or the own organisation."""
    return programme_organisation() or viewer.organisation


def seen_by(viewer: Viewer) -> Q:
    """Return what holds of rows the viewer may see."""
    mine = Q(owner_id=viewer.organisation) | Q(curator_id=viewer.organisation)
    return Q(visibility=SHARED) | mine


def visible_records(*, viewer: Viewer) -> QuerySet[Record]:
    """Return the records the viewer may see, withdrawn and merged ones included.

    Raises:
        NotAllowed: The role does not read the registry.
    """
    viewer.require(Action.READ_REGISTRY)
    return Record.objects.filter(seen_by(viewer))


def visible_record(*, viewer: Viewer, key: int) -> Record:
    """Return one record the viewer may see.

    Raises:
        NotFound: There is none for this viewer.
    """
    row = visible_records(viewer=viewer).filter(pk=key).first()
    if row is None:
        raise NotFound
    return row


def may_change(viewer: Viewer, row: Record) -> bool:
    """Tell whether the viewer may change a record: as its owner, or as who looks after it."""
    if row.owner_id == viewer.organisation and viewer.may(Action.REGISTER):
        return True
    return row.curator_id == viewer.organisation and viewer.may(Action.CURATE)


def changeable_record(*, viewer: Viewer, key: int) -> Record:
    """Return one record for a change, locked until the transaction ends.

    Raises:
        NotFound: There is none for this viewer.
        NotAllowed: It is another's, or the role does not register.
    """
    row = visible_record(viewer=viewer, key=key)
    if not may_change(viewer, row):
        raise NotAllowed
    return Record.objects.select_for_update().get(pk=row.pk)


def may_decide(viewer: Viewer, row: Suggestion) -> bool:
    """Tell whether the viewer decides on a suggestion: as owner of the record, or as curator."""
    if row.record and row.record_owner_id == viewer.organisation and viewer.may(Action.REGISTER):
        return True
    return row.curator_id == viewer.organisation and viewer.may(Action.CURATE)
