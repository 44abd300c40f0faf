"""The result of one assessment."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tutela.needs.engine.comparison import MINIMUM_GROUP
from tutela.needs.store.queries.assessments import owned_sheet
from tutela.needs.store.queries.results import compared, earlier_result, result_of
from tutela.needs.web.presenters import result as shape
from tutela.needs.web.presenters.facts import electricity_map, facts_about
from tutela.needs.web.request import instrument_words
from tutela.pages.request import clock, viewer_of
from tutela.people.engine.roles import Action


@require_safe
def result(request: HttpRequest, key: int) -> HttpResponse:
    """Show the largest gaps, how sure they are, and what they are compared with."""
    viewer, words, today = viewer_of(request), instrument_words(), clock().now().date()
    found = owned_sheet(viewer, key)
    scored = result_of(found, as_of=today)
    comparison = compared(viewer, scored, region=found.region, as_of=today)
    earlier = earlier_result(viewer, found, as_of=today)
    return render(request, "needs/result.html", {
        "found": found, "result": scored, "finding": shape.finding(scored, words),
        "lead": shape.lead(scored), "minimum": MINIMUM_GROUP,
        "figure": shape.gap_figure(scored, words, comparison=comparison)
        if scored.ranking else None,
        "priorities": shape.priorities(scored, words, key=key),
        "first": shape.answer_first(scored, words, key=key),
        "compared": shape.compared(scored, comparison, earlier, language=words.language),
        "facts": facts_about(found.state, words.language, region=found.region),
        "world": electricity_map(words.language, state=found.state),
        "may_disclose": viewer.may(Action.DISCLOSE),
    })
