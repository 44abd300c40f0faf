"""Take the records of a checked file over, batch by batch, inside the caller's transaction."""

from tutela.foundation.clock import Clock
from tutela.journal.store import operations as journal
from tutela.registry.engine.exchange.reading import Rejected
from tutela.registry.engine.merging import read_again
from tutela.registry.engine.record import Activity, Material
from tutela.registry.store.bodies import activity_from_json, material_json
from tutela.registry.store.content import fill, version_of
from tutela.registry.store.index import lead_of, reindex
from tutela.registry.store.models import Import, Record, RecordVersion
from tutela.registry.store.models import Material as MaterialRow
from tutela.registry.store.models.record import KEPT
from tutela.registry.store.previewing import Judged, judged
from tutela.registry.store.questions import look_for_likes


def take_over(row: Import, *, clock: Clock) -> dict[str, int]:
    """Add and change records as a file says; return how many were new, changed, unchanged.

    Corrections that people made by hand stay, field by field.
    """
    counts = {"new": 0, "changed": 0, "unchanged": 0}
    touched: list[int] = []
    for batch in judged(row):
        sound = [one for one in batch if not isinstance(one, Rejected)]
        for one in sound:
            counts[one.verdict] += 1
        rows = _take_records(row, sound, clock=clock)
        _take_materials(row, sound, clock=clock)
        touched += [one.pk for one in rows]
    look_for_likes(touched, curator=row.curator_id)
    journal.record(
        organisation=row.owner_id, actor=f"account:{row.settled_by_id}",
        action="registry.import.kept", subject=f"import:{row.pk}",
        detail={"sha256": row.digest, **counts}, clock=clock,
    )
    return counts


def _take_records(row: Import, batch: list[Judged], *, clock: Clock) -> list[Record]:
    new: list[Record] = []
    changed: list[Record] = []
    versions: list[RecordVersion] = []
    for one in batch:
        if not isinstance(one.thing, Activity) or one.verdict == "unchanged":
            continue
        if isinstance(one.held, Record):
            versions.append(version_of(one.held, f"import {row.pk}"))
            before = activity_from_json(one.held.body)
            fill(one.held, read_again(before, one.thing, source=row.source))
            one.held.version += 1
            changed.append(_stamped(one.held, one.digest, row, clock))
            continue
        made = Record(
            owner_id=row.owner_id, curator_id=row.curator_id, source=row.source,
            visibility=row.visibility, created_at=clock.now(),
        )
        fill(made, one.thing)
        new.append(_stamped(made, one.digest, row, clock))
    Record.objects.bulk_create(new)
    RecordVersion.objects.bulk_create(versions)
    for held in changed:
        held.save()
    reindex([*new, *changed, *(lead for held in changed for lead in lead_of(held))])
    return [*new, *changed]


def _stamped(held: Record, digest: str, row: Import, clock: Clock) -> Record:
    held.source_digest, held.state = digest, KEPT
    held.changed_at, held.changed_by_id = clock.now(), row.settled_by_id
    return held


def _take_materials(row: Import, batch: list[Judged], *, clock: Clock) -> None:
    for one in batch:
        if not isinstance(one.thing, Material) or one.verdict == "unchanged":
            continue
        held = one.held if isinstance(one.held, MaterialRow) else MaterialRow(
            owner_id=row.owner_id, curator_id=row.curator_id, source=row.source,
            identifier=one.thing.identifier[:500], visibility=row.visibility,
            created_at=clock.now(),
        )
        held.title = next(iter(one.thing.titles.values()), "")[:300]
        held.body, held.digest, held.state = material_json(one.thing), one.digest, KEPT
        held.changed_at, held.changed_by_id = clock.now(), row.settled_by_id
        held.save()
