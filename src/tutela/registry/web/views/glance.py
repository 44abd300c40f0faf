"""Many activities at a glance: the map, and who trains whom on what."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tutela.pages.request import today, viewer_of
from tutela.registry.store.queries import overview
from tutela.registry.store.queries.searching import search
from tutela.registry.web.asking import asked
from tutela.registry.web.presenters import figures
from tutela.registry.web.presenters.narrowing import narrowing


@require_safe
def world_map(request: HttpRequest) -> HttpResponse:
    """Show how many activities each State has."""
    wanted = asked(request.GET)
    found = search(viewer_of(request), filters=wanted.filters, today=today(), size=1)
    counts = found.facets["states"]
    return render(request, "registry/map.html", {
        "maps": figures.world(counts), "rows": figures.state_rows(counts, wanted),
        "invented": figures.without_square(counts), "total": found.total,
        "narrowing": narrowing(wanted, names=("topic", "audience")),
    })


@require_safe
def matrix(request: HttpRequest) -> HttpResponse:
    """Show who trains whom on what."""
    wanted = asked(request.GET)
    found = overview.matrix(viewer_of(request), filters=wanted.filters, today=today())
    return render(request, "registry/matrix.html", {
        "figure": figures.heat_of(found), "rows": figures.matrix_rows(found),
        "total": found.total, "providers": len(found.providers), "most": overview.PROVIDERS,
        "narrowing": narrowing(wanted),
    })
