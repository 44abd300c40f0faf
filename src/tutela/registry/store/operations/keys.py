"""Keys with which other systems read what is shared. The secret is shown once and not kept."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from django.db import transaction

from tutela.foundation.clock import Clock, SystemClock
from tutela.foundation.digest import sha256_hex
from tutela.foundation.errors import N_, InputRefused, NotFound, Place, Problem
from tutela.people.engine.roles import Action
from tutela.people.engine.viewer import Viewer
from tutela.registry.store.faults import KeyRefused
from tutela.registry.store.models import ApiKey
from tutela.registry.store.trail import note

SCOPES = ("read:activities", "read:materials", "read:experts", "read:feeds")
"""What a key may be allowed."""
_NOTED_EVERY = timedelta(minutes=5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Issued:
    """A new key. The secret cannot be read again."""

    key: int
    secret: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyHolder:
    """Whose key was shown."""

    key: int
    organisation: int


@transaction.atomic
def issue_key(
    *,
    viewer: Viewer,
    name: str,
    scopes: Sequence[str],
    expires: date,
    clock: Clock = SystemClock(),  # noqa: B008 - stateless and frozen
) -> Issued:
    """Make a key that holds to the end of a day, UTC.

    Raises:
        NotAllowed: The role does not curate.
        InputRefused: No name, no or unknown scope, or a day that has passed.
    """
    viewer.require(Action.CURATE)
    now = clock.now()
    if not name.strip() or not scopes or not set(scopes) <= set(SCOPES) or expires < now.date():
        template = N_("Give the key a name, at least one right, and a last day from today on.")
        raise InputRefused([
            Problem(code="registry.key", template=template, place=Place(field="name"))
        ])
    secret = "tutela_" + secrets.token_urlsafe(32)
    made = ApiKey.objects.create(
        owner_id=viewer.organisation, name=name.strip()[:100], scopes=sorted(set(scopes)),
        digest=sha256_hex(secret.encode()), created_at=now, created_by_id=viewer.account,
        expires_at=datetime.combine(expires + timedelta(days=1), time(), tzinfo=UTC),
    )
    note(
        viewer=viewer, action="key.issued", subject=f"key:{made.pk}", clock=clock,
        scopes=",".join(made.scopes),
    )
    return Issued(key=made.pk, secret=secret)


@transaction.atomic
def revoke_key(
    *,
    viewer: Viewer,
    key: int,
    clock: Clock = SystemClock(),  # noqa: B008 - stateless and frozen
) -> None:
    """End a key now; nothing happens when it was ended before.

    Raises:
        NotAllowed: The role does not curate.
        NotFound: The viewer's organisation has no such key.
    """
    viewer.require(Action.CURATE)
    row = ApiKey.objects.filter(pk=key, owner_id=viewer.organisation).first()
    if row is None:
        raise NotFound
    if row.revoked_at is None:
        row.revoked_at = clock.now()
        row.save(update_fields=["revoked_at"])
        note(viewer=viewer, action="key.revoked", subject=f"key:{key}", clock=clock)


def use_key(
    *,
    secret: str,
    scope: str,
    clock: Clock = SystemClock(),  # noqa: B008 - stateless and frozen
) -> KeyHolder:
    """Say whose key this is, if it allows a scope, and note that it was used.

    It comes before there is anybody to act for: the secret is the right.

    Raises:
        KeyRefused: It is unknown, has ended, or does not have the scope.
    """
    digest = sha256_hex(secret.encode("utf-8", "replace"))
    row = ApiKey.objects.filter(digest=digest, revoked_at=None).first()
    now = clock.now()
    if row is None or row.expires_at <= now or scope not in row.scopes:
        raise KeyRefused
    if row.last_used_at is None or now - row.last_used_at >= _NOTED_EVERY:
        ApiKey.objects.filter(pk=row.pk).update(last_used_at=now)
    return KeyHolder(key=row.pk, organisation=row.owner_id)
