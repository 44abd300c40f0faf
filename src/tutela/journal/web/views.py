"""The journal of the viewer's organisation, latest first."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tutela.foundation.errors import NotAllowed
from tutela.journal.store import queries
from tutela.journal.web import presenters
from tutela.journal.web.forms import FilterForm

_ROWS = 50
_READ_JOURNAL = "read-journal"  # people.engine.roles.Action.READ_JOURNAL, a package above this one


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """List entries, filtered by action and day, with the head to print."""
    viewer: Any = getattr(request, "viewer", None)
    if viewer is None:
        raise Http404
    if not viewer.may(_READ_JOURNAL):
        raise NotAllowed
    form = FilterForm(request.GET, actions=queries.actions(organisation=viewer.organisation))
    found = queries.entries(organisation=viewer.organisation, **form.chosen())
    paginator = Paginator(found, _ROWS)
    page: Any = paginator.get_page(request.GET.get("page"))
    page.elided = list(paginator.get_elided_page_range(page.number))
    query = request.GET.copy()
    query.pop("page", None)
    return render(request, "journal/home.html", {
        "form": form,
        "page": page,
        "rows": presenters.rows_of(page.object_list),
        "query": query.urlencode(),
        "head": queries.head(organisation=viewer.organisation),
    })
