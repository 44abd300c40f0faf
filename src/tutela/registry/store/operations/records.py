"""Register activities, change them, and take them out of sight."""

from collections.abc import Sequence
from dataclasses import replace

from django.db import transaction

from tutela.foundation.clock import Clock, SystemClock
from tutela.people.engine.roles import Action
from tutela.people.engine.viewer import Viewer
from tutela.people.store.queries import organisation
from tutela.registry.engine.checking import problems_of
from tutela.registry.engine.merging import edited
from tutela.registry.engine.record import Activity, Origin
from tutela.registry.store.access import changeable_record, curator_for
from tutela.registry.store.bodies import activity_from_json
from tutela.registry.store.content import content_digest, fill, version_of
from tutela.registry.store.faults import AlreadyRegistered, RecordChanged, RecordRefused
from tutela.registry.store.index import lead_of, reindex
from tutela.registry.store.models import Record
from tutela.registry.store.models.record import KEPT, OWN, SHARED, WITHDRAWN
from tutela.registry.store.questions import look_for_likes
from tutela.registry.store.trail import note


@transaction.atomic
def register(
    *,
    viewer: Viewer,
    activity: Activity,
    source: str = "",
    visibility: str = SHARED,
    why: str = "",
    clock: Clock = SystemClock(),  # noqa: B008 - stateless and frozen
) -> int:
    """Register an activity of the viewer's own organisation and return its key.

    Args:
        viewer: Who registers.
        activity: What is registered; without an identifier it gets one.
        source: Where it comes from; the organisation's own name when empty.
        visibility: "shared" with everyone signed in, or the organisation's "own".
        why: Reason to register it although it looks like another; goes into the journal.
        clock: Tells the time.

    Raises:
        NotAllowed: The role does not register.
        RecordRefused: With every problem.
        AlreadyRegistered: The organisation has it already.
    """
    row = _registered(
        viewer, activity, source=source, visibility=visibility, why=why, clock=clock
    )
    reindex([row])
    look_for_likes([row.pk], curator=row.curator_id)
    return row.pk


@transaction.atomic
def register_many(
    *,
    viewer: Viewer,
    activities: Sequence[tuple[str, Activity]],
    clock: Clock = SystemClock(),  # noqa: B008 - stateless and frozen
) -> list[int]:
    """Register several shared activities, all or none, and return their keys in order.

    Args:
        viewer: Who registers.
        activities: Source and activity, as for ``register``.
        clock: Tells the time.

    Raises:
        NotAllowed, RecordRefused, AlreadyRegistered: See ``register``.
    """
    rows = [
        _registered(viewer, activity, source=source, clock=clock)
        for source, activity in activities
    ]
    reindex(rows)
    keys = [row.pk for row in rows]
    look_for_likes(keys, curator=curator_for(viewer))
    return keys


def _registered(
    viewer: Viewer, activity: Activity, *, source: str, clock: Clock, visibility: str = SHARED,
    why: str = "",
) -> Record:
    """Save a new record and note it; search does not find it yet."""
    viewer.require(Action.REGISTER)
    _require_sound(activity)
    now = clock.now()
    source = source or organisation(viewer, viewer.organisation).name
    if not activity.origins:
        activity = replace(activity, origins={"": Origin(source=source, read=now.date())})
    if not activity.identifier:
        activity = replace(activity, identifier=_identifier(viewer, activity))
    row = Record(
        owner_id=viewer.organisation, curator_id=curator_for(viewer), source=source[:200],
        visibility=OWN if visibility == OWN else SHARED, created_at=now, changed_at=now,
        changed_by_id=viewer.account,
    )
    fill(row, activity)
    _require_new(row)
    row.save()
    note(
        viewer=viewer, action="record.registered", subject=f"record:{row.pk}", clock=clock,
        reason=why[:500], sha256=row.digest,
    )
    return row


def _identifier(viewer: Viewer, activity: Activity) -> str:
    """Make a key that stays the same for equal content and differs for any other."""
    return f"tutela-{viewer.organisation}-{content_digest(activity)[:16]}"


def _require_new(row: Record) -> None:
    held = Record.objects.filter(
        owner_id=row.owner_id, source=row.source, identifier=row.identifier
    )
    if held.exists():
        raise AlreadyRegistered


def _require_sound(activity: Activity) -> None:
    if problems := problems_of(activity):
        raise RecordRefused(problems)


@transaction.atomic
def edit(
    *,
    viewer: Viewer,
    key: int,
    activity: Activity,
    version: int,
    why: str,
    visibility: str = "",
    clock: Clock = SystemClock(),  # noqa: B008 - stateless and frozen
) -> int:
    """Change a record, keep what it said before, and return the new version's number.

    Args:
        viewer: Its owner, or who looks after it.
        key: The record.
        activity: All of what it says from now on; the identifier stays as it was.
        version: The version that was read before the change was made.
        why: Reason, kept with what the record said before.
        visibility: "shared" or "own"; as it was when empty.
        clock: Tells the time.

    Raises:
        NotFound, NotAllowed: See ``access``.
        RecordChanged: There is a newer version.
        RecordRefused: With every problem.
    """
    row = changeable_record(viewer=viewer, key=key)
    if row.version != version:
        raise RecordChanged
    _require_sound(activity)
    name = organisation(viewer, viewer.organisation).name
    origin = Origin(source=name, read=clock.now().date())
    after = edited(activity_from_json(row.body), activity, origin=origin)
    change(viewer, row, after, why=why, visibility=visibility, clock=clock)
    note(
        viewer=viewer, action="record.edited", subject=f"record:{key}", clock=clock,
        reason=why[:500], version=row.version, sha256=row.digest,
    )
    return row.version


def change(
    viewer: Viewer, row: Record, after: Activity, *, why: str, clock: Clock, visibility: str = ""
) -> None:
    """Give a locked record a new version; the journal is the caller's."""
    version_of(row, why).save(force_insert=True)
    fill(row, after)
    row.visibility = visibility or row.visibility
    row.version += 1
    row.changed_at, row.changed_by_id = clock.now(), viewer.account
    row.save()
    reindex([row, *lead_of(row)])
    look_for_likes([row.pk], curator=row.curator_id)


def withdraw(
    *,
    viewer: Viewer,
    key: int,
    why: str,
    clock: Clock = SystemClock(),  # noqa: B008 - stateless and frozen
) -> None:
    """Take a record out of sight; it is kept, and can be restored.

    Raises:
        NotFound, NotAllowed: See ``access``.
    """
    _set_state(viewer, key, WITHDRAWN, why=why, clock=clock)


def restore(
    *,
    viewer: Viewer,
    key: int,
    why: str,
    clock: Clock = SystemClock(),  # noqa: B008 - stateless and frozen
) -> None:
    """Show a withdrawn record again.

    Raises:
        NotFound, NotAllowed: See ``access``.
    """
    _set_state(viewer, key, KEPT, why=why, clock=clock)


@transaction.atomic
def _set_state(viewer: Viewer, key: int, state: str, *, why: str, clock: Clock) -> None:
    row = changeable_record(viewer=viewer, key=key)
    if row.state == state:
        return
    version_of(row, why).save(force_insert=True)
    row.state, row.version = state, row.version + 1
    row.changed_at, row.changed_by_id = clock.now(), viewer.account
    row.save()
    reindex([row, *lead_of(row)])
    look_for_likes([row.pk], curator=row.curator_id)
    note(
        viewer=viewer, action=f"record.{'restored' if state == KEPT else 'withdrawn'}",
        subject=f"record:{key}", clock=clock, reason=why[:500],
    )
