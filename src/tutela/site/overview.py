"""The overview: what each capability wants its viewer to see first.

A capability takes part by a function ``overview_cards`` in the package ``web``::

    def overview_cards(*, request, viewer) -> list[dict[str, Any]]

Each entry holds ``template`` (drawn with ``card`` set to the entry), ``place`` ("main" or
"side") and whatever the template needs. The first entry with ``head`` (a mapping of eyebrow,
title, lead, and optionally address and action of one button) names the page.
"""

from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tutela.people.engine.viewer import Viewer


def overview(request: HttpRequest) -> HttpResponse:
    """Show the cards of every capability to a signed-in person."""
    viewer: Viewer | None = getattr(request, "viewer", None)
    cards = collect(request=request, viewer=viewer) if viewer else []
    head = next((card["head"] for card in cards if card.get("head")), None)
    return render(request, "overview.html", {
        "head": head,
        "main_cards": [card for card in cards if card.get("place", "main") == "main"],
        "side_cards": [card for card in cards if card.get("place") == "side"],
    })


def collect(*, request: HttpRequest, viewer: Viewer) -> list[dict[str, Any]]:
    """Return the cards of all capabilities, in the order of the menu."""
    cards: list[dict[str, Any]] = []
    for name in settings.CAPABILITIES:
        module = f"tutela.{name}.web.overview"
        if find_spec(f"tutela.{name}.web") and find_spec(module):
            cards += import_module(module).overview_cards(request=request, viewer=viewer)
    return cards
