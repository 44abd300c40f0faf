"""Addresses of people and of sign-in."""

from typing import Any

from allauth.mfa.models import Authenticator

from tests.people.passkey import Passkey
from tests.reach.entry import Entry
from tests.reach.world import MANAGERS, PEOPLE, World
from tutela.people.engine.roles import Role
from tutela.people.store import models, operations, queries

EVERYONE = frozenset(PEOPLE)
FOUNDERS = frozenset({
    "programme-administrator", "focal-point", "focal-point-administrator", "other-focal-point",
})
# The programme sees every organisation and appoints in all but its like; so it reaches the
# stranger's organisation and the invitations to run it, never its members.
PROGRAMME = frozenset({"programme-administrator"})
PROGRAMME_READING = frozenset({"programme-administrator", "programme-officer"})


def _member(world: World, person: str) -> dict[str, Any]:
    account = world.accounts[person]
    return {"key": queries.current_memberships(account)[0].key}


def _organisation(world: World, person: str) -> dict[str, Any]:
    return {"key": world.viewer(person).organisation}


def _invitation(world: World, person: str) -> dict[str, Any]:
    place = world.viewer(person).organisation
    return {"key": world.once("invitation", place, make=lambda: operations.invite_by_operator(
        organisation=place, email=f"guest-{place}@demonstration.example",
        role=Role.ADMINISTRATOR, clock=world.clock,
    ).key)}


def _session(world: World, person: str) -> dict[str, Any]:
    account = world.accounts[person]
    return {"key": models.SignInSession.objects.filter(account=account).latest("pk").pk}


def _passkey(world: World, person: str) -> dict[str, Any]:
    account = world.accounts[person]
    return {"pk": world.once("passkey", account, make=lambda: Authenticator.objects.create(
        user_id=account, type=Authenticator.Type.WEBAUTHN,
        data={"name": "invented", "credential": _credential(account)},
    ).pk)}


def _credential(account: int) -> dict[str, Any]:
    options = {"user": {"id": ""}, "rp": {"id": "testserver"}, "challenge": ""}
    return Passkey(identifier=f"device-{account}".encode()).make(options)


def _token(world: World, person: str) -> dict[str, Any]:
    return {"token": "not-a-token"}


def _reset(world: World, person: str) -> dict[str, Any]:
    return {"uidb36": "1", "key": "not-a-key"}


_PEOPLE = (
    Entry(name="people:home", allowed=MANAGERS, posts=False),
    Entry(name="people:invite", allowed=MANAGERS),
    Entry(name="people:withdraw", arguments=_invitation, allowed=MANAGERS, reaching=PROGRAMME),
    Entry(name="people:role", arguments=_member, allowed=MANAGERS),
    Entry(name="people:end", arguments=_member, allowed=MANAGERS),
    Entry(name="people:organisations", allowed=FOUNDERS, posts=False),
    Entry(name="people:organisation-add", allowed=FOUNDERS),
    Entry(name="people:organisation", arguments=_organisation, reaching=PROGRAMME_READING,
          posts=False),
    Entry(name="people:appoint", arguments=_organisation, allowed=MANAGERS, reaching=PROGRAMME,
          knowing=PROGRAMME_READING - PROGRAMME),
    Entry(name="people:profile"),
    Entry(name="people:sessions-end", method="POST"),
    Entry(name="people:session-end", arguments=_session, method="POST"),
    Entry(name="people:places", posts=False),
    Entry(name="people:no-place", posts=False),
    Entry(name="people:invitation", arguments=_token, allowed=frozenset(), anonymous="missing"),
    Entry(name="people:link", arguments=_token, allowed=frozenset(), anonymous="missing"),
)
_SIGN_IN = (
    Entry(name="account_login", anonymous="open"),
    Entry(name="mfa_login_webauthn", anonymous="open", posts=False),
    Entry(name="mfa_authenticate", anonymous="open", posts=False),
    Entry(name="account_logout", anonymous="open", posts=False),
    Entry(name="account_inactive", anonymous="open", posts=False),
    Entry(name="account_reauthenticate", posts=False),
    Entry(name="mfa_reauthenticate", posts=False),
    Entry(name="mfa_reauthenticate_webauthn", posts=False),
    Entry(name="account_change_password"),
    Entry(name="account_set_password"),
    Entry(name="account_reset_password", anonymous="open"),
    Entry(name="account_reset_password_done", anonymous="open", posts=False),
    Entry(name="account_reset_password_from_key", arguments=_reset, reaching=EVERYONE,
          anonymous="open", posts=False),
    Entry(name="account_reset_password_from_key_done", anonymous="open", posts=False),
    Entry(name="mfa_index", posts=False),
    Entry(name="mfa_activate_totp"),
    Entry(name="mfa_deactivate_totp", allowed=frozenset()),  # nobody here has a generator
    Entry(name="mfa_view_recovery_codes", allowed=frozenset(), posts=False),
    Entry(name="mfa_generate_recovery_codes", posts=False),
    Entry(name="mfa_list_webauthn", posts=False),
    Entry(name="mfa_add_webauthn"),
    Entry(name="mfa_remove_webauthn", arguments=_passkey),
    Entry(name="mfa_edit_webauthn", arguments=_passkey),
)
ENTRIES = _PEOPLE + _SIGN_IN
