"""One provider, and one State."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from tutela.foundation.errors import NotFound
from tutela.pages.request import today, viewer_of
from tutela.people.engine.states import is_state
from tutela.registry.store.queries import overview
from tutela.registry.store.queries.coverage import coverage
from tutela.registry.web.asking import Asked, asked
from tutela.registry.web.presenters import facets, lines, places, words

_MONTHS = 18


@require_safe
def provider(request: HttpRequest, code: str) -> HttpResponse:
    """Show what one provider does, where and for whom."""
    wanted = asked(request.GET)
    if not Asked().changed(providers=(code,)).filters.providers or not places.is_provider(code):
        raise NotFound
    name, page = overview.provider(viewer_of(request), code, today=today(), page=wanted.page)
    every = Asked().changed(providers=(code,))
    return render(request, "registry/provider.html", {
        "name": name, "total": page.total, "code": code,
        "lines": [lines.line(one) for one in page.lines],
        "pages": {**facets.pages(page, wanted), "query": ""},
        "tables": places.shares(page, ("states", "topics", "audiences", "levels")),
        "query": every.query(),
    })


@require_safe
def state(request: HttpRequest, code: str) -> HttpResponse:
    """Show what takes place in one State, by whom, and what of its needs is covered."""
    if not is_state(code):
        raise NotFound
    viewer, wanted = viewer_of(request), asked(request.GET)
    page = overview.state(viewer, code, today=today(), page=wanted.page)
    covered = coverage(viewer, today=today(), months=_MONTHS, states=(code,))
    every = replace(Asked(), filters=Asked().changed(states=(code,)).filters)
    return render(request, "registry/state.html", {
        "name": words.state(code), "code": code, "total": page.total,
        "lines": [lines.line(one) for one in page.lines],
        "pages": {**facets.pages(page, wanted), "query": ""},
        "tables": places.shares(page, ("providers", "audiences", "levels")),
        "covered": places.covered(covered), "figure": places.heat_of(covered),
        "open": places.uncovered(covered, code), "months": _MONTHS, "query": every.query(),
        "digest": reverse("registry:digest"),
    })
