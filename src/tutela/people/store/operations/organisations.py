"""Found organisations."""

from django.db import transaction

from tutela.foundation.clock import Clock
from tutela.foundation.errors import N_, InputRefused, NotAllowed, Place, Problem
from tutela.people.engine.reach import Organisation, may_found
from tutela.people.engine.roles import Kind
from tutela.people.engine.states import is_state
from tutela.people.engine.viewer import Viewer
from tutela.people.store import models
from tutela.people.store.recording import COMMAND_LINE, actor_of, work, write

_STATELESS = {Kind.PROGRAMME, Kind.PARTNER}


def create_organisation(
    *, viewer: Viewer, name: str, kind: Kind, state: str, clock: Clock
) -> Organisation:
    """Found an organisation on behalf of a programme administrator or a focal point.

    Raises:
        NotAllowed: The viewer may not found this kind in this State.
        InputRefused: No name, a name taken in the State, or no such State.
    """
    if not may_found(viewer, kind=kind, state=state):
        raise NotAllowed
    _check(name=name.strip(), kind=kind, state=state)
    with work(viewer.organisation):
        row = _make(name=name.strip(), kind=kind, state=state, clock=clock)
        write(
            organisation=viewer.organisation, actor=actor_of(viewer.account),
            action="organisation.create", subject=f"organisation:{row.key}",
            detail={"kind": kind.value, "state": state}, clock=clock,
        )
    return row


def found_organisation(*, name: str, kind: Kind, state: str, clock: Clock) -> Organisation:
    """Found an organisation from the command line, which needs no viewer but leaves an entry.

    Raises:
        InputRefused: No name, a name taken in the State, or no such State.
    """
    _check(name=name.strip(), kind=kind, state=state)
    # The new organisation's own journal takes the entry, so the row must come first.
    with transaction.atomic():
        row = _make(name=name.strip(), kind=kind, state=state, clock=clock)
        with work(row.key):
            write(
                organisation=row.key, actor=COMMAND_LINE, action="organisation.create",
                subject=f"organisation:{row.key}", detail={"kind": kind.value, "state": state},
                clock=clock,
            )
    return row


def _check(*, name: str, kind: Kind, state: str) -> None:
    problems = []
    if not name:
        problems.append(_problem("name.missing", "name", N_("Enter the name of the organisation.")))
    elif len(name) > 200:  # noqa: PLR2004 - the column's length
        problems.append(_problem("name.long", "name", N_("Shorten the name to 200 characters.")))
    elif models.Organisation.objects.filter(state=state, name__iexact=name).exists():
        text = N_("An organisation of this name exists in this State. Choose another name.")
        problems.append(_problem("name.taken", "name", text))
    if not (is_state(state) or (not state and kind in _STATELESS)):
        text = N_("Choose the State of the organisation.")
        problems.append(_problem("state.unknown", "state", text))
    if problems:
        raise InputRefused(problems)


def _problem(code: str, field: str, template: str) -> Problem:
    return Problem(code=f"organisation.{code}", template=template, place=Place(field=field))


def _make(*, name: str, kind: Kind, state: str, clock: Clock) -> Organisation:
    row = models.Organisation.objects.create(
        name=name, kind=kind.value, state=state, created_at=clock.now()
    )
    return Organisation(key=row.pk, name=row.name, kind=kind, state=row.state)
