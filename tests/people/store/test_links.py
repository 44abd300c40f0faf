from datetime import timedelta

import pytest

from tests.people.conftest import NOON
from tutela.foundation.clock import FixedClock
from tutela.foundation.errors import NotFound
from tutela.people.store import models, operations
from tutela.people.store.operations.links import NoDemonstration

CLOCK = FixedClock(NOON)


@pytest.fixture
def invented(world) -> int:
    models.Account.objects.filter(pk=world.accounts["police"]).update(is_demonstration=True)
    return world.accounts["police"]


def test_a_link_signs_in_once(invented) -> None:
    token = operations.issue_link(account=invented, demonstration=True, clock=CLOCK)
    assert operations.use_link(token=token, demonstration=True, clock=CLOCK) == invented
    with pytest.raises(NotFound):
        operations.use_link(token=token, demonstration=True, clock=CLOCK)


def test_a_link_ends_after_twelve_hours(invented) -> None:
    token = operations.issue_link(account=invented, demonstration=True, clock=CLOCK)
    with pytest.raises(NotFound):
        operations.use_link(token=token, demonstration=True,
                            clock=FixedClock(NOON + timedelta(hours=12)))
    last = FixedClock(NOON + timedelta(hours=12, seconds=-1))
    assert operations.use_link(token=token, demonstration=True, clock=last) == invented


def test_no_link_is_made_or_used_outside_a_demonstration(invented) -> None:
    with pytest.raises(NoDemonstration):
        operations.issue_link(account=invented, demonstration=False, clock=CLOCK)
    token = operations.issue_link(account=invented, demonstration=True, clock=CLOCK)
    with pytest.raises(NotFound):
        operations.use_link(token=token, demonstration=False, clock=CLOCK)


def test_no_link_is_made_or_used_for_a_real_person(invented, world) -> None:
    with pytest.raises(NoDemonstration):
        operations.issue_link(account=world.accounts["viewer"], demonstration=True, clock=CLOCK)
    token = operations.issue_link(account=invented, demonstration=True, clock=CLOCK)
    models.Account.objects.filter(pk=invented).update(is_demonstration=False)
    with pytest.raises(NotFound):
        operations.use_link(token=token, demonstration=True, clock=CLOCK)


def test_no_link_is_made_for_nobody(world) -> None:
    with pytest.raises(NotFound):
        operations.issue_link(account=10**9, demonstration=True, clock=CLOCK)
