"""One record with all that stands behind it, and what others may take away of what is shared."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

import numpy as np

from tutela.foundation.errors import NotFound
from tutela.people.engine.viewer import Viewer
from tutela.registry.engine.counting import choose
from tutela.registry.engine.filters import Filters
from tutela.registry.engine.merging import FIELDS, origin_of, stands
from tutela.registry.engine.record import Activity, Origin
from tutela.registry.store import memory
from tutela.registry.store.access import may_change, seen_by, visible_record
from tutela.registry.store.bodies import activity_from_json
from tutela.registry.store.finding import hits
from tutela.registry.store.index import shown_activities
from tutela.registry.store.models import Cluster, Record, RecordVersion
from tutela.registry.store.models.record import KEPT, SHARED

_BATCH = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One of the records that people found to be the same."""

    key: int
    activity: Activity
    source: str
    owner: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """What a record said before a change; the instant in UTC is when it began to say so."""

    number: int
    activity: Activity
    changed_at: datetime
    changed_by: int
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge:
    """A decision that records are the same; instants in UTC."""

    key: int
    lead: int
    chosen: Mapping[str, int]
    decided_at: datetime
    decided_by: int
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One record as its page shows it.

    Attributes:
        key: Key of the record.
        owner: Organisation that registered it.
        curator: Organisation that looks after it.
        source: Where it was read.
        visibility: "shared" or "own".
        state: "kept" or "withdrawn".
        version: Number to give back with a change.
        changed_at: Instant of the last change, UTC.
        changed_by: Account that made it, 0 when unknown.
        activity: What is shown: merged, when the record leads others.
        told: What its own source tells, with corrections; what a form edits.
        origins: Where each stated field of ``activity`` comes from.
        members: All records of the merge, this one too; empty without a merge.
        merge: The decision, None without one.
        leads: Whether search shows this record; else go to ``merge.lead``.
        versions: What it said before, latest first.
        parent: Key and title of its programme, None when there is none here.
        components: Key and title of what belongs to it, by first day.
        may_edit: Whether the viewer may change it.
    """

    key: int
    owner: int
    curator: int
    source: str
    visibility: str
    state: str
    version: int
    changed_at: datetime
    changed_by: int
    activity: Activity
    told: Activity
    origins: Mapping[str, Origin]
    members: tuple[Member, ...]
    merge: Merge | None
    leads: bool
    versions: tuple[Version, ...]
    parent: tuple[int, str] | None
    components: tuple[tuple[int, str], ...]
    may_edit: bool


def record(viewer: Viewer, key: int) -> Shown:
    """Return one record with everything behind it.

    Raises:
        NotFound: There is none for this viewer.
        NotAllowed: The role does not read the registry.
    """
    row = visible_record(viewer=viewer, key=key)
    may_edit = may_change(viewer, row)
    if row.state != KEPT and not may_edit:
        raise NotFound
    told = activity_from_json(row.body)
    cluster = Cluster.objects.filter(pk=row.cluster).first() if row.cluster else None
    activity = shown_activities([row]).get(row.pk, told)
    return Shown(
        key=row.pk, owner=row.owner_id, curator=row.curator_id, source=row.source,
        visibility=row.visibility, state=row.state, version=row.version,
        changed_at=row.changed_at, changed_by=row.changed_by_id or 0, activity=activity,
        told=told, origins=origins_of(activity), members=_members(viewer, cluster),
        merge=_merge(cluster), leads=cluster is None or cluster.lead == row.pk,
        versions=_versions(row), parent=_parent(viewer, row), components=_components(viewer, row),
        may_edit=may_edit,
    )


def origins_of(activity: Activity) -> dict[str, Origin]:
    """Return where each stated field comes from."""
    pairs = ((name, origin_of(activity, name)) for name in FIELDS if stands(activity, name))
    return {name: origin for name, origin in pairs if origin}


def _members(viewer: Viewer, cluster: Cluster | None) -> tuple[Member, ...]:
    if cluster is None:
        return ()
    rows = Record.objects.filter(seen_by(viewer), pk__in=cluster.members).order_by("pk")
    return tuple(
        Member(key=row.pk, activity=activity_from_json(row.body), source=row.source,
               owner=row.owner_id)
        for row in rows
    )


def _merge(cluster: Cluster | None) -> Merge | None:
    if cluster is None:
        return None
    return Merge(
        key=cluster.pk, lead=cluster.lead, chosen=cluster.chosen, why=cluster.why,
        decided_at=cluster.decided_at, decided_by=cluster.decided_by_id,
    )


def _versions(row: Record) -> tuple[Version, ...]:
    rows = RecordVersion.objects.filter(record=row).order_by("-version")
    return tuple(
        Version(
            number=one.version, activity=activity_from_json(one.body), why=one.why,
            changed_at=one.changed_at, changed_by=one.changed_by_id or 0,
        )
        for one in rows if one.visibility == SHARED or row.visibility != SHARED
    )


def _parent(viewer: Viewer, row: Record) -> tuple[int, str] | None:
    if not row.parent:
        return None
    rows = Record.objects.filter(seen_by(viewer), source=row.source, state=KEPT)
    found = rows.filter(identifier=row.parent, owner_id=row.owner_id).first()
    return (found.pk, found.title) if found else None


def _components(viewer: Viewer, row: Record) -> tuple[tuple[int, str], ...]:
    rows = Record.objects.filter(
        seen_by(viewer), owner_id=row.owner_id, source=row.source, state=KEPT,
        parent=row.identifier,
    ).order_by("starts", "pk")[:200]
    return tuple((one.pk, one.title) for one in rows)


def shared_activities(
    *, filters: Filters | None = None, since: datetime | None = None, today: date,
    most: int = 1_000_000, after: int = 0,
) -> Iterator[tuple[int, Activity]]:
    """Yield what is shared with everyone, by key, for exports and feeds; merged ones once.

    It takes no viewer, since a system with a key reads the same as anybody signed in.

    Args:
        filters: What is wanted; everything when None.
        since: Only what was changed at this instant or later.
        today: The day the present is seen from.
        most: Most activities.
        after: Only keys above this one, so that a reading can go on where it stopped.
    """
    wanted = filters or Filters()
    every, _ = hits(wanted.words)
    pieces = [np.zeros(0, dtype=np.int64)]
    for part in memory.shared_parts():
        one = choose(part, wanted, today=today, hits=every)
        pieces.append(part.key[one.every & (part.key > after)])
    keys = np.sort(np.concatenate(pieces))
    if since is not None:
        keys = keys[np.isin(keys, sorted(_changed(since)))]
    left = most
    for at in range(0, len(keys), _BATCH):
        rows = Record.objects.filter(pk__in=keys[at : at + _BATCH].tolist()).order_by("pk")
        found = list(shown_activities(list(rows)).items())[:left]
        yield from found
        left -= len(found)
        if left <= 0:
            return


def _changed(since: datetime) -> set[int]:
    """Return keys under which something changed: of records, and of the leads they stand behind."""
    rows = Record.objects.filter(changed_at__gte=since)
    keys: set[int] = set(rows.filter(visibility=SHARED).values_list("pk", flat=True))
    merged = rows.filter(cluster__gt=0).values("cluster")
    return keys.union(Cluster.objects.filter(pk__in=merged).values_list("lead", flat=True))


def shared_activity(key: int) -> tuple[int, Activity]:
    """Return one activity that is shared with everyone, by the key it is shown under.

    Raises:
        NotFound: There is none, or it is shown no more.
    """
    rows = Record.objects.filter(pk=key, visibility=SHARED)
    row = rows.first()
    if row is not None and row.cluster:
        cluster = Cluster.objects.filter(pk=row.cluster).first()
        row = Record.objects.filter(pk=cluster.lead, visibility=SHARED).first() if cluster else row
    found = shown_activities([row]) if row is not None else {}
    if not found:
        raise NotFound
    return next(iter(found.items()))
