"""Add an entry to the journal, in the transaction of the effect it tells of."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from django.db import transaction

from tutela.foundation.clock import Clock, SystemClock
from tutela.foundation.digest import canonical_json
from tutela.foundation.errors import N_, InputRefused, Place, Problem
from tutela.journal.engine import entry as engine
from tutela.journal.store import headfile
from tutela.journal.store.keys import private_key
from tutela.journal.store.models import Entry, Head
from tutela.storage.wall import acting_for

INSTALLATION = 0
"""The chain of what belongs to no organisation, such as a refused sign-in."""

NO_REASON = "journal.no-reason"
_SAY_WHY = N_("Say why you need to see this. The reason is kept in the journal.")


def record(
    *,
    organisation: int,
    actor: str,
    action: str,
    subject: str,
    detail: Mapping[str, Any] | None = None,
    reason: str = "",
    clock: Clock | None = None,
) -> int:
    """Add an entry to an organisation's chain, in the present transaction if there is one.

    Call it beside the effect, inside ``transaction.atomic()``: both are kept or neither is.
    The chain's head stays locked until the commit, so call it late in a long transaction.

    Args:
        organisation: Whose chain; ``INSTALLATION`` when it concerns none.
        actor: Who, as kind and key: "account:12".
        action: What, as a dotted word: "assessment.opened".
        subject: On what, as kind and key: "assessment:5".
        detail: Further facts as JSON without floats. No personal data beyond keys.
        reason: Why; asked for when sensitive matter is read.
        clock: Tells the instant; the machine's when left out.

    Returns:
        The entry's place in the chain, from 1.

    Raises:
        TypeError: The detail holds a float or an unknown type.
        ValueError: A number too large for JSON, or a text with a null character.
    """
    with acting_for(organisation), transaction.atomic(savepoint=False):
        head = _locked_head(organisation)
        entry = engine.Entry(
            organisation=organisation, sequence=head.sequence + 1,
            at=(clock or SystemClock()).now(), actor=actor, action=action, subject=subject,
            detail=detail or {}, reason=reason, previous=head.digest,
        )
        _append(engine.seal(entry, private_key=private_key()), head)
    return entry.sequence


def record_read(
    *,
    organisation: int,
    actor: str,
    action: str,
    subject: str,
    reason: str,
    clock: Clock | None = None,
) -> int:
    """Add an entry on a read of sensitive matter, which needs a reason; see ``record``.

    Raises:
        InputRefused: No reason is given.
    """
    if not reason.strip():
        place = Place(field="reason")
        raise InputRefused([Problem(code=NO_REASON, template=_SAY_WHY, place=place)])
    return record(
        organisation=organisation,
        actor=actor,
        action=action,
        subject=subject,
        reason=reason.strip(),
        clock=clock,
    )


def _locked_head(organisation: int) -> Head:
    rows = Head.objects.select_for_update().filter(organisation=organisation)
    head = rows.first()
    if head is None:
        # Two first entries at once: one makes the row, the other waits for it.
        Head.objects.bulk_create(
            [Head(organisation=organisation, digest=engine.START)], ignore_conflicts=True
        )
        head = rows.get()
    return head


def _append(sealed: engine.Sealed, head: Head) -> None:
    """Keep an entry, move the head on, and note the head elsewhere once all is committed."""
    _keep(sealed)
    head.sequence, head.digest = sealed.entry.sequence, sealed.digest
    head.save(update_fields=["sequence", "digest"])
    noted = engine.Head(
        organisation=head.organisation, sequence=head.sequence, digest=head.digest
    )
    transaction.on_commit(partial(headfile.note, noted), robust=True)


def _keep(sealed: engine.Sealed) -> None:
    entry = sealed.entry
    Entry.objects.create(
        organisation=entry.organisation,
        sequence=entry.sequence,
        at=entry.at,
        actor=entry.actor,
        action=entry.action,
        subject=entry.subject,
        detail=canonical_json(entry.detail).decode(),
        reason=entry.reason,
        previous=entry.previous,
        digest=sealed.digest,
        signature=sealed.signature,
    )
