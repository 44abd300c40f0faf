"""Search: the front page of the registry."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from tutela.pages.request import spoken, today, viewer_of
from tutela.people.engine.roles import Action
from tutela.registry.store.queries.searching import search
from tutela.registry.web.asking import FACETS, Asked, asked
from tutela.registry.web.presenters import facets, lines, words
from tutela.registry.web.presenters.warning import named_state, warning


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show what is found, what else could be chosen, and what to know before planning."""
    viewer, wanted = viewer_of(request), asked(request.GET)
    page = search(
        viewer, filters=wanted.filters, today=today(), order=wanted.order, page=wanted.page
    )
    part = request.headers.get("HX-Request") == "true"
    return render(request, "registry/part_found.html" if part else "registry/home.html", {
        "asked": wanted, "kept": wanted.hidden("q"), "carried": wanted.hidden(*FACETS),
        "total": page.total, "pages": facets.pages(page, wanted),
        "lines": [lines.line(one) for one in page.lines],
        "facets": facets.facets(page, wanted), "chips": facets.chips(page, wanted),
        "orders": [(code, name, code == wanted.order) for code, name in words.orders().items()],
        "warning": warning(viewer, wanted, today=today()),
        "instead": _instead(wanted) if not page.total else None,
        "add": reverse("registry:add") if viewer.may(Action.REGISTER) else "",
        "asks": bool(wanted.filters.words or wanted.filters.chosen()),
    })


def _instead(wanted: Asked) -> dict[str, Any] | None:
    """Offer the State that the words name as a filter, when the words find nothing."""
    code = named_state(wanted.filters.words, spoken())
    if not code or wanted.filters.states:
        return None
    return {"name": words.state(code), "query": wanted.query(words="", states=(code,))}
