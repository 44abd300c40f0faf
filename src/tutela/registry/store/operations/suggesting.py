"""Anyone signed in says what is wrong or missing; who looks after the record decides."""

from typing import Any

from django.db import transaction
from django.db.models import Q

from tutela.foundation.clock import Clock, SystemClock
from tutela.foundation.errors import N_, InputRefused, NotAllowed, NotFound, Place, Problem
from tutela.people.engine.roles import Action
from tutela.people.engine.viewer import Viewer
from tutela.people.store.queries import organisation
from tutela.registry.engine.checking import problems_of
from tutela.registry.engine.merging import FIELDS, edited
from tutela.registry.engine.record import Activity, Origin
from tutela.registry.store.access import curator_for, may_decide, visible_record
from tutela.registry.store.bodies import activity_from_json, activity_json
from tutela.registry.store.faults import RecordRefused, SuggestionSettled
from tutela.registry.store.models import Record, Suggestion
from tutela.registry.store.operations.records import change, register
from tutela.registry.store.trail import note


@transaction.atomic
def suggest(
    *,
    viewer: Viewer,
    record: int,
    field: str,
    proposed: Any,
    reason: str,
    clock: Clock = SystemClock(),  # noqa: B008 - stateless and frozen
) -> int:
    """Propose another value for one field of a record; return the suggestion's key.

    Args:
        viewer: Who proposes.
        record: The record.
        field: Name of a field of Activity.
        proposed: The value as ``activity_json`` writes it; None to leave the field empty.
        reason: Why, for who decides.
        clock: Tells the time.

    Raises:
        NotFound: No such record for this viewer.
        NotAllowed: The role does not suggest.
        InputRefused: No such field, or the record would have problems with this value.
    """
    viewer.require(Action.SUGGEST)
    row = visible_record(viewer=viewer, key=record)
    _with(row, field, proposed)
    made = Suggestion.objects.create(
        owner_id=viewer.organisation, curator_id=row.curator_id, record_owner_id=row.owner_id,
        record=row.pk, field=field, old=row.body.get(field), proposed=proposed,
        reason=reason[:1000], made_at=clock.now(), made_by_id=viewer.account,
    )
    note(
        viewer=viewer, action="suggestion.made", subject=f"record:{record}", clock=clock,
        suggestion=made.pk, field=field,
    )
    return made.pk


def _with(row: Record, field: str, proposed: Any) -> Activity:
    """Return what a record would say with another value.

    Raises:
        InputRefused: No such field, a value it cannot have, or the record would have problems.
    """
    template = N_("This field cannot have this value. Correct the value, or choose another field.")
    refused = InputRefused([
        Problem(code="registry.proposed", template=template, place=Place(field=field))
    ])
    if field not in FIELDS:
        raise refused
    body = {name: value for name, value in row.body.items() if name != field}
    if proposed is not None:
        body[field] = proposed
    try:
        after = activity_from_json(body)
        problems = problems_of(after)
        activity_json(after)
    except (TypeError, ValueError, KeyError, AttributeError):
        raise refused from None
    if problems:
        raise RecordRefused(problems)
    return after


@transaction.atomic
def propose(
    *,
    viewer: Viewer,
    activity: Activity,
    reason: str,
    clock: Clock = SystemClock(),  # noqa: B008 - stateless and frozen
) -> int:
    """Propose a whole new record; return the suggestion's key.

    Raises:
        NotAllowed: The role does not suggest.
        RecordRefused: With every problem.
    """
    viewer.require(Action.SUGGEST)
    if problems := problems_of(activity):
        raise RecordRefused(problems)
    curator = curator_for(viewer)
    made = Suggestion.objects.create(
        owner_id=viewer.organisation, curator_id=curator, record_owner_id=curator,
        proposed=activity_json(activity), reason=reason[:1000], made_at=clock.now(),
        made_by_id=viewer.account,
    )
    note(
        viewer=viewer, action="suggestion.made", subject=f"suggestion:{made.pk}", clock=clock,
    )
    return made.pk


@transaction.atomic
def accept(
    *,
    viewer: Viewer,
    key: int,
    words: str = "",
    instead: Any = None,
    clock: Clock = SystemClock(),  # noqa: B008 - stateless and frozen
) -> int:
    """Take a suggestion over as a new version, or as a new record; return the record's key.

    Args:
        viewer: Who decides.
        key: The suggestion.
        words: What is said to who made it.
        instead: What is taken in place of what was proposed, as ``activity_json`` writes it; None
            takes the proposal as it is. What was proposed stays on record.
        clock: Tells the time.

    Raises:
        NotFound: No suggestion that the viewer's organisation decides.
        NotAllowed: The role does not decide.
        SuggestionSettled: It was answered before.
    """
    row = _settle(viewer, key, "accepted", words, clock)
    origin = Origin(
        source=organisation(viewer, viewer.organisation).name, read=clock.now().date(),
        address=f"suggestion:{row.pk}",
    )
    proposed = row.proposed if instead is None else instead
    if not row.record:
        activity = activity_from_json({**proposed, "origins": {}})
        made = register(viewer=viewer, activity=activity, clock=clock)
        row.record = made
        row.save(update_fields=["record"])
        return made
    held = Record.objects.select_for_update().get(pk=row.record)
    before = activity_from_json(held.body)
    after = edited(before, _with(held, row.field, proposed), origin=origin)
    change(viewer, held, after, why=row.reason, clock=clock)
    return row.record


@transaction.atomic
def decline(
    *,
    viewer: Viewer,
    key: int,
    words: str,
    clock: Clock = SystemClock(),  # noqa: B008 - stateless and frozen
) -> None:
    """Leave the record as it is, and say why in words for who made the suggestion.

    Raises:
        NotFound: No suggestion that the viewer's organisation decides.
        NotAllowed: The role does not decide.
        SuggestionSettled: It was answered before.
    """
    _settle(viewer, key, "declined", words, clock)


def _settle(viewer: Viewer, key: int, state: str, words: str, clock: Clock) -> Suggestion:
    mine = Q(record_owner_id=viewer.organisation) | Q(curator_id=viewer.organisation)
    row = Suggestion.objects.select_for_update().filter(mine, pk=key).first()
    if row is None:
        raise NotFound
    if not may_decide(viewer, row):
        raise NotAllowed
    if row.state != "open":
        raise SuggestionSettled
    row.state, row.words = state, words[:1000]
    row.settled_at, row.settled_by_id = clock.now(), viewer.account
    row.save()
    note(
        viewer=viewer, action=f"suggestion.{state}", subject=f"suggestion:{key}", clock=clock,
        record=row.record, field=row.field,
    )
    return row
