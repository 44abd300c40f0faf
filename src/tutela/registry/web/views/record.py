"""One record, and its calendar file."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tutela.pages.request import spoken, viewer_of
from tutela.people.engine.roles import Action
from tutela.registry.engine.exchange.calendar_out import write_calendar
from tutela.registry.store.queries.desk import pairs_of
from tutela.registry.store.queries.records import Shown
from tutela.registry.store.queries.records import record as found_record
from tutela.registry.web.presenters import lines, pairs, recordpage


@require_safe
def record(request: HttpRequest, key: int) -> HttpResponse:
    """Show everything that is known of one activity, and where from."""
    viewer = viewer_of(request)
    shown = found_record(viewer, key)
    if not shown.leads and shown.merge is not None:
        return redirect("registry:record", shown.merge.lead)
    activity = shown.activity
    alike = pairs_of(viewer, key)
    return render(request, "registry/record.html", {
        "shown": shown, "title": lines.titled(activity),
        "summary": lines.worded(activity.summaries),
        "summary_source": recordpage.source(shown.origins.get("summaries")),
        "titles": recordpage.others(activity.titles), "sort": _sort(shown),
        "summaries": recordpage.others(activity.summaries),
        "facts": recordpage.facts(shown), "unstated": recordpage.unstated(shown),
        "members": recordpage.members(shown), "versions": recordpage.versions(shown),
        "alike": [pairs.alike(one, key, viewer=viewer) for one in alike],
        "provider": activity.provider, "dates": lines.dates(activity),
        "place": lines.place(activity), "dated": bool(activity.starts),
        "suggest": reverse("registry:suggest", args=[key]) if viewer.may(Action.SUGGEST) else "",
        "edit": reverse("registry:edit", args=[key]) if shown.may_edit else "",
    })


def _sort(shown: Shown) -> str:
    value = recordpage.value(shown.activity, "sort")
    return str(value["text"])


@require_safe
def calendar_file(request: HttpRequest, key: int) -> HttpResponse:
    """Hand over one activity for a calendar program."""
    shown = found_record(viewer_of(request), key)
    data = write_calendar(
        [shown.activity], name=shown.activity.title(spoken()) or _("Activity"),
        stamp=shown.changed_at, language=spoken(),
    )
    return HttpResponse(data, content_type="text/calendar; charset=utf-8", headers={
        "Content-Disposition": f'attachment; filename="activity-{key}.ics"',
    })
