import pytest

from tutela.people.engine.reach import (
    Organisation,
    kinds_to_found,
    may_found,
    may_see,
    roles_to_invite,
)
from tutela.people.engine.roles import ROLES_OF, Action, Kind, Role
from tutela.people.engine.viewer import Viewer

EVERY_PLACE = [(kind, role) for kind in Kind for role in ROLES_OF[kind]]


def viewer(kind: Kind, role: Role, state: str = "XMA") -> Viewer:
    stateless = kind in {Kind.PROGRAMME, Kind.PARTNER}
    return Viewer(account=1, organisation=1, kind=kind, role=role,
                  state="" if stateless else state)


def other(kind: Kind, state: str) -> Organisation:
    return Organisation(key=2, name="Other", kind=kind, state=state)


@pytest.mark.parametrize(("kind", "role"), EVERY_PLACE)
def test_nobody_but_the_programme_sees_another_state(kind, role) -> None:
    seen = [k for k in Kind if may_see(viewer(kind, role), other(k, "XQL"))]
    wide = (kind, role) in {
        (Kind.PROGRAMME, Role.ADMINISTRATOR), (Kind.PROGRAMME, Role.PROGRAMME_OFFICER),
    }
    assert seen == (list(Kind) if wide else [])


@pytest.mark.parametrize(("kind", "role"), EVERY_PLACE)
def test_everyone_sees_the_own_organisation(kind, role) -> None:
    own = Organisation(key=1, name="Own", kind=kind, state="")
    assert may_see(viewer(kind, role), own)


def test_an_agency_sees_its_focal_point_and_no_other_agency() -> None:
    looking = viewer(Kind.AGENCY, Role.RESPONDENT)
    assert [k for k in Kind if may_see(looking, other(k, "XMA"))] == [Kind.FOCAL_POINT]


def test_a_body_without_a_state_is_not_in_the_state_of_another_without() -> None:
    assert not may_see(viewer(Kind.PARTNER, Role.ADMINISTRATOR), other(Kind.FOCAL_POINT, ""))


def test_a_focal_point_founds_agencies_of_its_own_state_only() -> None:
    founding = viewer(Kind.FOCAL_POINT, Role.FOCAL_POINT)
    assert kinds_to_found(founding) == (Kind.AGENCY, Kind.ACADEMY)
    assert may_found(founding, kind=Kind.AGENCY, state="XMA")
    assert not may_found(founding, kind=Kind.AGENCY, state="XQL")
    assert not may_found(founding, kind=Kind.FOCAL_POINT, state="XMA")


def test_nobody_founds_a_programme_body() -> None:
    founders = [p for p in EVERY_PLACE if Kind.PROGRAMME in kinds_to_found(viewer(*p))]
    assert founders == []


@pytest.mark.parametrize(("kind", "role"), EVERY_PLACE)
def test_only_managers_invite_and_to_their_own_organisation_in_every_role(kind, role) -> None:
    inviting = viewer(kind, role)
    own = Organisation(key=1, name="Own", kind=kind, state=inviting.state)
    expected = ROLES_OF[kind] if inviting.may(Action.MANAGE_PEOPLE) else ()
    assert roles_to_invite(inviting, own) == expected


def test_elsewhere_a_founder_appoints_only_who_manages() -> None:
    programme = viewer(Kind.PROGRAMME, Role.ADMINISTRATOR)
    assert roles_to_invite(programme, other(Kind.FOCAL_POINT, "XQL")) == (
        Role.ADMINISTRATOR, Role.FOCAL_POINT,
    )
    assert roles_to_invite(programme, other(Kind.PROGRAMME, "")) == ()
