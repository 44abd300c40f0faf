"""Which assessments a viewer may see or change. Anything else answers "not found"."""

from collections.abc import Collection

from django.db.models import Q, QuerySet

from tutela.foundation.errors import NotFound
from tutela.needs.engine.instrument import current_instrument
from tutela.needs.store.faults import AssessmentClosed, NotYourPart
from tutela.needs.store.models import Assessment, Participation
from tutela.people.engine.roles import Action
from tutela.people.engine.viewer import Viewer


def visible_assessments(*, viewer: Viewer) -> QuerySet[Assessment]:
    """Return the assessments the viewer's organisation owns or takes part in, newest first."""
    if not (viewer.may(Action.READ_ASSESSMENT) or viewer.may(Action.OPEN_ASSESSMENT)):
        return Assessment.objects.none()
    mine = Q(owner_id=viewer.organisation)
    part = Q(
        pk__in=Participation.objects.filter(organisation_id=viewer.organisation).values(
            "assessment_id"
        )
    )
    return Assessment.objects.filter(mine | part).order_by("-created_at", "-pk")


def visible_assessment(*, viewer: Viewer, key: int) -> Assessment:
    """Return one assessment the viewer may see.

    Raises:
        NotFound: There is none, or it belongs to others.
    """
    found = visible_assessments(viewer=viewer).select_related("owner").filter(pk=key).first()
    if found is None:
        raise NotFound
    return found


def owned_assessment(*, viewer: Viewer, key: int, action: Action) -> Assessment:
    """Return one assessment of the viewer's own organisation, for an action.

    Raises:
        NotFound: There is none, or it belongs to others.
        NotAllowed: The viewer's role may not do this.
    """
    found = visible_assessment(viewer=viewer, key=key)
    if found.owner_id != viewer.organisation:
        raise NotFound
    viewer.require(action)
    return found


def require_open(assessment: Assessment) -> None:
    """Do nothing if the assessment takes answers.

    Raises:
        AssessmentClosed: It does not.
    """
    if assessment.status != "open":
        raise AssessmentClosed


def require_indicator(indicator: str) -> None:
    """Do nothing if the instrument knows the code.

    Raises:
        NotFound: It does not.
    """
    if indicator not in current_instrument().indicators:
        raise NotFound


def assigned(*, viewer: Viewer, assessment: Assessment) -> frozenset[str]:
    """Return the indicators the viewer's organisation may answer in an assessment."""
    part = Participation.objects.filter(
        assessment=assessment, organisation_id=viewer.organisation
    ).first()
    owner = assessment.owner_id == viewer.organisation
    return asked_of(part.indicators if part else None, owner=owner)


def asked_of(part: Collection[str] | None, *, owner: bool) -> frozenset[str]:
    """Return the indicators an organisation may answer.

    Args:
        part: What it was asked, empty for everything; None when it was not asked to take part.
        owner: Whether the assessment is its own.
    """
    every = frozenset(current_instrument().indicators)
    if part:
        return frozenset(part) & every
    return every if owner or part is not None else frozenset()


def answerable(*, viewer: Viewer, key: int, indicator: str) -> Assessment:
    """Return the assessment if the viewer may answer this indicator now.

    Raises:
        NotFound: No such assessment or indicator for this viewer.
        NotAllowed: The role does not answer.
        NotYourPart: The indicator is another agency's.
        AssessmentClosed: It takes no answers any more.
    """
    found = visible_assessment(viewer=viewer, key=key)
    require_indicator(indicator)
    viewer.require(Action.ANSWER)
    if indicator not in assigned(viewer=viewer, assessment=found):
        raise NotYourPart
    require_open(found)
    return found
