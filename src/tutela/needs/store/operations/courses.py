"""Pre-training needs: ask future trainees of a course, and keep what each says."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.db import transaction

from tutela.foundation.clock import Clock, SystemClock
from tutela.foundation.errors import N_, Conflict, InputRefused, NotFound, Place, Problem
from tutela.needs.engine.instrument import current_instrument
from tutela.needs.engine.pretraining import Course, plan_assessment
from tutela.needs.store.models import CourseNeeds, CourseNeedsAnswer, CoursePlace
from tutela.needs.store.models.assessment import key_list
from tutela.needs.store.trail import note
from tutela.people.engine.roles import Action
from tutela.people.engine.viewer import Viewer
from tutela.people.store.queries import organisation


@transaction.atomic
def open_course_needs(
    *,
    viewer: Viewer,
    course: str,
    audience: str,
    country: str,
    indicators: Sequence[str],
    skills: Sequence[str],
    organisations: Sequence[int],
    closes: date,
    clock: Clock = SystemClock(),  # noqa: B008 - stateless and frozen
) -> CourseNeeds:
    """Ask the trainees of some organisations what they need from a planned course.

    Raises:
        NotAllowed: The role runs no courses.
        NotFound: An organisation the viewer may not know of.
        InputRefused: No title or no indicator.
    """
    viewer.require(Action.RUN_COURSE_NEEDS)
    codes = sorted(set(indicators) & set(current_instrument().indicators))
    _require_words(course=course, codes=codes)
    # Refuses a course for which nothing could be asked.
    plan_assessment(Course(
        title=course, audience=audience, indicators=tuple(codes), skills=tuple(skills)
    ))
    wanted = dict.fromkeys([*organisations, viewer.organisation])
    keys = [organisation(viewer, key).key for key in wanted]
    made = CourseNeeds.objects.create(
        owner_id=viewer.organisation, course=course.strip(), audience=audience, country=country,
        indicators=codes, skills=list(skills), asked=key_list(keys),
        closes=closes, created_at=clock.now(),
    )
    CoursePlace.objects.bulk_create(
        CoursePlace(course=made, owner_id=viewer.organisation, organisation_id=key)
        for key in keys
    )
    note(viewer=viewer, action="course.opened", subject=f"course:{made.pk}", clock=clock)
    return made


def _require_words(*, course: str, codes: Sequence[str]) -> None:
    problems = []
    if not course.strip():
        template = N_("Enter the name of the course.")
        problems.append(
            Problem(code="needs.course", template=template, place=Place(field="course"))
        )
    if not codes:
        template = N_("Choose at least one need that the course serves.")
        problems.append(
            Problem(code="needs.indicators", template=template, place=Place(field="indicators"))
        )
    if problems:
        raise InputRefused(problems)


@transaction.atomic
def answer_course_needs(
    *,
    viewer: Viewer,
    course: int,
    values: Mapping[str, object],
    complete: bool,
    clock: Clock = SystemClock(),  # noqa: B008 - stateless and frozen
) -> CourseNeedsAnswer:
    """Keep what the viewer says of the own needs; answering again replaces it.

    Raises:
        NotFound: The viewer's organisation has no place in this course.
        NotAllowed: The role does not answer.
        Conflict: The last day has passed.
    """
    place = (
        CoursePlace.objects.select_related("course")
        .filter(course_id=course, organisation_id=viewer.organisation)
        .first()
    )
    if place is None:
        raise NotFound
    viewer.require(Action.ANSWER_COURSE_NEEDS)
    now = clock.now()
    if now.date() > place.course.closes:
        raise Conflict
    made, _created = CourseNeedsAnswer.objects.update_or_create(
        course_id=course, account_id=viewer.account,
        defaults={
            "owner_id": place.owner_id, "organisation_id": viewer.organisation,
            "values": dict(values), "complete": complete, "updated_at": now,
        },
    )
    note(viewer=viewer, action="course.answered", subject=f"course:{course}", clock=clock)
    return made
