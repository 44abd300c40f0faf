from datetime import timedelta

import pytest

from tests.people.conftest import NOON, PASSWORD
from tutela.foundation.clock import FixedClock
from tutela.foundation.digest import sha256_hex
from tutela.foundation.errors import InputRefused, NotAllowed, NotFound
from tutela.journal.store.models import Entry
from tutela.people.engine.roles import Kind, Role
from tutela.people.store import models, operations, queries
from tutela.people.store.operations.invitations import AccountExists, AlreadyMember, OtherAddress
from tutela.storage.wall import acting_for

CLOCK = FixedClock(NOON)
NEW = "new.person@marevia.example"


def invite(world, person="focal-point", place="focal-point", email=NEW, role=Role.VIEWER):
    return operations.invite(
        viewer=world.viewer(person), organisation=world.organisations[place], email=email,
        role=role, clock=CLOCK,
    )


def accept(token, **given):
    asked = {"name": "Noa Belm", "password": PASSWORD, "clock": CLOCK, **given}
    return operations.accept_invitation(token=token, **asked)


def test_an_invitation_becomes_a_membership_of_a_new_account(world) -> None:
    issued = invite(world)
    membership = accept(issued.token, language="fr")
    account = models.Account.objects.get(email=NEW)
    viewer = queries.viewer_for(account.pk, membership)
    assert (viewer.role, viewer.organisation, viewer.language) == (
        Role.VIEWER, world.organisations["focal-point"], "fr",
    )
    assert account.check_password(PASSWORD)


def test_only_the_digest_is_kept(world) -> None:
    issued = invite(world)
    row = models.Invitation.objects.get(pk=issued.key)
    assert row.token_digest == sha256_hex(issued.token.encode())


def test_passwords_are_kept_as_argon2(world) -> None:
    accept(invite(world).token)
    assert models.Account.objects.get(email=NEW).password.startswith("argon2$argon2id$")


def test_an_invitation_is_used_once(world) -> None:
    issued = invite(world)
    accept(issued.token)
    with pytest.raises(NotFound):
        accept(issued.token)


def test_an_invitation_ends_after_fourteen_days(world) -> None:
    issued = invite(world)
    late = FixedClock(NOON + timedelta(days=14))
    with pytest.raises(NotFound):
        accept(issued.token, clock=late)
    accept(issued.token, clock=FixedClock(NOON + timedelta(days=14, seconds=-1)))


def test_a_second_invitation_replaces_the_first(world) -> None:
    first, second = invite(world), invite(world)
    with pytest.raises(NotFound):
        accept(first.token)
    accept(second.token)


def test_a_withdrawn_invitation_is_not_accepted(world) -> None:
    issued = invite(world)
    operations.withdraw_invitation(
        viewer=world.viewer("focal-point"), invitation=issued.key, clock=CLOCK
    )
    with pytest.raises(NotFound):
        accept(issued.token)


def test_another_organisation_does_not_withdraw_it(world) -> None:
    issued = invite(world)
    with pytest.raises(NotFound):
        operations.withdraw_invitation(
            viewer=world.viewer("police-administrator"), invitation=issued.key, clock=CLOCK
        )


def test_who_has_an_account_signs_in_to_accept(world) -> None:
    address = models.Account.objects.get(pk=world.accounts["police"]).email
    issued = invite(world, email=address.upper())
    with pytest.raises(AccountExists):
        accept(issued.token)
    accept(issued.token, account=world.accounts["police"])
    places = queries.current_memberships(world.accounts["police"])
    assert {one.role for one in places} == {Role.RESPONDENT, Role.VIEWER}


def test_nobody_accepts_for_another_address(world) -> None:
    issued = invite(world)
    with pytest.raises(OtherAddress):
        accept(issued.token, account=world.accounts["police"])
    assert queries.invitation_by_token(issued.token, clock=CLOCK).email == NEW


def test_who_joined_meanwhile_is_told_so(world) -> None:
    issued = invite(world)
    accept(issued.token)
    account = models.Account.objects.get(email=NEW)
    models.Invitation.objects.filter(pk=issued.key).update(accepted_at=None)
    with pytest.raises(AlreadyMember):
        accept(issued.token, account=account.pk)


@pytest.mark.parametrize("address", ["", "no address", "a@b", "x" * 250 + "@marevia.example"])
def test_what_is_no_address_is_refused(world, address) -> None:
    with pytest.raises(InputRefused) as refused:
        invite(world, email=address)
    assert [problem.code for problem in refused.value.problems] == ["invitation.email"]


def test_a_member_is_not_invited_again(world) -> None:
    address = models.Account.objects.get(pk=world.accounts["viewer"]).email
    with pytest.raises(InputRefused) as refused:
        invite(world, email=address)
    assert [problem.code for problem in refused.value.problems] == ["invitation.member"]


def test_a_focal_point_appoints_an_agencys_administrator_and_nobody_else(world) -> None:
    invite(world, place="police", role=Role.ADMINISTRATOR)
    with pytest.raises(NotAllowed):
        invite(world, place="police", role=Role.RESPONDENT)
    with pytest.raises(NotFound):
        invite(world, place="other-agency", role=Role.ADMINISTRATOR)


def test_a_new_organisation_and_its_managers_invitation_come_together(world) -> None:
    viewer = world.viewer("focal-point")
    place, issued = operations.create_organisation_with_manager(
        viewer=viewer, name=" Customs ", kind=Kind.AGENCY, state="XMA", email=NEW, clock=CLOCK
    )
    accept(issued.token)
    assert queries.organisation(viewer, place.key).name == "Customs"


def test_neither_comes_when_the_address_is_wrong(world) -> None:
    viewer = world.viewer("focal-point")
    before = models.Organisation.objects.count()
    with pytest.raises(InputRefused):
        operations.create_organisation_with_manager(
            viewer=viewer, name="Customs", kind=Kind.AGENCY, state="XMA", email="no", clock=CLOCK
        )
    assert models.Organisation.objects.count() == before


def test_the_journal_tells_of_it_without_name_or_address(world) -> None:
    issued = invite(world)
    membership = accept(issued.token)
    with acting_for(world.organisations["focal-point"]):
        entries = list(Entry.objects.filter(
            organisation=world.organisations["focal-point"]
        ).order_by("sequence"))
    made, accepted = entries[-2:]
    assert (made.action, made.subject) == (
        "people.invitation.create", f"invitation:{issued.key}",
    )
    assert (accepted.action, accepted.subject) == (
        "people.invitation.accept", f"membership:{membership}",
    )
    assert not any(NEW in entry.detail or "Noa" in entry.detail for entry in entries)
