"""Records that may be the same: the queue, two side by side, what was merged, and undo."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tutela.foundation.errors import Conflict, NotFound
from tutela.pages.request import clock, spoken, viewer_of, warn
from tutela.people.engine.viewer import Viewer
from tutela.registry.engine.merging import FIELDS
from tutela.registry.store.operations import merging
from tutela.registry.store.queries.deciding import merge_of, merges
from tutela.registry.store.queries.desk import Pair, candidate, candidates
from tutela.registry.store.queries.searching import Line
from tutela.registry.web.presenters import lines, weighing

SUREST = 0.99
"""Largest chance that is shown: no comparison is certain."""


@require_safe
def duplicates(request: HttpRequest) -> HttpResponse:
    """List pairs that may be the same, likeliest first."""
    viewer = viewer_of(request)
    rows = [
        {"key": pair.key, "chance": weighing.chance(pair.score), "left": _side(pair.left),
         "right": _side(pair.right)}
        for pair in candidates(viewer)
    ]
    return render(request, "registry/work_duplicates.html", {
        "rows": rows, "merged": len(merges(viewer)),
    })


def _side(line: Line) -> dict[str, object]:
    activity = line.activity
    return {
        "key": line.key, "title": lines.titled(activity), "provider": activity.provider,
        "dates": lines.dates(activity), "place": lines.place(activity), "source": line.source,
        "address": reverse("registry:record", args=[line.key]),
    }


@require_safe
def pair(request: HttpRequest, key: int) -> HttpResponse:
    """Show two records side by side, with what speaks for and against one activity."""
    return _pair_page(request, candidate(viewer_of(request), key))


def _pair_page(request: HttpRequest, found: Pair, *, missing: bool = False,
               fault: str = "") -> HttpResponse:
    viewer = viewer_of(request)
    left, right = found.left, found.right
    return render(request, "registry/work_pair.html", {
        "pair": found, "chance": weighing.chance(found.score), "share": min(found.score, SUREST),
        "left": _side(left), "right": _side(right),
        "rows": weighing.reasons(found.reasons, left.activity, right.activity),
        "choices": weighing.choices(
            left.activity, right.activity, keys=(left.key, right.key),
            chosen={name: request.POST.get(f"field-{name}", "") for name in FIELDS},
        ),
        "second_leads": request.POST.get("lead") == str(right.key),
        "later": _following(viewer, found.key), "open": found.state == "open",
        "missing": missing, "fault": fault,
    })


def _following(viewer: Viewer, key: int) -> int:
    """Return the pair after this one in the queue, 0 at its end."""
    keys = [one.key for one in candidates(viewer)]
    after = keys[keys.index(key) + 1:] if key in keys else keys
    return after[0] if after else 0


def _go_on(after: int) -> HttpResponse:
    return redirect("registry:pair", after) if after else redirect("registry:duplicates")


@require_POST
def decide(request: HttpRequest, key: int) -> HttpResponse:
    """Merge two records, or say that they are different; then the next pair."""
    viewer = viewer_of(request)
    found = candidate(viewer, key)
    why = request.POST.get("why", "").strip()
    if not why:
        return _pair_page(request, found, missing=True)
    after = _following(viewer, key)
    keys = found.left.key, found.right.key
    try:
        if request.POST.get("decision") == "same":
            _merge(request, found, why=why)
            messages.success(request, _("The records are shown as one. You can undo it under "
                                        "Merged records."))
        else:
            merging.mark_different(
                viewer=viewer, left=keys[0], right=keys[1], why=why, clock=clock()
            )
            messages.success(request, _("Kept apart. Nobody is asked about these two again."))
    except Conflict as fault:
        return _pair_page(request, found, fault=fault.text(spoken()))
    return _go_on(after)


def _merge(request: HttpRequest, found: Pair, *, why: str) -> None:
    keys = {str(found.left.key): found.left.key, str(found.right.key): found.right.key}
    chosen = {
        name: keys[value] for name in FIELDS
        if (value := request.POST.get(f"field-{name}", "")) in keys
    }
    lead = keys.get(request.POST.get("lead", ""), found.left.key)
    merging.merge(
        viewer=viewer_of(request), members=list(keys.values()), lead=lead, chosen=chosen,
        why=why, clock=clock(),
    )


@require_safe
def merged(request: HttpRequest) -> HttpResponse:
    """List what was merged, with a way back."""
    rows = [
        {"one": one, "address": reverse("registry:record", args=[one.lead])}
        for one in merges(viewer_of(request))
    ]
    return render(request, "registry/work_merged.html", {"rows": rows})


def undo(request: HttpRequest, key: int) -> HttpResponse:
    """Show the records of a merge one by one again."""
    viewer = viewer_of(request)
    found = merge_of(viewer, key)
    why = request.POST.get("why", "").strip()
    if request.method == "POST" and why:
        try:
            merging.undo_merge(viewer=viewer, cluster=key, why=why, clock=clock())
        except Conflict as fault:
            warn(request, fault)
        else:
            messages.success(request, _("The records are shown one by one again."))
        return redirect("registry:merged")
    if found.undone_at:
        raise NotFound
    missing = request.method == "POST"
    return render(request, "registry/work_undo.html", {
        "one": found, "missing": missing,
        "titles": [
            (reverse("registry:record", args=[member]), title)
            for member, title in found.titles.items()
        ],
    })


