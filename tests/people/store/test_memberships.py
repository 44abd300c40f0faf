import pytest

from tests.people.conftest import NOON
from tutela.foundation.clock import FixedClock
from tutela.foundation.errors import InputRefused, NotAllowed, NotFound
from tutela.people.engine.roles import Kind, Role
from tutela.people.store import operations, queries
from tutela.people.store.operations.memberships import LastManager

CLOCK = FixedClock(NOON)


def membership(world, person: str) -> int:
    return queries.current_memberships(world.accounts[person])[0].key


def test_a_role_is_changed_at_once(world) -> None:
    operations.change_role(
        viewer=world.viewer("focal-point"), membership=membership(world, "viewer"),
        role=Role.RESPONDENT, clock=CLOCK,
    )
    assert world.viewer("viewer").role is Role.RESPONDENT


def test_a_role_the_kind_does_not_have_is_refused(world) -> None:
    with pytest.raises(InputRefused):
        operations.change_role(
            viewer=world.viewer("focal-point"), membership=membership(world, "viewer"),
            role=Role.TRAINER, clock=CLOCK,
        )


def test_who_does_not_manage_changes_no_role(world) -> None:
    with pytest.raises(NotAllowed):
        operations.change_role(
            viewer=world.viewer("police"), membership=membership(world, "police"),
            role=Role.ADMINISTRATOR, clock=CLOCK,
        )


def test_a_membership_elsewhere_is_not_found(world) -> None:
    with pytest.raises(NotFound):
        operations.end_membership(
            viewer=world.viewer("focal-point"), membership=membership(world, "police"),
            clock=CLOCK,
        )


def test_an_ended_membership_gives_no_viewer(world) -> None:
    key = membership(world, "viewer")
    operations.end_membership(viewer=world.viewer("focal-point"), membership=key, clock=CLOCK)
    with pytest.raises(NotFound):
        queries.viewer_for(world.accounts["viewer"], key)
    assert queries.current_memberships(world.accounts["viewer"]) == []


def test_the_last_manager_neither_leaves_nor_steps_down(world) -> None:
    viewer, key = world.viewer("police-administrator"), membership(world, "police-administrator")
    with pytest.raises(LastManager):
        operations.end_membership(viewer=viewer, membership=key, clock=CLOCK)
    with pytest.raises(LastManager):
        operations.change_role(viewer=viewer, membership=key, role=Role.VIEWER, clock=CLOCK)
    assert world.viewer("police-administrator").role is Role.ADMINISTRATOR


def test_the_last_but_one_may_leave(world) -> None:
    key = membership(world, "focal-point")
    operations.end_membership(viewer=world.viewer("focal-point"), membership=key, clock=CLOCK)
    assert queries.current_memberships(world.accounts["focal-point"]) == []


def test_acting_for_another_organisation_gives_its_viewer(world) -> None:
    address = "police@demonstration.example"
    issued = operations.invite(
        viewer=world.viewer("focal-point"), organisation=world.organisations["focal-point"],
        email=address, role=Role.VIEWER, clock=CLOCK,
    )
    key = operations.accept_invitation(
        token=issued.token, account=world.accounts["police"], clock=CLOCK
    )
    chosen = operations.choose_organisation(
        viewer=world.viewer("police"), membership=key, clock=CLOCK
    )
    assert (chosen.kind, chosen.role) == (Kind.FOCAL_POINT, Role.VIEWER)


def test_nobody_acts_through_the_membership_of_another(world) -> None:
    with pytest.raises(NotFound):
        operations.choose_organisation(
            viewer=world.viewer("police"), membership=membership(world, "focal-point"),
            clock=CLOCK,
        )
