"""The verbs of ``tutela people``: what an operator does on the machine itself."""

from typing import Any

import click

from tutela.people.engine.roles import Kind, Role
from tutela.terminal import verb

_KIND = click.Choice([kind.value for kind in Kind])
_ROLE = click.Choice([role.value for role in Role])


def _ready() -> None:
    """Load Django, which only these verbs need."""
    import django
    from django.apps import apps

    if not apps.ready:
        django.setup()


@click.group()
def group() -> None:
    """Organisations, accounts and invitations."""


@group.group()
def organisation() -> None:
    """Organisations that take part."""


@organisation.command("add")
@click.argument("name")
@click.option("--kind", type=_KIND, required=True, help="What it is in the programme.")
@click.option("--state", default="", help="ISO 3166-1 alpha-3; empty for international bodies.")
@verb
def add(name: str, kind: str, state: str) -> dict[str, Any]:
    """Add an organisation called NAME."""
    _ready()
    from tutela.foundation.clock import SystemClock
    from tutela.people.store import operations

    made = operations.found_organisation(
        name=name, kind=Kind(kind), state=state.upper(), clock=SystemClock()
    )
    return {"organisation": made.key, "text": f"Organisation {made.key} was added: {made.name}"}


@group.group()
def account() -> None:
    """Accounts of people."""


@account.command("invite")
@click.argument("organisation_key", metavar="ORGANISATION", type=int)
@click.argument("email")
@click.option("--role", type=_ROLE, default=Role.ADMINISTRATOR.value, show_default=True,
              help="Role in the organisation.")
@verb
def invite(organisation_key: int, email: str, role: str) -> dict[str, Any]:
    """Invite EMAIL to the organisation with the key ORGANISATION, and print the link."""
    _ready()
    from tutela.foundation.clock import SystemClock
    from tutela.people.store import operations
    from tutela.people.store.addresses import invitation_address

    issued = operations.invite_by_operator(
        organisation=organisation_key, email=email, role=Role(role), clock=SystemClock()
    )
    address = invitation_address(issued.token)
    return {
        "invitation": issued.key, "email": issued.email, "address": address,
        "text": f"Give this link to {issued.email} alone; it is open for 14 days:\n{address}",
    }


@group.group()
def factor() -> None:
    """The second step of signing in."""


@factor.command("reset")
@click.argument("email")
@click.option("--reason", required=True, help="Why; it is kept in the journal.")
@verb
def reset(email: str, reason: str) -> dict[str, Any]:
    """Remove every second factor of the account EMAIL, end its sessions and tell its person.

    The next sign-in with the password sets up a new generator or passkey. Make sure first, by
    another way than mail, that the request comes from the person.
    """
    _ready()
    from tutela.foundation.clock import SystemClock
    from tutela.people.store import operations, queries

    key = queries.account_by_email(email)
    removed = operations.reset_factors_by_operator(account=key, reason=reason, clock=SystemClock())
    told = _tell_of_reset(email)
    words = "The person was told by mail." if told else "No mail was sent: tell the person."
    return {
        "account": key, "removed": removed, "told": told,
        "text": f"{removed} factors were removed and every session ended. {words}",
    }


def _tell_of_reset(email: str) -> bool:
    """Write to the person, in the own language; False where no server is set or it refused."""
    from django.conf import settings
    from django.core.mail import send_mail
    from django.template.loader import render_to_string
    from django.utils.translation import gettext as _
    from django.utils.translation import override

    from tutela.foundation.language import tag
    from tutela.people.store import queries

    if not settings.OPTIONS["mail"]:
        return False
    with override(tag(queries.language_of(email) or settings.OPTIONS["language"])):
        subject = _("Your second step was removed")
        body = render_to_string("people/mail/factors_reset.txt", {
            "address": settings.OPTIONS["address"],
        })
    try:
        send_mail(subject, body, settings.OPTIONS["mail_from"], [email])
    except OSError:  # smtplib's faults are of this kind
        return False
    return True


@group.command()
@click.argument("email")
@verb
def link(email: str) -> dict[str, Any]:
    """Print a one-time sign-in link for an invented person; refused outside a demonstration."""
    _ready()
    from tutela.foundation.clock import SystemClock
    from tutela.people.store import operations, queries
    from tutela.people.store.addresses import is_demonstration, link_address

    key = queries.account_by_email(email)
    token = operations.issue_link(
        account=key, demonstration=is_demonstration(), clock=SystemClock()
    )
    address = link_address(token)
    return {"account": key, "address": address, "text": address}


@group.command("list")
@verb
def list_() -> dict[str, Any]:
    """List organisations and their current members."""
    _ready()
    from tutela.people.store import queries

    rows = queries.everyone()
    lines = [
        f"{row['membership']:>6}  {row['organisation']:>4}  {row['role']:<18} {row['email']}"
        f"  ({row['name']}, {row['organisation_name']})"
        for row in rows
    ]
    head = "member  org.  role               address"
    return {"members": rows, "text": "\n".join([head, *lines])}


@group.command()
@click.argument("membership", type=int)
@verb
def end(membership: int) -> dict[str, Any]:
    """End the membership with the key MEMBERSHIP; the person's work stays."""
    _ready()
    from tutela.foundation.clock import SystemClock
    from tutela.people.store import operations

    operations.end_membership_by_operator(membership=membership, clock=SystemClock())
    return {"membership": membership, "text": f"Membership {membership} has ended."}
