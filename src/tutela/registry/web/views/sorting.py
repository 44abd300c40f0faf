"""Confirm suggested topics and audiences, many records at a time."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tutela.pages.request import clock, viewer_of
from tutela.registry.engine.record import Activity
from tutela.registry.engine.vocabulary import vocabulary
from tutela.registry.store.operations.sorting import confirm_topics
from tutela.registry.store.queries.deciding import without_topics
from tutela.registry.web.presenters import lines
from tutela.registry.web.presenters.suggested import suggestions
from tutela.registry.web.presenters.words import topics as topic_names

SURE = 0.75
"""Confidence from which a suggestion is ticked already; a person still confirms."""


def topics(request: HttpRequest) -> HttpResponse:
    """Show records without topics with what their titles suggest."""
    viewer = viewer_of(request)
    source = request.GET.get("source", "")[:200]
    found, total = without_topics(viewer, source=source)
    if request.method == "POST":
        chosen = {
            kind: {
                key: [one for one in request.POST.getlist(f"{kind}-{key}") if one in known]
                for key, _activity in found
            }
            for kind, known in (("topics", vocabulary().topics),
                                ("audiences", vocabulary().audiences))
        }
        changed = confirm_topics(
            viewer=viewer, topics=chosen["topics"], audiences=chosen["audiences"],
            why=_("Suggested topics confirmed."), clock=clock(),
        )
        messages.success(request, ngettext(
            "{n} record was changed.", "{n} records were changed.", changed
        ).format(n=changed))
        query = f"?{urlencode({'source': source})}" if source else ""
        return redirect(f"{reverse('registry:topics')}{query}")
    return render(request, "registry/work_topics.html", {
        "rows": [_row(key, activity) for key, activity in found], "total": total,
        "source": source, "every": list(topic_names().items()),
    })


def _row(key: int, activity: Activity) -> dict[str, Any]:
    found = suggestions(activity)
    for kind in ("topics", "audiences"):
        for row in found[kind]:
            row["checked"] = row["share"] >= SURE
    return {
        "key": key, "title": lines.titled(activity), "summary": lines.worded(
            activity.summaries, short=True),
        "address": reverse("registry:record", args=[key]), **found,
    }
