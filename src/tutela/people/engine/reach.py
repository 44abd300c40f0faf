"""How far a viewer reaches beyond its own organisation: whom it sees, founds and appoints.

Source: E/CN.15/2014 assessment, paras 12, 38: a focal point coordinates its State's agencies.
"""

from dataclasses import dataclass

from tutela.people.engine.roles import ROLES_OF, Action, Kind, Role
from tutela.people.engine.viewer import Viewer


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """What others may know of an organisation.

    Attributes:
        key: Its key.
        name: Its name, as given.
        kind: What it is in the programme.
        state: ISO 3166-1 alpha-3, "" for an international body.
    """

    key: int
    name: str
    kind: Kind
    state: str = ""


def may_see(viewer: Viewer, organisation: Organisation) -> bool:
    """Tell whether the viewer may know that an organisation exists."""
    if organisation.key == viewer.organisation:
        return True
    if viewer.kind is Kind.PROGRAMME:
        return viewer.may(Action.MANAGE_PEOPLE) or viewer.may(Action.READ_AGGREGATE)
    if not viewer.state or organisation.state != viewer.state:
        return False
    return Kind.FOCAL_POINT in (viewer.kind, organisation.kind)


def kinds_to_found(viewer: Viewer) -> tuple[Kind, ...]:
    """Return the kinds of organisation the viewer may found, widest first."""
    if not viewer.may(Action.MANAGE_PEOPLE):
        return ()
    if viewer.kind is Kind.PROGRAMME:
        return (Kind.FOCAL_POINT, Kind.AGENCY, Kind.ACADEMY, Kind.PARTNER)
    if viewer.kind is Kind.FOCAL_POINT and viewer.state:
        return (Kind.AGENCY, Kind.ACADEMY)
    return ()


def may_found(viewer: Viewer, *, kind: Kind, state: str) -> bool:
    """Tell whether the viewer may found an organisation of a kind in a State."""
    if kind not in kinds_to_found(viewer):
        return False
    return viewer.kind is Kind.PROGRAMME or state == viewer.state


def roles_to_invite(viewer: Viewer, organisation: Organisation) -> tuple[Role, ...]:
    """Return the roles the viewer may invite people to in an organisation, widest first.

    In its own organisation a manager invites to every role. In one it could have founded it
    appoints those who manage it, and nobody else.
    """
    if not viewer.may(Action.MANAGE_PEOPLE):
        return ()
    roles = ROLES_OF[organisation.kind]
    if organisation.key == viewer.organisation:
        return roles
    if may_found(viewer, kind=organisation.kind, state=organisation.state):
        return tuple(r for r in roles if r in {Role.ADMINISTRATOR, Role.FOCAL_POINT})
    return ()
