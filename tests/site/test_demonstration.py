"""The demonstration, behind the walls when this runs on PostgreSQL: every page, as every role.

What the pages may show is for tests/reach; here each page must open on what ``make run`` loads.
"""

import re
from collections.abc import Iterator

import pytest
from django.db import transaction
from django.test import Client
from django.urls import Resolver404, resolve

from tests.site.test_reach import ENTRIES
from tutela.foundation.clock import SystemClock
from tutela.people.engine.roles import Role
from tutela.people.store import operations, queries
from tutela.site import demonstration

_NOT_FOLLOWED = {"account_logout", "language"}
_OF_ONE_NAME = 2
"""Pages of one kind that are opened for each role."""


@pytest.fixture(scope="module")
def accounts(django_db_setup, django_db_blocker) -> Iterator[dict[str, int]]:
    """Load the demonstration once; return an account of each role."""
    with django_db_blocker.unblock(), transaction.atomic(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(demonstration, "is_demonstration", lambda: True)
        demonstration.load()
        made = operations.demonstration_people(clock=SystemClock())
        found: dict[str, int] = {}
        for account in made.values():
            found.setdefault(queries.current_memberships(account)[0].role.value, account)
        operations.models.Account.objects.update(is_demonstration=False)
        yield found
        transaction.set_rollback(True)
