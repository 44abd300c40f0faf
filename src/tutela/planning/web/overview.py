"""What planning wants its viewer to see first."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tutela.people.engine.roles import Action, Kind
from tutela.people.engine.viewer import Viewer
from tutela.planning.store.queries.plans import plans
from tutela.planning.store.queries.states import own_request, own_sheets


def overview_cards(*, request: HttpRequest, viewer: Viewer) -> list[dict[str, Any]]:  # noqa: ARG001
    """Return one card under the others: plans for the programme, sheets for a State."""
    if not viewer.may(Action.READ_PLAN):
        return []
    if viewer.kind is Kind.PROGRAMME:
        return [_programme(viewer)]
    if viewer.kind is Kind.FOCAL_POINT:
        return [_state(viewer)]
    return []


def _programme(viewer: Viewer) -> dict[str, Any]:
    lines = plans(viewer)
    waiting = [one for one in lines if one.version and one.version.status == "sent"]
    rows = [
        {"words": one.title, "address": reverse("planning:plan", args=[one.key])}
        for one in lines[:3]
    ]
    if waiting and viewer.may(Action.APPROVE_PLAN):
        text = ngettext("{n} plan waits for your decision.", "{n} plans wait for your decision.",
                        len(waiting)).format(n=len(waiting))
    elif lines:
        text = ngettext("{n} plan.", "{n} plans.", len(lines)).format(n=len(lines))
    else:
        text = _("No plan yet.")
    return _card(text, rows)


def _state(viewer: Viewer) -> dict[str, Any]:
    sheets = [one for one in own_sheets(viewer) if not one.replaced]
    rows = [
        {"words": one.title, "address": reverse("planning:sheet", args=[one.key])}
        for one in sheets[:3]
    ]
    if sheets:
        return _card(_("The programme has approved plans for your State."), rows)
    if own_request(viewer) is None:
        return _card(_("The programme plans for States that ask. Yours has not asked yet."), rows)
    return _card(_("No plan is approved for your State yet."), rows)


def _card(text: str, rows: list[dict[str, str]]) -> dict[str, Any]:
    return {"template": "planning/card_plans.html", "place": "main", "text": text, "rows": rows}
