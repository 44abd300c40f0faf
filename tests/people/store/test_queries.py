import pytest

from tests.reach.world import PEOPLE
from tutela.foundation.errors import NotAllowed, NotFound
from tutela.people.engine.reach import may_see
from tutela.people.engine.roles import Kind
from tutela.people.store import models, queries
from tutela.people.store.queries import _facts


@pytest.mark.parametrize("person", PEOPLE)
def test_sql_and_rule_agree_on_who_is_seen(world, person) -> None:
    viewer = world.viewer(person)
    ruled = {row.pk for row in models.Organisation.objects.all() if may_see(viewer, _facts(row))}
    assert {one.key for one in queries.organisations(viewer)} == ruled


def test_organisations_come_by_state_then_name(world) -> None:
    seen = queries.organisations(world.viewer("focal-point"), kind=Kind.AGENCY)
    assert [one.name for one in seen] == [
        "Child protection service", "Cyber unit of the national police", "Ministry of Justice",
        "Office of the prosecutor",
    ]


def test_names_outside_the_reach_are_left_out(world) -> None:
    keys = world.organisations
    names = queries.organisation_names(world.viewer("police"), keys.values())
    assert set(names) == {keys["police"], keys["focal-point"]}


def test_names_of_people_outside_the_reach_are_left_out(world) -> None:
    names = queries.account_names(world.viewer("police"), world.accounts.values())
    assert sorted(names.values()) == [
        "Bero Halm", "Dovan Ketri", "Miren Asto", "Sanne Orlev", "Tamsa Rill",
    ]


def test_a_viewer_is_not_made_of_another_accounts_membership(world) -> None:
    foreign = queries.current_memberships(world.accounts["police"])[0].key
    with pytest.raises(NotFound):
        queries.viewer_for(world.accounts["focal-point"], foreign)


def test_a_viewer_is_not_made_of_a_closed_account(world) -> None:
    place = queries.current_memberships(world.accounts["police"])[0].key
    models.Account.objects.filter(pk=world.accounts["police"]).update(is_active=False)
    with pytest.raises(NotFound):
        queries.viewer_for(world.accounts["police"], place)


def test_a_member_elsewhere_is_not_found_even_by_a_manager(world) -> None:
    foreign = queries.current_memberships(world.accounts["police"])[0].key
    with pytest.raises(NotFound):
        queries.member(world.viewer("focal-point"), foreign)


def test_a_member_here_is_refused_to_who_does_not_manage(world) -> None:
    own = queries.current_memberships(world.accounts["police"])[0].key
    with pytest.raises(NotAllowed):
        queries.member(world.viewer("police"), own)


def test_people_are_listed_by_name(world) -> None:
    listed = queries.people(world.viewer("focal-point"))
    assert [one.name for one in listed] == ["Dovan Ketri", "Miren Asto", "Sanne Orlev"]
