"""One-time sign-in links, for invented people only.

Whether this installation is a demonstration is not known here: the caller says so. Even then a
link opens nothing but an account marked as a demonstration's.
"""

import secrets
from datetime import timedelta

from tutela.foundation.clock import Clock
from tutela.foundation.digest import sha256_hex
from tutela.foundation.errors import N_, NotAllowed, NotFound
from tutela.people.store import models
from tutela.people.store.recording import COMMAND_LINE, actor_of, work, write

OPEN_FOR = timedelta(hours=12)


class NoDemonstration(NotAllowed):
    """Links are for demonstrations on this machine only."""

    code = "link.no-demonstration"
    template = N_(
        "Sign-in links work only in a demonstration on this machine, and for invented people."
    )


def issue_link(*, account: int, demonstration: bool, clock: Clock) -> str:
    """Make a sign-in link's token for an invented person; earlier ones stay good until used.

    Raises:
        NoDemonstration: The installation is none, or the account is a real person's.
        NotFound: No such account.
    """
    person = models.Account.objects.filter(pk=account).first()
    if person is None:
        raise NotFound
    if not (demonstration and person.is_demonstration and person.is_active):
        raise NoDemonstration
    token = secrets.token_urlsafe(32)
    with work(_home(person)):
        models.OneTimeLink.objects.create(
            account=person, token_digest=sha256_hex(token.encode()),
            expires_at=clock.now() + OPEN_FOR,
        )
        write(
            organisation=_home(person), actor=COMMAND_LINE, action="link.issue",
            subject=actor_of(person.pk), detail={}, clock=clock,
        )
    return token


def use_link(*, token: str, demonstration: bool, clock: Clock) -> int:
    """Use a link up and return the key of the account it signs in.

    Raises:
        NotFound: The installation is no demonstration, the person is real, or the link is
            unknown, used or expired. Which of these is not said.
    """
    if not demonstration:
        raise NotFound
    digest = sha256_hex(token.encode("utf-8", "replace"))
    row = models.OneTimeLink.objects.select_related("account").filter(token_digest=digest).first()
    if row is None or not (row.account.is_demonstration and row.account.is_active):
        raise NotFound
    with work(_home(row.account)):
        now = clock.now()
        used = models.OneTimeLink.objects.filter(
            pk=row.pk, used_at=None, expires_at__gt=now
        ).update(used_at=now)
        if not used:
            raise NotFound
        write(
            organisation=_home(row.account), actor=actor_of(row.account_id), action="link.use",
            subject=actor_of(row.account_id), detail={}, clock=clock,
        )
    return int(row.account_id)


def _home(account: models.Account) -> int:
    """Return the organisation whose journal takes the entry: the oldest current membership's."""
    membership = account.memberships.filter(ended_at=None).order_by("started_at", "pk").first()
    if membership is None:
        raise NotFound
    return membership.organisation_id
