from datetime import timedelta

import pytest
from django.urls import reverse

from tests.people.conftest import NOON
from tutela.people.store import models


@pytest.fixture
def session_of(enter, at, option):
    def begin(person: str):
        at(NOON)
        client = enter(person)
        option(session_hours=8, session_idle_minutes=30)
        return client

    return begin


def status(client) -> int:
    return client.get(reverse("people:profile")).status_code


def test_an_idle_session_ends(session_of, at) -> None:
    client = session_of("viewer")
    at(NOON + timedelta(minutes=29, seconds=59))
    assert status(client) == 200
    at(NOON + timedelta(minutes=59, seconds=59))
    assert status(client) == 302
    assert models.SignInSession.objects.count() == 0


def test_a_session_in_use_ends_too(session_of, at) -> None:
    client = session_of("viewer")
    for minutes in range(20, 480, 20):
        at(NOON + timedelta(minutes=minutes))
        assert status(client) == 200
    at(NOON + timedelta(minutes=480))
    assert status(client) == 302


def test_the_reader_is_told_why(session_of, at) -> None:
    client = session_of("viewer")
    at(NOON + timedelta(hours=1))
    answer = client.get(reverse("people:profile"), follow=True)
    assert "Your session has ended. Sign in again to go on." in answer.content.decode()


def test_signing_out_everywhere_else_keeps_this_browser(session_of, enter) -> None:
    here, there = session_of("viewer"), enter("viewer")
    bystander = enter("police")
    here.post(reverse("people:sessions-end"))
    assert [status(here), status(there), status(bystander)] == [200, 302, 200]


def test_one_session_is_ended_by_its_person_alone(session_of, enter, world) -> None:
    here, there, stranger = session_of("viewer"), enter("viewer"), enter("police")
    key = models.SignInSession.objects.filter(account=world.accounts["viewer"]).latest("pk").pk
    address = reverse("people:session-end", args=[key])
    assert stranger.post(address).status_code == 404
    assert status(there) == 200
    here.post(address)
    assert [status(here), status(there)] == [200, 302]


def test_a_browser_is_named_and_no_address_kept(world, enter) -> None:
    enter("viewer")
    row = models.SignInSession.objects.get()
    assert {field.name for field in row._meta.fields} == {
        "id", "account", "started_at", "seen_at", "device",
    }


def test_an_ended_membership_takes_effect_on_the_next_page(enter, world) -> None:
    client = enter("viewer")
    models.Membership.objects.filter(account=world.accounts["viewer"]).update(ended_at=NOON)
    assert client.get(reverse("people:profile")).headers["Location"] == reverse("people:no-place")
    assert client.get(reverse("people:no-place")).status_code == 200


def test_a_closed_account_is_out_at_once(enter, world) -> None:
    client = enter("viewer")
    models.Account.objects.filter(pk=world.accounts["viewer"]).update(is_active=False)
    assert status(client) == 302


def test_invented_people_are_signed_out_outside_a_demonstration(enter, world, option) -> None:
    models.Account.objects.filter(pk=world.accounts["viewer"]).update(is_demonstration=True)
    option(demonstration=True)
    client = enter("viewer")
    assert status(client) == 200
    option(demonstration=False)
    assert status(client) == 302
