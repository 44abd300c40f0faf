"""What a record says, apart from where and when it was read: its digest and its columns."""

from dataclasses import replace

from tutela.foundation.digest import digest_of
from tutela.registry.engine.codes import provider_code
from tutela.registry.engine.record import Activity, Material
from tutela.registry.store.bodies import activity_json, material_json
from tutela.registry.store.models import Record, RecordVersion


def content_digest(thing: Activity | Material) -> str:
    """Return the digest of what is said, wherever and whenever it was read."""
    bare = replace(thing, origins={})
    return digest_of(
        activity_json(bare) if isinstance(bare, Activity) else material_json(bare)
    )


def fill(row: Record, activity: Activity) -> None:
    """Write an activity into a record's columns; nothing is saved."""
    row.identifier, row.body = activity.identifier[:500], activity_json(activity)
    row.digest = content_digest(activity)
    row.title, row.provider = activity.title()[:300], activity.provider[:300]
    row.provider_code, row.parent = provider_code(activity.provider), activity.parent[:500]
    row.sort, row.proficiency = activity.sort, activity.proficiency or ""
    row.presence, row.status = activity.presence or "", activity.status or ""
    row.starts, row.ends = activity.starts, activity.ends


def version_of(row: Record, why: str) -> RecordVersion:
    """Return the version that keeps what a record says now; nothing is saved."""
    return RecordVersion(
        record=row, owner_id=row.owner_id, curator_id=row.curator_id, visibility=row.visibility,
        version=row.version, body=row.body, digest=row.digest, changed_at=row.changed_at,
        changed_by_id=row.changed_by_id, why=why[:500],
    )
