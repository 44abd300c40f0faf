"""Which plans a viewer may see or change. Anything else answers "not found"."""

from django.db.models import QuerySet

from tutela.foundation.errors import NotFound
from tutela.people.engine.roles import Action, Kind
from tutela.people.engine.viewer import Viewer
from tutela.planning.store.models import Plan, PlanVersion


def visible_plans(*, viewer: Viewer) -> QuerySet[Plan]:
    """Return the plans of the viewer's programme body, last changed first."""
    if viewer.kind is not Kind.PROGRAMME or not viewer.may(Action.READ_PLAN):
        return Plan.objects.none()
    rows = Plan.objects.filter(owner_id=viewer.organisation)
    return rows.order_by("-changed_at", "-pk")


def visible_plan(*, viewer: Viewer, key: int) -> Plan:
    """Return one plan the viewer may see.

    Raises:
        NotFound: There is none, or it belongs to others.
    """
    found = visible_plans(viewer=viewer).filter(pk=key).first()
    if found is None:
        raise NotFound
    return found


def owned_plan(*, viewer: Viewer, key: int, action: Action) -> Plan:
    """Return one plan of the viewer's programme body, for an action.

    Raises:
        NotFound: There is none, or it belongs to others.
        NotAllowed: The viewer's role may not do this.
    """
    found = visible_plan(viewer=viewer, key=key)
    viewer.require(action)
    return found


def version_of(*, viewer: Viewer, key: int, number: int) -> PlanVersion:
    """Return one version of a plan the viewer may see.

    Raises:
        NotFound: There is none, or it belongs to others.
    """
    plan = visible_plan(viewer=viewer, key=key)
    found = PlanVersion.objects.filter(plan=plan, number=number).first()
    if found is None:
        raise NotFound
    return found


def require_programme(viewer: Viewer, action: Action) -> None:
    """Do nothing if the viewer acts for the programme body and may do this.

    Raises:
        NotFound: Another organisation.
        NotAllowed: The role does not allow it.
    """
    if viewer.kind is not Kind.PROGRAMME:
        raise NotFound
    viewer.require(action)
