"""What a viewer may read of organisations, people and invitations.

Every query takes the viewer. What belongs to someone else raises NotFound, so that nobody learns
that it exists. Three queries come before there is a viewer and say so: they are the ones that
make one. Two are for the operator of the machine, who has no viewer.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from tutela.foundation.clock import Clock
from tutela.foundation.digest import sha256_hex
from tutela.foundation.errors import NotFound
from tutela.people.engine import reach
from tutela.people.engine.reach import Organisation
from tutela.people.engine.roles import ALLOWED, Action, Kind, Role
from tutela.people.engine.viewer import Viewer
from tutela.people.store import models


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One person in the viewer's organisation, by membership; instants in UTC."""

    key: int
    account: int
    name: str
    email: str
    role: Role
    started_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Correspondent:
    """Somebody to write to, in the language of the own profile."""

    email: str
    name: str
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnMembership:
    """One place of the viewer's account: a membership with its organisation."""

    key: int
    organisation: Organisation
    role: Role


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenInvitation:
    """An invitation that waits; instants in UTC."""

    key: int
    organisation: Organisation
    email: str
    role: Role
    created_at: datetime
    expires_at: datetime
    account_exists: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What a person has set about itself."""

    account: int
    name: str
    email: str
    language: str
    theme: str
    is_demonstration: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnSession:
    """One signed-in browser of the viewer's account; instants in UTC."""

    key: int
    device: str
    started_at: datetime
    seen_at: datetime


def lock_organisation(organisation: int) -> None:
    """Hold the row of an organisation until the commit, so that its work is done in turn.

    Raises:
        NotFound: No such organisation.
    """
    rows = models.Organisation.objects.select_for_update(no_key=True).filter(pk=organisation)
    if rows.values_list("pk").first() is None:
        raise NotFound


def viewer_for(account: int, membership: int) -> Viewer:
    """Make the viewer of an account acting through one of its current memberships.

    Comes before there is a viewer: only for the account that has signed in.

    Raises:
        NotFound: The membership is another account's, or has ended.
    """
    return place_for(account, membership)[0]


def place_for(account: int, membership: int) -> tuple[Viewer, Organisation]:
    """Make the viewer, as ``viewer_for`` does, and say which organisation it acts for."""
    row = (
        models.Membership.objects.select_related("account", "organisation")
        .filter(pk=membership, account=account, ended_at=None, account__is_active=True)
        .first()
    )
    if row is None:
        raise NotFound
    viewer = Viewer(
        account=row.account_id,
        organisation=row.organisation_id,
        kind=Kind(row.organisation.kind),
        role=Role(row.role),
        state=row.organisation.state,
        language=row.account.language,
    )
    return viewer, _facts(row.organisation)


def viewer_by_address(address: str) -> Viewer | None:
    """Make the viewer of who has an address, in the first of its organisations; None if nobody.

    For commands on the machine itself, whose operator answers for whom it names.
    """
    account = models.Account.objects.filter(email=address.strip().lower(), is_active=True).first()
    places = current_memberships(account.pk) if account else []
    return viewer_for(account.pk, places[0].key) if account and places else None


def current_memberships(account: int) -> list[OwnMembership]:
    """List an account's current memberships, oldest first.

    Comes before there is a viewer: only for the account that has signed in.
    """
    rows = models.Membership.objects.select_related("organisation").filter(
        account=account, ended_at=None
    )
    return [
        OwnMembership(key=row.pk, organisation=_facts(row.organisation), role=Role(row.role))
        for row in rows.order_by("started_at", "pk")
    ]


def invitation_by_token(token: str, *, clock: Clock) -> OpenInvitation:
    """Read the open invitation a link stands for. The link is the right to read it.

    Raises:
        NotFound: No such link, or accepted, withdrawn or expired.
    """
    row = (
        _open_invitations(clock)
        .filter(token_digest=sha256_hex(token.encode("utf-8", "replace")))
        .first()
    )
    if row is None:
        raise NotFound
    return _invitation(row)


def organisation(viewer: Viewer, key: int) -> Organisation:
    """Read one organisation the viewer may know of.

    Raises:
        NotFound: No such organisation, or not for this viewer.
    """
    row = _visible(viewer).filter(pk=key).first()
    if row is None:
        raise NotFound
    return _facts(row)


def organisations(viewer: Viewer, *, kind: Kind | None = None) -> list[Organisation]:
    """List the organisations the viewer may know of, by State, then name."""
    rows = _visible(viewer)
    if kind is not None:
        rows = rows.filter(kind=kind.value)
    return [_facts(row) for row in rows.order_by("state", "name", "pk")]


def organisation_names(viewer: Viewer, keys: Iterable[int]) -> Mapping[int, str]:
    """Name organisations by key; those the viewer may not know of are left out."""
    rows = _visible(viewer).filter(pk__in=set(keys))
    return dict(rows.values_list("pk", "name"))


def account_names(viewer: Viewer, keys: Iterable[int]) -> Mapping[int, str]:
    """Name accounts by key, leaving out who never was in an organisation the viewer sees."""
    rows = models.Account.objects.filter(
        Q(pk=viewer.account) | Q(memberships__organisation__in=_visible(viewer)),
        pk__in=set(keys),
    )
    return dict(rows.values_list("pk", "name"))


def people(viewer: Viewer) -> list[Member]:
    """List the current members of the viewer's organisation, by name.

    Raises:
        NotAllowed: The role does not manage people.
    """
    viewer.require(Action.MANAGE_PEOPLE)
    return [_member(row) for row in _memberships(viewer).order_by("account__name", "pk")]


def member(viewer: Viewer, key: int) -> Member:
    """Read one current membership of the viewer's organisation.

    Raises:
        NotFound: No such membership here.
        NotAllowed: The role does not manage people.
    """
    row = _memberships(viewer).filter(pk=key).first()
    if row is None:
        raise NotFound
    viewer.require(Action.MANAGE_PEOPLE)
    return _member(row)


def correspondents(viewer: Viewer, key: int, *, action: Action) -> list[Correspondent]:
    """List who in an organisation the viewer may write to about an action they may do, by name.

    Raises:
        NotFound: No such organisation that the viewer may know of.
        NotAllowed: The viewer's role does not lead an assessment.
    """
    place = organisation(viewer, key)
    viewer.require(Action.OPEN_ASSESSMENT)
    roles = [role.value for role, allowed in ALLOWED.items() if action in allowed]
    rows = models.Membership.objects.select_related("account").filter(
        organisation=place.key, ended_at=None, role__in=roles, account__is_active=True
    )
    return [
        Correspondent(email=row.account.email, name=row.account.name,
                      language=row.account.language)
        for row in rows.order_by("account__name", "pk")
    ]


def invitations(viewer: Viewer, *, clock: Clock) -> list[OpenInvitation]:
    """List open invitations to the viewer's organisation and to those it may appoint in.

    Raises:
        NotAllowed: The role does not manage people.
    """
    viewer.require(Action.MANAGE_PEOPLE)
    rows = _open_invitations(clock).filter(organisation__in=_visible(viewer))
    found = [_invitation(row) for row in rows.order_by("email", "pk")]
    return [one for one in found if reach.roles_to_invite(viewer, one.organisation)]


def invitation(viewer: Viewer, key: int, *, clock: Clock) -> OpenInvitation:
    """Read one open invitation the viewer could have made.

    Raises:
        NotFound: No such open invitation for this viewer.
        NotAllowed: It is to the viewer's organisation, but the role does not manage people.
    """
    row = _open_invitations(clock).filter(pk=key, organisation__in=_visible(viewer)).first()
    if row is None:
        raise NotFound
    found = _invitation(row)
    if found.organisation.key == viewer.organisation:
        viewer.require(Action.MANAGE_PEOPLE)
    elif not reach.roles_to_invite(viewer, found.organisation):
        raise NotFound
    return found


def language_of(email: str) -> str:
    """Return the language in which to write to an address; "" when it has no account."""
    row = models.Account.objects.filter(email=email.strip().lower()).first()
    return row.language if row else ""


def programme_organisation() -> int:
    """Return the key of the programme's organisation, the oldest if there are several; 0 if none.

    That there is a programme, and which it is, is known to everyone who is signed in.
    """
    rows = models.Organisation.objects.filter(kind=Kind.PROGRAMME.value).order_by("pk")
    return rows.values_list("pk", flat=True).first() or 0


def member_to_write_to(account: int, organisation: int) -> Correspondent | None:
    """Say how to write to somebody who asked for it, while that person is a member.

    For the operator's verbs alone, which send what people have asked to be sent.
    """
    row = (
        models.Membership.objects.select_related("account")
        .filter(account=account, organisation=organisation, ended_at=None, account__is_active=True)
        .first()
    )
    if row is None:
        return None
    return Correspondent(
        email=row.account.email, name=row.account.name, language=row.account.language
    )


def profile(viewer: Viewer) -> Profile:
    """Read the viewer's own profile."""
    row = models.Account.objects.get(pk=viewer.account)
    return Profile(
        account=row.pk, name=row.name, email=row.email, language=row.language,
        theme=row.theme, is_demonstration=row.is_demonstration,
    )


def sessions(viewer: Viewer) -> list[OwnSession]:
    """List the signed-in browsers of the viewer's account, last used first."""
    rows = models.SignInSession.objects.filter(account=viewer.account)
    return [
        OwnSession(key=row.pk, device=row.device,
                   started_at=row.started_at, seen_at=row.seen_at)
        for row in rows.order_by("-seen_at", "-pk")
    ]


def account_by_email(email: str) -> int:
    """Return the key of an account, for the operator of this machine alone.

    Raises:
        NotFound: No account has this address.
    """
    row = models.Account.objects.filter(email=email.strip().lower()).first()
    if row is None:
        raise NotFound
    return int(row.pk)


def everyone() -> list[dict[str, int | str]]:
    """List every current membership with its organisation, for the operator of this machine alone.

    Ordered by organisation, then name.
    """
    rows = models.Membership.objects.select_related("account", "organisation").filter(ended_at=None)
    return [
        {
            "membership": row.pk, "organisation": row.organisation_id,
            "organisation_name": row.organisation.name, "kind": row.organisation.kind,
            "state": row.organisation.state, "role": row.role, "email": row.account.email,
            "name": row.account.name,
        }
        for row in rows.order_by("organisation__name", "account__name", "pk")
    ]


def _visible(viewer: Viewer) -> QuerySet[models.Organisation]:
    """Say in SQL what engine.reach.may_see says of one organisation; a test holds them equal."""
    rows = models.Organisation.objects.all()
    own = Q(pk=viewer.organisation)
    if viewer.kind is Kind.PROGRAMME:
        wide = viewer.may(Action.MANAGE_PEOPLE) or viewer.may(Action.READ_AGGREGATE)
        return rows if wide else rows.filter(own)
    if not viewer.state:
        return rows.filter(own)
    if viewer.kind is Kind.FOCAL_POINT:
        return rows.filter(own | Q(state=viewer.state))
    return rows.filter(own | Q(state=viewer.state, kind=Kind.FOCAL_POINT.value))


def _memberships(viewer: Viewer) -> QuerySet[models.Membership]:
    return models.Membership.objects.select_related("account").filter(
        organisation=viewer.organisation, ended_at=None
    )


def _open_invitations(clock: Clock) -> QuerySet[models.Invitation]:
    return models.Invitation.objects.select_related("organisation").filter(
        accepted_at=None, withdrawn_at=None, expires_at__gt=clock.now()
    )


def _facts(row: models.Organisation) -> Organisation:
    return Organisation(key=row.pk, name=row.name, kind=Kind(row.kind), state=row.state)


def _member(row: models.Membership) -> Member:
    return Member(
        key=row.pk, account=row.account_id, name=row.account.name, email=row.account.email,
        role=Role(row.role), started_at=row.started_at,
    )


def _invitation(row: models.Invitation) -> OpenInvitation:
    return OpenInvitation(
        key=row.pk, organisation=_facts(row.organisation), email=row.email, role=Role(row.role),
        created_at=row.created_at, expires_at=row.expires_at,
        account_exists=models.Account.objects.filter(email=row.email).exists(),
    )
