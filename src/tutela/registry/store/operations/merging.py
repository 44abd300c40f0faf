"""Say that records are the same, take that back, or say that two are different."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from tutela.foundation.clock import Clock, SystemClock
from tutela.foundation.errors import NotFound
from tutela.people.engine.roles import Action
from tutela.people.engine.viewer import Viewer
from tutela.registry.engine.merging import FIELDS
from tutela.registry.store.access import visible_records
from tutela.registry.store.faults import CannotMerge, NotMerged
from tutela.registry.store.index import reindex
from tutela.registry.store.models import Candidate, Cluster, Record
from tutela.registry.store.models.record import KEPT, OWN, SHARED
from tutela.registry.store.questions import look_for_likes
from tutela.registry.store.trail import note


@transaction.atomic
def merge(
    *,
    viewer: Viewer,
    members: Sequence[int],
    lead: int,
    why: str,
    chosen: Mapping[str, int] | None = None,
    clock: Clock = SystemClock(),  # noqa: B008 - stateless and frozen
) -> int:
    """Show several records as one from now on, and return the merge's key; nothing is deleted.

    Args:
        viewer: Who decides: a programme officer.
        members: Keys of the records, the lead among them.
        lead: Key of the record that stands for all.
        why: The reason, kept with the decision.
        chosen: Key of the member whose value is shown, by field; see ``engine.merging``.
        clock: Tells the time.

    Raises:
        NotAllowed: The role does not curate.
        NotFound: A record is not one the viewer looks after.
        CannotMerge: Fewer than two, the lead not among them, withdrawn, or merged already.
    """
    rows = _curated(viewer, members)
    keys = [row.pk for row in rows]
    if len(rows) < 2 or lead not in keys:  # noqa: PLR2004 - two make a pair
        raise CannotMerge
    if any(row.cluster or row.state != KEPT for row in rows):
        raise CannotMerge
    shared = {row.visibility for row in rows} == {SHARED}
    made = Cluster.objects.create(
        owner_id=viewer.organisation, visibility=SHARED if shared else OWN, lead=lead,
        members=keys, decided_at=clock.now(), decided_by_id=viewer.account, why=why[:500],
        chosen={name: key for name, key in (chosen or {}).items()
                if name in FIELDS and key in keys},
    )
    _join(rows, made.pk, at=clock.now())
    _decide(viewer, keys, "same", why, clock)
    look_for_likes(keys, curator=viewer.organisation)
    note(
        viewer=viewer, action="records.merged", subject=f"merge:{made.pk}", clock=clock,
        reason=why[:500], lead=lead, members=",".join(map(str, keys)),
    )
    return made.pk


def _curated(viewer: Viewer, keys: Sequence[int]) -> list[Record]:
    viewer.require(Action.CURATE)
    wanted = sorted(set(keys))
    rows = visible_records(viewer=viewer).filter(
        Q(owner_id=viewer.organisation) | Q(curator_id=viewer.organisation), pk__in=wanted
    )
    found = list(rows.select_for_update().order_by("pk"))
    if len(found) != len(wanted):
        raise NotFound
    return found


def _join(rows: Sequence[Record], cluster: int, *, at: datetime) -> None:
    for row in rows:
        row.cluster, row.changed_at = cluster, at
    Record.objects.bulk_update(rows, ["cluster", "changed_at"])
    reindex(rows)


@transaction.atomic
def undo_merge(
    *,
    viewer: Viewer,
    cluster: int,
    why: str,
    clock: Clock = SystemClock(),  # noqa: B008 - stateless and frozen
) -> None:
    """Show the records of a merge one by one again, each as it is; the decision stays on record.

    Raises:
        NotAllowed: The role does not curate.
        NotFound: No merge that the viewer's organisation decided.
        NotMerged: It was undone before.
    """
    viewer.require(Action.CURATE)
    made = Cluster.objects.select_for_update().filter(
        pk=cluster, owner_id=viewer.organisation
    ).first()
    if made is None:
        raise NotFound
    if made.undone_at is not None:
        raise NotMerged
    made.undone_at, made.undone_by_id = clock.now(), viewer.account
    made.undone_why = why[:500]
    made.save()
    rows = list(Record.objects.filter(cluster=made.pk).order_by("pk"))
    _join(rows, 0, at=clock.now())
    _decide(viewer, made.members, "open", "", clock)
    look_for_likes([row.pk for row in rows], curator=made.owner_id)
    note(
        viewer=viewer, action="records.parted", subject=f"merge:{cluster}", clock=clock,
        reason=why[:500],
    )


@transaction.atomic
def mark_different(
    *,
    viewer: Viewer,
    left: int,
    right: int,
    why: str = "",
    clock: Clock = SystemClock(),  # noqa: B008 - stateless and frozen
) -> None:
    """Remember that two records are not the same, so that nobody is asked again.

    Raises:
        NotAllowed: The role does not curate.
        NotFound: A record is not one the viewer looks after.
    """
    one, other = (row.pk for row in _pair(_curated(viewer, [left, right])))
    Candidate.objects.get_or_create(
        left=one, right=other,
        defaults={"owner_id": viewer.organisation, "curator_id": viewer.organisation,
                  "score": 0, "found_at": clock.now()},
    )
    _decide(viewer, [one, other], "different", why, clock)
    note(
        viewer=viewer, action="records.told-apart", subject=f"record:{one}", clock=clock,
        reason=why[:500], other=other,
    )


def _pair(rows: list[Record]) -> list[Record]:
    if len(rows) != 2:  # noqa: PLR2004 - two make a pair
        raise NotFound
    return rows


def _decide(viewer: Viewer, keys: Sequence[int], state: str, why: str, clock: Clock) -> None:
    """Settle the questions between some records, or open again those a merge had settled."""
    rows = Candidate.objects.filter(left__in=keys, right__in=keys)
    if state == "open":
        rows.filter(state="same").update(state=state, decided_at=None, decided_by=None, why="")
        return
    rows.update(
        state=state, decided_at=clock.now(), decided_by=viewer.account, why=why[:500]
    )
