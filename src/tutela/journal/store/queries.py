"""Read the journal of an organisation, and check that it is as it was written."""

import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from tutela.journal.engine import entry as engine
from tutela.journal.engine.chain import BadEntry, verify
from tutela.journal.store import headfile, keys
from tutela.journal.store.models import Entry, Head
from tutela.storage.wall import acting_for


def entries(
    *,
    organisation: int,
    action: str = "",
    since: datetime | None = None,
    until: datetime | None = None,
) -> QuerySet[Entry]:
    """Return an organisation's entries, latest first. The caller checks that this may be read.

    Args:
        organisation: Whose chain.
        action: Only this action, or when it ends in a dot, every action that begins so.
        since: Only entries from this instant on.
        until: Only entries before this instant.
    """
    rows = Entry.objects.filter(organisation=organisation).order_by("-sequence")
    if action.endswith("."):
        rows = rows.filter(action__startswith=action)
    elif action:
        rows = rows.filter(action=action)
    if since:
        rows = rows.filter(at__gte=since)
    if until:
        rows = rows.filter(at__lt=until)
    return rows


def actions(*, organisation: int) -> list[str]:
    """Return the actions that occur in an organisation's journal, in alphabetical order."""
    rows = Entry.objects.filter(organisation=organisation).order_by("action")
    return list(rows.values_list("action", flat=True).distinct())


def head(*, organisation: int) -> engine.Head:
    """Return the end of a chain; sequence 0 when nothing was recorded yet."""
    row = Head.objects.filter(organisation=organisation).first()
    if row is None:
        return engine.Head(organisation=organisation, sequence=0, digest=engine.START)
    return engine.Head(organisation=organisation, sequence=row.sequence, digest=row.digest)


def organisations() -> list[int]:
    """Return every organisation that has, or is known to have had, a chain, in order."""
    in_table = set(Head.objects.values_list("organisation", flat=True))
    return sorted(in_table | {noted.organisation for noted in headfile.noted()})


def sealed_entries(*, organisation: int) -> Iterator[engine.Sealed]:
    """Yield an organisation's entries as stored, in the order they were stored."""
    with acting_for(organisation):
        rows = list(Entry.objects.filter(organisation=organisation).order_by("pk"))
    yield from map(_sealed, rows)


def first_bad_entry(
    *, organisation: int, more_heads: Iterable[engine.Head] = ()
) -> BadEntry | None:
    """Check an organisation's chain against the key, the head row and the file of heads.

    Args:
        organisation: Whose chain.
        more_heads: Heads kept elsewhere, such as one copied from a printed page.
    """
    stored = head(organisation=organisation)
    heads = [*headfile.noted(), *more_heads, *([stored] if stored.sequence else [])]
    return verify(
        list(sealed_entries(organisation=organisation)),
        organisation=organisation,
        heads=heads,
        public_key=keys.public_key(),
    )


def contains(*, organisation: int, digest: str) -> bool:
    """Tell whether a chain has an entry with this digest."""
    with acting_for(organisation):
        return Entry.objects.filter(organisation=organisation, digest=digest).exists()


def export(*, organisation: int) -> Iterator[dict[str, Any]]:
    """Yield what a stranger needs to verify a chain: first the key and the head, then each entry.

    Each entry holds the sealed facts under "entry", and its "digest" and "signature".
    """
    end = head(organisation=organisation)
    yield {
        "format": "tutela journal 1",
        "organisation": organisation,
        "public_key": keys.public_key().hex(),
        "head": {"sequence": end.sequence, "digest": end.digest},
    }
    for sealed in sealed_entries(organisation=organisation):
        yield {
            "entry": sealed.entry.as_json(),
            "digest": sealed.digest,
            "signature": sealed.signature,
        }


def _sealed(row: Entry) -> engine.Sealed:
    try:
        detail = json.loads(row.detail)
    except ValueError:
        detail = {"": row.detail}  # cannot have been sealed; shows as changed
    return engine.Sealed(
        entry=engine.Entry(
            organisation=row.organisation,
            sequence=row.sequence,
            at=row.at,
            actor=row.actor,
            action=row.action,
            subject=row.subject,
            detail=detail,
            reason=row.reason,
            previous=row.previous,
        ),
        digest=row.digest,
        signature=row.signature,
    )
