"""Where the work in the registry begins: what waits, and what one may do."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from tutela.pages.request import viewer_of
from tutela.people.engine.roles import Action
from tutela.people.engine.viewer import Viewer
from tutela.registry.store.queries.deciding import waiting


@require_safe
def work(request: HttpRequest) -> HttpResponse:
    """Show what waits for the viewer first, then every way to work."""
    viewer = viewer_of(request)
    viewer.require(Action.READ_REGISTRY)
    return render(request, "registry/work.html", {
        "steps": steps(viewer), "ways": _ways(viewer),
        "may_register": viewer.may(Action.REGISTER),
    })


def steps(viewer: Viewer) -> list[dict[str, str]]:
    """Return what waits for the viewer: words, reason, address and action."""
    counts = waiting(viewer)
    table = (
        ("pairs", "registry:duplicates", _("Decide"), ngettext(
            "{n} pair of records may be the same", "{n} pairs of records may be the same",
            counts["pairs"]), _("Nothing is merged without you.")),
        ("suggestions", "registry:suggestions", _("Decide"), ngettext(
            "{n} suggestion waits for you", "{n} suggestions wait for you",
            counts["suggestions"]), _("Somebody found something wrong or missing.")),
        ("imports", "registry:imports", _("Look"), ngettext(
            "{n} file waits to be kept or discarded", "{n} files wait to be kept or discarded",
            counts["imports"]), _("Nothing of it counts before you decide.")),
        ("topics", "registry:topics", _("Confirm"), ngettext(
            "{n} record names no topic", "{n} records name no topic", counts["topics"]),
         _("Suggestions are ready; records without a topic are hard to find.")),
    )
    return [
        {"words": words.format(n=counts[name]), "why": why, "address": reverse(route),
         "action": action}
        for name, route, action, words, why in table if counts[name]
    ]


def _ways(viewer: Viewer) -> list[dict[str, str]]:
    table = (
        (Action.REGISTER, "registry:add", _("Add an activity"),
         _("By a form. What looks like it is shown before it is saved.")),
        (Action.REGISTER, "registry:imports", _("Imports"),
         _("Take over files: IATI, tables, calendars, JSON.")),
        (Action.SUGGEST, "registry:suggestions", _("Suggestions"),
         _("Say what is wrong or missing, and see what became of it.")),
        (Action.READ_REGISTRY, "registry:materials", _("Materials"),
         _("Curricula, slides and exercises to train with.")),
        (Action.READ_REGISTRY, "registry:experts", _("Experts and trainers"),
         _("People who agreed to be listed.")),
        (Action.READ_REGISTRY, "registry:digest", _("Digest by e-mail"),
         _("Be told what is new for the States and topics you choose.")),
        (Action.REGISTER, "registry:topics", _("Confirm topics"),
         _("For your records that name none.")),
        (Action.CURATE, "registry:duplicates", _("Likely duplicates"),
         _("Pairs to merge or to tell apart; merges can be undone.")),
        (Action.CURATE, "registry:keys", _("Keys for other systems"),
         _("Let them read what is shared.")),
    )
    return [
        {"address": reverse(route), "words": words, "why": why}
        for action, route, words, why in table if viewer.may(action)
    ]
