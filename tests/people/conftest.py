from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.db import transaction
from django.test import Client

from tests.reach import world as worlds
from tests.reach.world import World
from tutela.foundation.clock import FixedClock

PASSWORD = "seven quiet rivers"
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def _built(django_db_setup, django_db_blocker) -> Iterator[World]:
    with django_db_blocker.unblock(), transaction.atomic():
        yield worlds.build()
        transaction.set_rollback(True)


@pytest.fixture
def world(_built, db) -> World:
    """The world, made once a module; what a test changes is taken back after it."""
    return World(organisations=_built.organisations, accounts=_built.accounts)


@pytest.fixture(autouse=True)
def _fresh_counts():
    """Attempts of one test do not count in the next."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def option(settings) -> Callable[..., None]:
    def give(**options: object) -> None:
        settings.OPTIONS = {**settings.OPTIONS, **options}

    return give


@pytest.fixture
def at(settings) -> Callable[[datetime], None]:
    """Set the clock of the pages."""
    def stand(instant: datetime) -> None:
        settings.CLOCK = FixedClock(instant)

    return stand


@pytest.fixture
def enter(world, option) -> Callable[[str], Client]:
    """Sign a person of the world in, without the second factor."""
    def signed_in(person: str) -> Client:
        option(require_second_factor=False)
        client = Client()
        client.force_login(get_user_model().objects.get(pk=world.accounts[person]))
        return client

    return signed_in


@pytest.fixture
def account(world):
    """The focal point with a password, who signs in through the page."""
    person = get_user_model().objects.get(pk=world.accounts["focal-point"])
    person.set_password(PASSWORD)
    person.save()
    return person
