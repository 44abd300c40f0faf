import logging

import pytest
from django.test import Client
from django.urls import reverse

from tests.people.conftest import PASSWORD
from tutela.foundation.clock import SystemClock
from tutela.people.engine.roles import Role
from tutela.people.store import models, operations, queries

CLOCK = SystemClock()


@pytest.fixture
def token(world) -> str:
    return operations.invite(
        viewer=world.viewer("focal-point"), organisation=world.organisations["focal-point"],
        email="noa@marevia.example", role=Role.RESPONDENT, clock=CLOCK,
    ).token


def link(world, option) -> str:
    models.Account.objects.filter(pk=world.accounts["police"]).update(is_demonstration=True)
    option(demonstration=True)
    token = operations.issue_link(
        account=world.accounts["police"], demonstration=True, clock=CLOCK
    )
    return reverse("people:link", args=[token])


def test_an_invited_person_makes_an_account_and_signs_in(token) -> None:
    client, address = Client(), reverse("people:invitation", args=[token])
    assert client.get(address).status_code == 200
    given = {"name": "Noa Belm", "password": PASSWORD, "again": PASSWORD}
    assert client.post(address, given).headers["Location"] == reverse("account_login")
    client.post(reverse("account_login"), {"login": "noa@marevia.example", "password": PASSWORD})
    assert client.get("/").headers["Location"] == reverse("mfa_index")
    assert client.get(address).status_code == 404


@pytest.mark.parametrize(("changed", "field"), [
    ({"name": ""}, "name"), ({"password": "short", "again": "short"}, "password"),
    ({"again": "another one here"}, "again"),
    ({"password": "noa@marevia.example", "again": "noa@marevia.example"}, "password"),
])
def test_what_is_wrong_is_said_and_nothing_kept(token, changed, field) -> None:
    given = {"name": "Noa Belm", "password": PASSWORD, "again": PASSWORD, **changed}
    answer = Client().post(reverse("people:invitation", args=[token]), given)
    assert (answer.status_code, list(answer.context["form"].errors)) == (200, [field])
    assert not models.Account.objects.filter(email="noa@marevia.example").exists()


def test_a_signed_in_stranger_cannot_take_an_invitation(token, enter) -> None:
    client, address = enter("police"), reverse("people:invitation", args=[token])
    assert client.post(address).status_code == 200
    assert Client().get(address).status_code == 200


def test_a_signed_in_person_accepts_with_one_click_and_acts_there(world, enter) -> None:
    issued = operations.invite(
        viewer=world.viewer("focal-point"), organisation=world.organisations["focal-point"],
        email="police@demonstration.example", role=Role.VIEWER, clock=CLOCK,
    )
    client = enter("police")
    answer = client.post(reverse("people:invitation", args=[issued.token]))
    assert answer.headers["Location"] == "/"
    places = client.get(reverse("people:places")).context["places"]
    assert [one.organisation for one in places if one.current] == [
        "National focal point of Marevia",
    ]


def test_a_link_asks_then_signs_in_once(world, option) -> None:
    address, client = link(world, option), Client()
    assert client.get(address).status_code == 200
    assert client.get(reverse("people:profile")).status_code == 302
    assert client.post(address).headers["Location"] == "/"
    assert client.get(reverse("people:profile")).status_code == 200  # without a second factor
    assert Client().post(address).status_code == 404


@pytest.mark.parametrize("options", [
    {"demonstration": False},
    {"demonstration": True, "address": "https://tutela.example.org"},
    {"demonstration": True, "address": "http://192.0.2.7:8000"},
])
def test_a_link_is_refused_and_noted_elsewhere(world, option, options, caplog) -> None:
    address = link(world, option)
    option(**options)
    with caplog.at_level(logging.WARNING, logger="tutela.people.web.views_door"):
        answers = [Client().get(address).status_code, Client().post(address).status_code]
    assert answers == [404, 404]
    refusals = [one.message for one in caplog.records if one.name.endswith("views_door")]
    assert refusals == ["one-time link refused: this installation is no demonstration"] * 2


def test_a_link_takes_nothing_over_from_the_session_before(world, option, enter) -> None:
    client = enter("focal-point")
    client.post(link(world, option))
    client.get("/")
    assert client.session["membership"] == queries.current_memberships(
        world.accounts["police"]
    )[0].key
