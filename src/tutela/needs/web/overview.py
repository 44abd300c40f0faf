"""What needs wants its viewer to see first."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from tutela.needs.store.queries.assessments import assessments
from tutela.needs.store.queries.courses import courses
from tutela.needs.web.presenters.assessmentpage import assessment_page
from tutela.needs.web.request import instrument_words
from tutela.pages.request import clock
from tutela.people.engine.roles import Action
from tutela.people.engine.viewer import Viewer


def overview_cards(*, request: HttpRequest, viewer: Viewer) -> list[dict[str, Any]]:  # noqa: ARG001
    """Return the overview of the newest open assessment, or where the role leads instead."""
    if viewer.may(Action.READ_AGGREGATE):
        return [_way(
            _("See which needs States share"),
            _("Each State decides answer by answer what you may read."),
            "needs:shared", _("Open the view"),
        )]
    lines = assessments(viewer)
    if lines:
        newest = next((line for line in lines if line.open), lines[0])
        return [_assessment(viewer, newest.key, title=newest.title)]
    if viewer.may(Action.OPEN_ASSESSMENT):
        return [_way(
            _("Open your first needs assessment"),
            _("It shows what your State has, what it lacks, and how sure that is."),
            "needs:open", _("Open an assessment"),
        )]
    if viewer.may(Action.RUN_COURSE_NEEDS):
        return [_way(
            _("Needs of courses"),
            _("Trainees answer for themselves. You read a summary without names."),
            "needs:courses", _("Go to your courses"),
        )]
    if courses(viewer):
        return [_way(
            _("Your courses wait for your answers"),
            _("Say what you can do today, so that the course teaches the rest."),
            "needs:courses", _("Go to your courses"),
        )]
    return []


def _assessment(viewer: Viewer, key: int, *, title: str) -> dict[str, Any]:
    page = assessment_page(
        viewer, key, words=instrument_words(), today=clock().now().date()
    )
    head = {"eyebrow": title, "title": page["finding"], "lead": page["lead"]}
    if page["found"].own:
        head |= {"address": reverse("needs:result", args=[key]), "action": _("See the result")}
    return {"template": "needs/card_assessment.html", "place": "main", "head": head, **page}


def _way(title: str, lead: str, route: str, action: str) -> dict[str, Any]:
    return {
        "template": "needs/card_empty.html", "place": "main",
        "head": {"eyebrow": _("Needs"), "title": title, "lead": lead, "address": reverse(route),
                 "action": action, "only": True},
    }
