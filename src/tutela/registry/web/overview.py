"""What the registry wants its viewer to see first."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from tutela.pages.request import today
from tutela.people.engine.roles import Action
from tutela.people.engine.viewer import Viewer
from tutela.registry.engine.filters import Filters, Order, When
from tutela.registry.store.queries.searching import search
from tutela.registry.web.presenters import lines, words

NAMED = 3
"""Activities that the card names."""


def overview_cards(*, request: HttpRequest, viewer: Viewer) -> list[dict[str, Any]]:  # noqa: ARG001
    """Return what runs or comes next: in the viewer's State, or anywhere for international bodies.

    For roles that no other capability greets, the card can name the page.
    """
    if not viewer.may(Action.READ_REGISTRY):
        return []
    states = (viewer.state,) if viewer.state else ()
    filters = Filters(states=states, when=(When.RUNNING, When.COMING))
    page = search(viewer, filters=filters, today=today(), order=Order.SOONEST, size=NAMED)
    title = _("Training and assistance in {state}").format(state=words.state(viewer.state)) \
        if viewer.state else _("Training and assistance worldwide")
    address = reverse("registry:state", args=[viewer.state]) if viewer.state \
        else reverse("registry:home")
    return [{
        "template": "registry/card_next.html", "place": "main", "total": page.total,
        "lines": [lines.line(one) for one in page.lines], "title": title, "address": address,
        "check": reverse("registry:check"),
        "head": {
            "eyebrow": _("Registry"), "title": title,
            "lead": _("See who trains whom, on what, where and when, before you plan your own."),
            "address": reverse("registry:home"), "action": _("Search the registry"),
        },
    }]
