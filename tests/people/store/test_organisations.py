import pytest

from tests.people.conftest import NOON
from tutela.foundation.clock import FixedClock
from tutela.foundation.errors import InputRefused, NotAllowed
from tutela.journal.store.models import Entry
from tutela.people.engine.roles import Kind
from tutela.people.store import models, operations
from tutela.storage.wall import acting_for

CLOCK = FixedClock(NOON)


def create(world, person="programme-administrator", **given):
    asked = {"name": "Customs", "kind": Kind.AGENCY, "state": "XMA", **given}
    return operations.create_organisation(viewer=world.viewer(person), clock=CLOCK, **asked)


def codes(refused) -> list[str]:
    return [problem.code for problem in refused.value.problems]


@pytest.mark.parametrize("person", ["police-administrator", "viewer", "programme-officer",
                                    "partner", "trainer"])
def test_others_found_nothing(world, person) -> None:
    with pytest.raises(NotAllowed):
        create(world, person)


def test_a_focal_point_founds_nothing_in_another_state(world) -> None:
    with pytest.raises(NotAllowed):
        create(world, "focal-point", state="XQL")


@pytest.mark.parametrize(("given", "code"), [
    ({"name": "  "}, "organisation.name.missing"),
    ({"name": "x" * 201}, "organisation.name.long"),
    ({"name": "ministry of justice"}, "organisation.name.taken"),
    ({"state": "ZZZ"}, "organisation.state.unknown"),
    ({"state": ""}, "organisation.state.unknown"),
])
def test_what_is_wrong_is_named(world, given, code) -> None:
    with pytest.raises(InputRefused) as refused:
        create(world, **given)
    assert codes(refused) == [code]


def test_two_states_may_use_one_name(world) -> None:
    assert create(world, name="Ministry of Justice", state="KEN").state == "KEN"


def test_a_partner_needs_no_state(world) -> None:
    assert create(world, kind=Kind.PARTNER, state="").state == ""


def test_the_founder_and_the_operator_each_leave_an_entry(world) -> None:
    made = create(world)
    with acting_for(world.organisations["programme"]):
        entry = Entry.objects.filter(action="people.organisation.create").latest("pk")
    assert (entry.organisation, entry.actor, entry.subject) == (
        world.organisations["programme"],
        f"account:{world.accounts['programme-administrator']}", f"organisation:{made.key}",
    )
    alone = operations.found_organisation(
        name="Harbour", kind=Kind.AGENCY, state="XMA", clock=CLOCK
    )
    with acting_for(alone.key):
        entry = Entry.objects.filter(action="people.organisation.create").latest("pk")
    assert (entry.organisation, entry.actor) == (alone.key, "command-line")


def test_the_demonstration_is_made_once(world) -> None:
    before = (models.Account.objects.count(), models.Organisation.objects.count())
    again = operations.demonstration_people(clock=CLOCK)
    assert (models.Account.objects.count(), models.Organisation.objects.count()) == before
    assert {key: world.accounts[key] for key in again} == dict(again)
