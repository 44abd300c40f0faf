"""Pre-training needs assessments: those to run, those to answer, and their answers."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from tutela.foundation.errors import NotFound
from tutela.needs.engine.context import facts
from tutela.needs.engine.pretraining import (
    Course,
    Plan,
    Response,
    Summary,
    plan_assessment,
    summarise,
)
from tutela.needs.store.models import CourseNeeds, CourseNeedsAnswer
from tutela.people.engine.roles import Action
from tutela.people.engine.viewer import Viewer


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseLine:
    """One pre-training needs assessment."""

    key: int
    course: str
    audience: str
    country: str
    indicators: tuple[str, ...]
    skills: tuple[str, ...]
    closes: date
    own: bool
    complete: int


def _line(row: CourseNeeds, viewer: Viewer, complete: int) -> CourseLine:
    return CourseLine(
        key=row.pk, course=row.course, audience=row.audience, country=row.country,
        indicators=tuple(row.indicators), skills=tuple(row.skills), closes=row.closes,
        own=row.owner_id == viewer.organisation and viewer.may(Action.RUN_COURSE_NEEDS),
        complete=complete,
    )


def _visible(viewer: Viewer) -> Q:
    if viewer.may(Action.RUN_COURSE_NEEDS):
        return Q(owner_id=viewer.organisation)
    if viewer.may(Action.ANSWER_COURSE_NEEDS):
        return Q(places__organisation_id=viewer.organisation)
    return Q(pk=None)


def courses(viewer: Viewer) -> list[CourseLine]:
    """List the assessments the viewer runs, or is asked to answer, newest first."""
    rows = (
        CourseNeeds.objects.filter(_visible(viewer))
        .annotate(given=Count("answers", filter=Q(answers__complete=True), distinct=True))
        .order_by("-created_at", "-pk")
    )
    return [_line(row, viewer, row.given) for row in rows]


def course(viewer: Viewer, key: int) -> CourseLine:
    """Read one assessment the viewer runs or is asked to answer.

    Raises:
        NotFound: There is none for this viewer.
    """
    row = CourseNeeds.objects.filter(_visible(viewer), pk=key).first()
    if row is None:
        raise NotFound
    given = CourseNeedsAnswer.objects.filter(course=row, complete=True).count()
    return _line(row, viewer, given)


def own_values(viewer: Viewer, key: int) -> Mapping[str, object]:
    """Return what the viewer answered so far, {} for nothing."""
    row = CourseNeedsAnswer.objects.filter(course_id=key, account_id=viewer.account).first()
    return dict(row.values) if row else {}


def plan_of(line: CourseLine) -> Plan:
    """Return what the trainees of a course are asked, tailored by facts about the State."""
    course = Course(
        title=line.course, audience=line.audience, indicators=line.indicators, skills=line.skills
    )
    return plan_assessment(course, facts=facts(line.country))


def summary_of(viewer: Viewer, key: int) -> tuple[Plan, Summary]:
    """Sum up the complete answers without names, for who runs the assessment.

    Raises:
        NotFound: The viewer does not run it.
    """
    line = course(viewer, key)
    if not line.own:
        raise NotFound
    rows = (
        CourseNeedsAnswer.objects.filter(course_id=key, complete=True)
        .select_related("organisation")
        .order_by("pk")
    )
    plan = plan_of(line)
    return plan, summarise(plan, [_response(row) for row in rows])


def _response(row: CourseNeedsAnswer) -> Response:
    return Response(
        group=row.organisation.name, ratings=row.values.get("ratings", {}),
        choices=row.values.get("choices", {}), remarks=row.values.get("remarks", {}),
    )
