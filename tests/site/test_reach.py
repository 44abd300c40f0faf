"""Every address of the project, as every role, on objects of the own and another organisation.

An address that is not listed in tests/reach fails the test, so that none comes in unwatched.
"""

import importlib
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, resolve, reverse

from tests.reach import world as worlds
from tests.reach.entry import Entry
from tests.reach.world import PEOPLE, World

_FOLDER = Path(__file__).parent.parent / "reach"
_WITHOUT_KEY = {401, 403}
"""How addresses for other systems answer, also somebody who is signed in."""
_MODULES = sorted(file.stem for file in _FOLDER.glob("*.py"))
ENTRIES: dict[str, Entry] = {
    entry.name: entry
    for name in _MODULES if name not in {"__init__", "entry", "world"}
    for entry in importlib.import_module(f"tests.reach.{name}").ENTRIES
}


def _names(resolver: URLResolver, namespace: str = "") -> Iterator[str]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            assert pattern.name, f"{pattern.pattern} has no name"
            yield f"{namespace}{pattern.name}"
        else:
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from _names(pattern, inner)


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker) -> Iterator[World]:
    with django_db_blocker.unblock(), transaction.atomic():
        yield worlds.build()
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def clients(world, django_db_blocker) -> dict[str, Client]:
    from django.contrib.auth import get_user_model

    made = {}
    for person in PEOPLE:
        client = Client(raise_request_exception=False)
        client.force_login(get_user_model().objects.get(pk=world.accounts[person]))
        session = client.session
        session["account_authentication_methods_user"] = str(world.accounts[person])
        session["account_authentication_methods"] = [
            {"method": "password", "at": time.time(), "reauthenticated": True}
        ]
        session.save()
        made[person] = client
    return made


@pytest.fixture(scope="module")
def arguments(world, clients, django_db_blocker) -> dict[tuple[str, str], dict[str, object]]:
    """Make every object once, before the single tests and their savepoints."""
    return {
        (name, person): entry.arguments(world, person)
        for name, entry in ENTRIES.items() for person in PEOPLE
    }


@pytest.fixture(autouse=True)
def _plain(settings) -> None:
    settings.OPTIONS = {**settings.OPTIONS, "require_second_factor": False}
    settings.ACCOUNT_RATE_LIMITS = False
    settings.MFA_RATE_LIMITS = False


def _ask(client: Client, entry: Entry, arguments: dict[str, object]) -> list[int]:
    """Return the statuses of the address, each asked in a transaction that is taken back."""
    cookies = client.cookies.output()
    methods = [entry.method, *(["POST"] if entry.posts and entry.method == "GET" else [])]
    statuses = []
    for method in methods:
        with transaction.atomic():
            answer = client.generic(method, reverse(entry.name, kwargs=arguments))
            statuses.append(_meaning(answer))
            transaction.set_rollback(True)
        client.cookies.clear()
        client.cookies.load(cookies.replace("Set-Cookie: ", ""))
    return statuses


def _meaning(answer: HttpResponse) -> int:
    """Return the status; being led to sign-in, though signed in, counts as 401."""
    led = answer.headers.get("Location", "").startswith(reverse("account_login"))
    return 401 if led else answer.status_code


def test_every_address_is_listed_and_nothing_else() -> None:
    assert set(_names(get_resolver())) == set(ENTRIES)


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(ENTRIES))
def test_own_objects_answer_those_whose_role_allows(name, world, clients, arguments) -> None:
    entry = ENTRIES[name]
    wrong = []
    for person in PEOPLE:
        statuses = _ask(clients[person], entry, arguments[name, person])
        good = {200, 302} if person in entry.allowed else {302, 403, 404}
        if person not in entry.allowed and not name.startswith(("account_", "mfa_")):
            good = _WITHOUT_KEY if entry.anonymous == "key" else {403, 404}
        if not set(statuses) <= good:
            wrong.append((person, statuses))
    assert wrong == []


_WITH_OBJECTS = sorted(name for name, entry in ENTRIES.items() if entry.has_objects)


@pytest.mark.django_db
@pytest.mark.parametrize("name", _WITH_OBJECTS)
def test_objects_of_another_organisation_are_not_found(name, world, clients, arguments) -> None:
    entry = ENTRIES[name]
    wrong = []
    for person in PEOPLE:
        statuses = _ask(clients[person], entry, arguments[name, world.stranger(person)])
        good = {200, 302} if person in entry.reaching else {404}
        if entry.anonymous == "key":
            good = _WITHOUT_KEY
        if person in entry.knowing:
            good = {403}
        if not set(statuses) <= good:
            wrong.append((person, statuses))
    assert wrong == []


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(ENTRIES))
def test_nobody_is_led_to_sign_in(name, world, clients, arguments) -> None:
    entry = ENTRIES[name]
    address = reverse(name, kwargs=arguments[name, "focal-point"])
    assert resolve(address).view_name == name  # no other address stands before it
    answer = Client(raise_request_exception=False).generic(entry.method, address)
    if entry.anonymous == "sign-in":
        assert (answer.status_code, answer.headers["Location"].split("?")[0]) == (
            302, reverse("account_login"),
        )
    else:
        good = {"missing": {404}, "key": _WITHOUT_KEY}.get(entry.anonymous, {200, 302})
        assert answer.status_code in good
