"""Take the second step away from somebody who lost it."""

from allauth.mfa.models import Authenticator
from django.db import transaction

from tutela.foundation.clock import Clock
from tutela.foundation.errors import N_, InputRefused, NotFound, Place, Problem
from tutela.people.store import models
from tutela.people.store.recording import COMMAND_LINE, actor_of, work, write


def reset_factors_by_operator(*, account: int, reason: str, clock: Clock) -> int:
    """Remove every second factor and end every session of an account, from the command line.

    The password stays. The next sign-in sets up a new second step. Each organisation of the
    account gets an entry; of somebody who has none now, each earlier one.

    Returns:
        How many generators, passkeys and sets of recovery codes were removed.

    Raises:
        InputRefused: No reason.
        NotFound: No such account, or it never had an organisation.
    """
    why = reason.strip()
    if not why:
        text = N_("Write why the second step is removed. The reason is kept in the journal.")
        raise InputRefused(
            [Problem(code="factor.no-reason", template=text, place=Place(field="reason"))]
        )
    with transaction.atomic():
        removed, _ = Authenticator.objects.filter(user=account).delete()
        ended, _ = models.SignInSession.objects.filter(account=account).delete()
        for organisation in _organisations(account):
            with work(organisation):
                write(
                    organisation=organisation, actor=COMMAND_LINE, action="factor.reset",
                    subject=actor_of(account), detail={"factors": removed, "sessions": ended},
                    reason=why, clock=clock,
                )
    return removed


def _organisations(account: int) -> list[int]:
    rows = models.Membership.objects.filter(account=account)
    places = rows.filter(ended_at=None) or rows
    found = sorted({row.organisation_id for row in places})
    if not found:
        raise NotFound
    return found
