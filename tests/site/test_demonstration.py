"""The demonstration, behind the walls when this runs on PostgreSQL: every page, as every role.

What the pages may show is for tests/reach; here each page must open on what ``make run`` loads.
"""

import re
from collections import Counter
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import transaction
from django.test import Client, override_settings
from django.urls import Resolver404, ResolverMatch, resolve, reverse

from tests.site.test_reach import ENTRIES
from tutela.foundation.clock import SystemClock
from tutela.people.engine.roles import Role
from tutela.people.store import operations, queries
from tutela.people.store.models import Account
from tutela.site import demonstration

_NOT_FOLLOWED = {"account_logout", "language"}
_BESIDE = {"needs:assessment": ("needs:continue",), "needs:reports": ("needs:reports-part",),
           "planning:documents": ("planning:documents-part",)}
"""Pages that a button or a script asks for, not a link, by the page whose arguments they share."""
_LEFT_OUT = {
    # Each needs something that a person does first; tests of its own and tests/reach open it.
    "account_reset_password_from_key", "mfa_edit_webauthn", "mfa_remove_webauthn",
    "needs:checked", "needs:evidence-file", "needs:report-file",
    "planning:decide", "planning:document-file", "planning:run", "planning:run-part",
    "people:invitation", "people:link", "people:withdraw", "registry:api-activity",
    "registry:digest-preview", "registry:import", "registry:import-columns",
    "registry:import-progress", "registry:import-rejected", "registry:pair",
    "registry:suggestion", "registry:suggestion-change", "registry:undo",
}
_OF_ONE_NAME = 2
"""Pages of one kind that are opened for each role."""


@pytest.fixture(scope="module")
def accounts(django_db_setup, django_db_blocker) -> Iterator[dict[str, int]]:
    """Load the demonstration once; return an account of each role."""
    options = {**settings.OPTIONS, "demonstration": True, "address": "http://127.0.0.1:8000"}
    with django_db_blocker.unblock(), transaction.atomic():
        with override_settings(OPTIONS=options):
            demonstration.load()
        made = operations.demonstration_people(clock=SystemClock())
        found: dict[str, int] = {}
        for account in made.values():
            found.setdefault(queries.current_memberships(account)[0].role.value, account)
        Account.objects.update(is_demonstration=False)  # they enter by a password elsewhere
        yield found
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def opened(accounts, django_db_blocker) -> tuple[dict[str, set[str]], list[str]]:
    """Open every page that each role finds; return who opened which, and what went wrong."""
    by_name: dict[str, set[str]] = {}
    wrong: list[str] = []
    plain = [reverse(entry.name) for entry in ENTRIES.values()
             if entry.method == "GET" and not entry.has_objects and entry.name not in _NOT_FOLLOWED]
    with override_settings(OPTIONS={**settings.OPTIONS, "require_second_factor": False},
                           ACCOUNT_RATE_LIMITS=False, MFA_RATE_LIMITS=False):
        for role, account in accounts.items():
            client = Client(raise_request_exception=False)
            client.force_login(get_user_model().objects.get(pk=account))
            for name, address, status in _walk(client, plain):
                by_name.setdefault(name, set()).add(role)
                # A page that no link led to may refuse; it never breaks.
                if status >= (500 if address in plain else 400):
                    wrong.append(f"{address} as {role}: {status}")
    return by_name, wrong


def _walk(client: Client, starts: list[str]) -> Iterator[tuple[str, str, int]]:
    waiting, seen, often = ["/", *starts], set(), Counter()
    while waiting:
        address = waiting.pop(0)
        found = _match(address)
        name = found.view_name if found else ""
        if name in _NOT_FOLLOWED or not name or address in seen or often[name] == _OF_ONE_NAME:
            continue
        seen.add(address)
        often[name] += 1
        answer = client.get(address)
        yield name, address, answer.status_code
        waiting += [reverse(beside, kwargs=found.kwargs) for beside in _BESIDE.get(name, ())]
        if answer.headers.get("Content-Type", "").startswith("text/html"):
            links = re.findall(r'<a\b[^>]*?\shref="(/[^"#]*)', answer.text)
            waiting += [link.replace("&amp;", "&") for link in links]


def _match(address: str) -> ResolverMatch | None:
    try:
        return resolve(address.partition("?")[0])
    except Resolver404:
        return None


def test_there_is_somebody_of_each_role(accounts) -> None:
    assert set(accounts) == {role.value for role in Role}


@pytest.mark.django_db
def test_every_page_opens(opened) -> None:
    by_name, wrong = opened
    assert wrong == []
    wanted = {entry.name for entry in ENTRIES.values() if entry.method == "GET"}
    assert wanted - set(by_name) - _NOT_FOLLOWED == _LEFT_OUT


@pytest.mark.django_db
def test_what_the_demonstration_holds_is_found(opened) -> None:
    by_name, _wrong = opened
    assert by_name["needs:question"] == {"focal-point", "respondent", "viewer"}
    assert by_name["needs:verify"] == {"programme-officer"}
