"""Import a file: read and check, keep for a look, then take over everything or nothing."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction

from tutela.foundation.clock import Clock, SystemClock
from tutela.foundation.errors import NotFound
from tutela.jobs.store.operations import task
from tutela.people.engine.roles import Action, Kind
from tutela.people.engine.viewer import Viewer
from tutela.registry.store import files
from tutela.registry.store.access import curator_for
from tutela.registry.store.faults import ImportSettled, ImportStopped
from tutela.registry.store.models import Import
from tutela.registry.store.models import Mapping as KnownMapping
from tutela.registry.store.models.record import OWN, SHARED
from tutela.registry.store.previewing import Preview, preview
from tutela.registry.store.taking import take_over
from tutela.registry.store.trail import note

SMALL = 1_000_000
"""Files up to this size, in bytes, are read at once; larger ones by a job."""


def check_import(
    *,
    viewer: Viewer,
    file_name: str,
    data: bytes | Iterable[bytes],
    source: str,
    format: str = "any",  # noqa: A002 - the word people use
    visibility: str = SHARED,
    mapping: Mapping[str, Any] | None = None,
    hold: bool = False,
    clock: Clock = SystemClock(),  # noqa: B008 - stateless and frozen
) -> int:
    """Read a file and keep what it would change for a look; return the import's key.

    No record changes. A job reads a large file: its state is "waiting" until then.

    Args:
        viewer: Who imports; the records will be those of its organisation.
        file_name: For messages.
        data: The file, whole or in pieces; pieces are never held together.
        source: Name of the feed; records are the same when source and identifier are.
        format: One of ``readers.READERS``.
        visibility: "shared" or "own".
        mapping: Which column means what, for tables.
        hold: Keep the file unread until ``read_with`` says which column means what.
        clock: Tells the time.

    Raises:
        NotAllowed: The role does not register; for the programme it must curate.
    """
    _require(viewer)
    digest, size = files.keep([data] if isinstance(data, bytes) else data)
    row = Import(
        owner_id=viewer.organisation, curator_id=curator_for(viewer), file_name=file_name[:200],
        source=source[:200], format=format[:20], size=size, mapping=dict(mapping or {}),
        visibility=OWN if visibility == OWN else SHARED, created_at=clock.now(),
        created_by_id=viewer.account, digest=digest,
        state="columns" if hold else "waiting",
    )
    _read_soon(viewer, row, "import.checked", clock=clock, sha256=row.digest, size=row.size)
    return row.pk


def _read_soon(viewer: Viewer, row: Import, action: str, *, clock: Clock, **detail: Any) -> None:
    """Save an import and, unless it is held, read it: a small file at once, a large by a job."""
    with transaction.atomic():
        row.save()
        note(viewer=viewer, action=action, subject=f"import:{row.pk}", clock=clock, **detail)
        if row.size > SMALL and row.state == "waiting":
            keep_preview.enqueue(key=row.pk)
    if row.size <= SMALL and row.state == "waiting":
        _preview_now(row)


def _preview_now(row: Import) -> None:
    found = preview(row)
    with transaction.atomic():
        _write_preview(row, found)


def _require(viewer: Viewer) -> None:
    viewer.require(Action.CURATE if viewer.kind is Kind.PROGRAMME else Action.REGISTER)


def _read(key: int) -> Preview:
    return preview(Import.objects.get(pk=key))


@task(compute=_read, lease_seconds=1800)  # type: ignore[untyped-decorator]
def keep_preview(found: Preview, key: int) -> None:
    """Note what a large file would change."""
    row = Import.objects.get(pk=key)
    if row.state == "waiting":
        _write_preview(row, found)


def _write_preview(row: Import, found: Preview) -> None:
    row.state = "refused" if found.problems else "pending"
    row.new, row.changed = found.new, found.changed
    row.unchanged, row.rejected = found.unchanged, found.rejected
    row.samples, row.rejections, row.problems = found.samples, found.rejections, found.problems
    row.save()
    files.forget_progress(row.pk)


@transaction.atomic
def keep_import(
    *,
    viewer: Viewer,
    key: int,
    clock: Clock = SystemClock(),  # noqa: B008 - stateless and frozen
) -> None:
    """Take over every record of a checked file, or none; a large file by a job.

    Rejected records stay out; records that say what they said before do not change.

    Raises:
        NotFound: No import of the viewer's organisation.
        ImportSettled: It does not wait for a decision.
    """
    row = _waiting(viewer, key)
    row.settled_at, row.settled_by_id = clock.now(), viewer.account
    if row.size > SMALL:
        row.state = "keeping"
        row.save()
        note(
            viewer=viewer, action="import.accepted", subject=f"import:{key}", clock=clock,
            sha256=row.digest,
        )
        keep_records.enqueue(key=key)
        return
    _keep(row, clock=clock)


@task(lease_seconds=1800)  # type: ignore[untyped-decorator]
def keep_records(key: int) -> None:
    """Take over the records of a large file, in the transaction that completes the job."""
    row = Import.objects.select_for_update().get(pk=key)
    if row.state != "keeping":
        return
    try:
        with transaction.atomic():  # so that a stop leaves nothing behind
            _keep(row, clock=SystemClock())
    except ImportStopped:
        row.refresh_from_db()
        row.state, row.settled_at, row.settled_by_id = "pending", None, None
        row.save()
        files.forget_progress(key)
        files.forget_stop(key)


def _keep(row: Import, *, clock: Clock) -> None:
    counts = take_over(row, clock=clock)
    row.state = "kept"
    row.new, row.changed, row.unchanged = counts["new"], counts["changed"], counts["unchanged"]
    row.save()
    files.forget_progress(row.pk)


@transaction.atomic
def discard_import(
    *,
    viewer: Viewer,
    key: int,
    clock: Clock = SystemClock(),  # noqa: B008 - stateless and frozen
) -> None:
    """Forget a checked file.

    Raises:
        NotFound: No import of the viewer's organisation.
        ImportSettled: It does not wait for a decision.
    """
    row = _own(viewer, key)
    if row.state not in {"columns", "pending"}:
        raise ImportSettled
    row.state, row.settled_at, row.settled_by_id = "discarded", clock.now(), viewer.account
    row.save()
    note(viewer=viewer, action="import.discarded", subject=f"import:{key}", clock=clock)


@transaction.atomic
def stop_import(
    *,
    viewer: Viewer,
    key: int,
    clock: Clock = SystemClock(),  # noqa: B008 - stateless and frozen
) -> None:
    """Stop a file that is being read, which discards it, or taken over, which waits again.

    Raises:
        NotFound: No import of the viewer's organisation.
        ImportSettled: Nothing is going on with it.
    """
    row = _own(viewer, key)
    if row.state not in {"waiting", "keeping"}:
        raise ImportSettled
    files.ask_to_stop(key)
    if row.state == "waiting":
        row.state, row.settled_at, row.settled_by_id = "discarded", clock.now(), viewer.account
        row.save()
    note(viewer=viewer, action="import.stopped", subject=f"import:{key}", clock=clock)


def read_with(
    *,
    viewer: Viewer,
    key: int,
    mapping: Mapping[str, Any],
    clock: Clock = SystemClock(),  # noqa: B008 - stateless and frozen
) -> None:
    """Read a file again with the columns a person chose, and keep the new preview for a look.

    Raises:
        NotFound: No import of the viewer's organisation.
        ImportSettled: It was taken over or discarded, or it is being read.
    """
    with transaction.atomic():
        row = _own(viewer, key)
        if row.state not in {"columns", "pending", "refused"}:
            raise ImportSettled
        row.mapping, row.state = dict(mapping), "waiting"
        row.save()
        note(viewer=viewer, action="import.mapped", subject=f"import:{key}", clock=clock)
        if row.size > SMALL:
            keep_preview.enqueue(key=key)
    if row.size <= SMALL:
        _preview_now(row)


def _own(viewer: Viewer, key: int) -> Import:
    _require(viewer)
    row = Import.objects.select_for_update().filter(
        pk=key, owner_id=viewer.organisation
    ).first()
    if row is None:
        raise NotFound
    return row


def _waiting(viewer: Viewer, key: int) -> Import:
    row = _own(viewer, key)
    if row.state != "pending":
        raise ImportSettled
    return row


@transaction.atomic
def remember_mapping(
    *,
    viewer: Viewer,
    fingerprint: str,
    body: Mapping[str, Any],
    clock: Clock = SystemClock(),  # noqa: B008 - stateless and frozen
) -> None:
    """Remember which column means what for tables with these headings.

    Raises:
        NotAllowed: The role does not import.
    """
    _require(viewer)
    KnownMapping.objects.update_or_create(
        owner_id=viewer.organisation, fingerprint=fingerprint[:64],
        defaults={
            "body": dict(body), "changed_at": clock.now(), "changed_by_id": viewer.account,
        },
    )
    note(
        viewer=viewer, action="mapping.remembered", subject=f"mapping:{fingerprint[:16]}",
        clock=clock,
    )
