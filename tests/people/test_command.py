import json

import pytest
from allauth.mfa.models import Authenticator
from click.testing import CliRunner
from django.core import mail

from tutela.foundation.clock import SystemClock
from tutela.journal.store.models import Entry
from tutela.people.command import group
from tutela.people.store import operations, queries
from tutela.people.store.models import Account, Membership, SignInSession
from tutela.storage.wall import acting_for


def run(*words: str) -> tuple[int, dict]:
    answer = CliRunner().invoke(group, [*words, "--json"])
    return answer.exit_code, json.loads(answer.output)


@pytest.mark.django_db
def test_the_first_administrator_comes_in_by_the_command_line() -> None:
    made, added = run("organisation", "add", "Programme office", "--kind", "programme")
    code, invited = run("account", "invite", str(added["organisation"]), "first@example.org")
    assert (made, code, invited["email"]) == (0, 0, "first@example.org")
    assert "/people/invitation/" in invited["address"]


@pytest.mark.django_db
def test_what_is_wrong_ends_with_its_code() -> None:
    code, said = run("organisation", "add", "Agency", "--kind", "agency", "--state", "zzz")
    assert (code, [one["code"] for one in said["error"]["problems"]]) == (
        3, ["organisation.state.unknown"],
    )
    assert run("account", "invite", "999999", "first@example.org")[0] == 4


def test_members_are_listed_and_ended(world) -> None:
    rows = run("list")[1]["members"]
    assert len(rows) == len(world.accounts)
    key = queries.current_memberships(world.accounts["viewer"])[0].key
    assert run("end", str(key)) == (0, {"membership": key})
    assert len(run("list")[1]["members"]) == len(rows) - 1
    assert run("end", str(key))[0] == 4


def test_a_link_is_refused_outside_a_demonstration(world) -> None:
    code, said = run("link", "viewer@demonstration.example")
    assert (code, said["error"]["code"]) == (5, "link.no-demonstration")


@pytest.fixture
def locked_out(world) -> Account:
    """The focal point with three factors and two sessions, of which nothing is left in hand."""
    person = Account.objects.get(pk=world.accounts["focal-point"])
    for kind in ("totp", "webauthn", "recovery_codes"):
        Authenticator.objects.create(user=person, type=kind, data={})
    for device in ("Firefox", "Chrome"):
        operations.begin_session(account=person.pk, device=device, clock=SystemClock())
    return person


def _resets(organisation: int) -> list[tuple[str, str, str]]:
    with acting_for(organisation):
        rows = Entry.objects.filter(organisation=organisation, action="people.factor.reset")
        return list(rows.values_list("actor", "subject", "reason"))


def test_a_reset_takes_every_factor_and_session_and_no_other_person(locked_out, world) -> None:
    other = Account.objects.get(pk=world.accounts["viewer"])
    Authenticator.objects.create(user=other, type="totp", data={})
    code, said = run("factor", "reset", locked_out.email, "--reason", "Telephone and codes lost")
    assert (code, said) == (0, {"account": locked_out.pk, "removed": 3, "told": False})
    assert list(Authenticator.objects.values_list("user", flat=True)) == [other.pk]
    assert not SignInSession.objects.filter(account=locked_out).exists()


@pytest.mark.parametrize("ended", [False, True])
def test_a_reset_stands_in_the_journal_of_each_organisation(locked_out, world, ended) -> None:
    places = [world.organisations["focal-point"], world.organisations["police"]]
    Membership.objects.create(account=locked_out, organisation_id=places[1], role="viewer",
                              started_at=SystemClock().now())
    if ended:
        Membership.objects.filter(account=locked_out).update(ended_at=SystemClock().now())
    run("factor", "reset", locked_out.email, "--reason", " Telephone and codes lost ")
    entry = ("command-line", f"account:{locked_out.pk}", "Telephone and codes lost")
    assert [_resets(place) for place in places] == [[entry], [entry]]


def test_a_reset_needs_a_reason_and_an_account(locked_out) -> None:
    code, said = run("factor", "reset", locked_out.email, "--reason", " ")
    assert (code, said["error"]["problems"][0]["code"]) == (3, "factor.no-reason")
    assert Authenticator.objects.count() == 3
    assert run("factor", "reset", "nobody@example.org", "--reason", "lost")[0] == 4


def test_a_reset_is_told_in_the_own_language(locked_out, option) -> None:
    option(mail="smtp://mail.example", address="https://tutela.example")
    Account.objects.filter(pk=locked_out.pk).update(language="fr")
    assert run("factor", "reset", locked_out.email, "--reason", "lost")[1]["told"] is True
    (sent,) = mail.outbox
    assert (sent.to, sent.subject) == (
        [locked_out.email], "Votre deuxième étape a été supprimée",
    )
    assert "https://tutela.example" in sent.body
