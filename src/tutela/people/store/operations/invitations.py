"""Invite people by a link sent to their address, withdraw it, accept it."""

import secrets
from dataclasses import dataclass
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator, validate_email
from django.utils.crypto import constant_time_compare

from tutela.foundation.clock import Clock
from tutela.foundation.digest import sha256_hex
from tutela.foundation.errors import (
    N_,
    Conflict,
    InputRefused,
    NotAllowed,
    NotFound,
    Place,
    Problem,
)
from tutela.people.engine.reach import Organisation, roles_to_invite
from tutela.people.engine.roles import ROLES_OF, Kind, Role
from tutela.people.engine.viewer import Viewer
from tutela.people.store import models, queries
from tutela.people.store.operations.organisations import create_organisation
from tutela.people.store.recording import COMMAND_LINE, actor_of, work, write

OPEN_FOR = timedelta(days=14)
_LONGEST = 254  # of an address: RFC 5321, 4.5.3.1.3, and the column


@dataclass(frozen=True, slots=True, kw_only=True)
class Issued:
    """An invitation just made. The token is shown once; only its digest is kept."""

    key: int
    token: str
    email: str


class AlreadyMember(Conflict):
    """The account is in the organisation already."""

    code = "invitation.member"
    template = N_("You are in this organisation already. Ask its administrator for another role.")


class OtherAddress(Conflict):
    """The invitation was sent to another address than the account's."""

    code = "invitation.other-address"
    template = N_("This invitation is for another address. Sign out, then open the link again.")


class AccountExists(Conflict):
    """There is an account of this address, so it must sign in to accept."""

    code = "invitation.account-exists"
    template = N_("There is an account for this address. Sign in, then open the link again.")


def invite(
    *, viewer: Viewer, organisation: int, email: str, role: Role, clock: Clock
) -> Issued:
    """Invite an address to a role; an open invitation of the same address is replaced.

    Raises:
        NotFound: No such organisation for this viewer.
        NotAllowed: The viewer may not invite to this role there.
        InputRefused: Not an address, or its account is a member already.
    """
    target = queries.organisation(viewer, organisation)
    if role not in roles_to_invite(viewer, target):
        raise NotAllowed
    return _invite(
        target=target, email=email, role=role, clock=clock, invited_by=viewer.account,
        journal_of=viewer.organisation, actor=actor_of(viewer.account),
    )


def create_organisation_with_manager(
    *, viewer: Viewer, name: str, kind: Kind, state: str, email: str, clock: Clock
) -> tuple[Organisation, Issued]:
    """Found an organisation and invite the person who will run it: both, or neither.

    Raises:
        NotAllowed: The viewer may not found this kind in this State.
        InputRefused: A name or State that cannot be used, or not an address.
    """
    role = Role.FOCAL_POINT if kind is Kind.FOCAL_POINT else Role.ADMINISTRATOR
    with work(viewer.organisation):
        place = create_organisation(viewer=viewer, name=name, kind=kind, state=state, clock=clock)
        issued = invite(
            viewer=viewer, organisation=place.key, email=email, role=role, clock=clock
        )
    return place, issued


def invite_by_operator(*, organisation: int, email: str, role: Role, clock: Clock) -> Issued:
    """Invite from the command line: the way the first administrator comes in.

    Raises:
        NotFound: No such organisation.
        InputRefused: Not an address, a member already, or a role the kind does not have.
    """
    row = models.Organisation.objects.filter(pk=organisation).first()
    if row is None:
        raise NotFound
    target = Organisation(key=row.pk, name=row.name, kind=Kind(row.kind), state=row.state)
    if role not in ROLES_OF[target.kind]:
        text = N_("This kind of organisation has no such role. Choose another role.")
        raise InputRefused([_problem("role", "role", text)])
    return _invite(
        target=target, email=email, role=role, clock=clock, invited_by=None,
        journal_of=target.key, actor=COMMAND_LINE,
    )


def _invite(
    *, target: Organisation, email: str, role: Role, clock: Clock, invited_by: int | None,
    journal_of: int, actor: str,
) -> Issued:
    address = _address(email, target)
    token = secrets.token_urlsafe(32)
    now = clock.now()
    with work(journal_of):
        models.Invitation.objects.filter(
            organisation=target.key, email=address, accepted_at=None, withdrawn_at=None
        ).update(withdrawn_at=now)
        row = models.Invitation.objects.create(
            organisation_id=target.key, email=address, role=role.value,
            token_digest=sha256_hex(token.encode()), invited_by_id=invited_by,
            created_at=now, expires_at=now + OPEN_FOR,
        )
        write(
            organisation=journal_of, actor=actor, action="invitation.create",
            subject=f"invitation:{row.pk}",
            detail={"organisation": target.key, "role": role.value}, clock=clock,
        )
    return Issued(key=row.pk, token=token, email=address)


def withdraw_invitation(*, viewer: Viewer, invitation: int, clock: Clock) -> None:
    """Withdraw an open invitation, so that its link answers nothing.

    Raises:
        NotFound: No such open invitation for this viewer.
        NotAllowed: The role does not manage people.
    """
    found = queries.invitation(viewer, invitation, clock=clock)
    with work(viewer.organisation):
        models.Invitation.objects.filter(pk=found.key).update(withdrawn_at=clock.now())
        write(
            organisation=viewer.organisation, actor=actor_of(viewer.account),
            action="invitation.withdraw", subject=f"invitation:{found.key}",
            detail={"organisation": found.organisation.key}, clock=clock,
        )


def accept_invitation(
    *, token: str, clock: Clock, account: int | None = None, name: str = "", password: str = "",
    language: str = "en",
) -> int:
    """Accept an invitation and return the key of the membership it makes.

    With an account, that account joins; without, one is made from name and password. The
    password must have passed the validators.

    Raises:
        NotFound: The link is unknown, used, withdrawn or expired.
        AccountExists: No account was given, but the address has one.
        OtherAddress: The account's address is not the one that was invited.
        AlreadyMember: The account is in the organisation already.
        InputRefused: No name.
    """
    invitation = queries.invitation_by_token(token, clock=clock)
    if account is None and not name.strip():
        raise InputRefused([_problem("name", "name", N_("Enter your name."))])
    with work(invitation.organisation.key):
        taken = models.Invitation.objects.filter(
            pk=invitation.key, accepted_at=None, withdrawn_at=None
        ).update(accepted_at=clock.now())
        if not taken:  # somebody used the same link between reading and now
            raise NotFound
        person = _joining(invitation, account, name.strip(), password, language)
        if person.memberships.filter(
            organisation=invitation.organisation.key, ended_at=None
        ).exists():
            raise AlreadyMember
        membership = models.Membership.objects.create(
            account=person, organisation_id=invitation.organisation.key,
            role=invitation.role.value, started_at=clock.now(),
        )
        write(
            organisation=invitation.organisation.key, actor=actor_of(person.pk),
            action="invitation.accept", subject=f"membership:{membership.pk}",
            detail={"invitation": invitation.key, "role": invitation.role.value}, clock=clock,
        )
    return int(membership.pk)


def _joining(
    invitation: queries.OpenInvitation, account: int | None, name: str, password: str,
    language: str,
) -> models.Account:
    if account is not None:
        person = models.Account.objects.get(pk=account)
        if not constant_time_compare(person.email, invitation.email):
            raise OtherAddress
        return person
    if invitation.account_exists:
        raise AccountExists
    person = models.Account.objects.create_user(invitation.email, name, password)
    person.language = language
    person.save(update_fields=["language"])
    return person


def _address(email: str, target: Organisation) -> str:
    address = email.strip().lower()
    try:
        validate_email(address)
        MaxLengthValidator(_LONGEST)(address)
    except ValidationError:
        text = N_("Enter an e-mail address, such as name@example.org.")
        raise InputRefused([_problem("email", "email", text)]) from None
    if models.Membership.objects.filter(
        organisation=target.key, account__email=address, ended_at=None
    ).exists():
        text = N_("This person is in the organisation already. Change the role in the list.")
        raise InputRefused([_problem("member", "email", text)])
    return address


def _problem(code: str, field: str, template: str) -> Problem:
    return Problem(code=f"invitation.{code}", template=template, place=Place(field=field))
