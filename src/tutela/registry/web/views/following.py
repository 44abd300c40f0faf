"""Digests by e-mail, and keys for other systems."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from tutela.foundation.errors import InputRefused, NotFound
from tutela.pages.request import clock, spoken, today, viewer_of
from tutela.people.engine.roles import Action
from tutela.registry.store.operations import keys as keywork
from tutela.registry.store.operations import watching
from tutela.registry.store.queries import desk
from tutela.registry.store.queries.deciding import digest_preview
from tutela.registry.store.queries.desk import Watching
from tutela.registry.web.forms.following import FREQUENCIES, SCOPES, KeyForm, WatchForm
from tutela.registry.web.presenters import lines, words


def watch(request: HttpRequest) -> HttpResponse:
    """List what the viewer is told about; a POST adds to it."""
    viewer = viewer_of(request)
    viewer.require(Action.READ_REGISTRY)
    form = WatchForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        watching.watch(viewer=viewer, clock=clock(), **form.cleaned_data)
        messages.success(request, _("You will be told by e-mail. The first digest covers what is "
                                    "new from now on."))
        return redirect("registry:digest")
    return render(request, "registry/work_watch.html", {
        "rows": [_line(one) for one in desk.watches(viewer)], "form": form,
    })


def _line(one: Watching) -> dict[str, object]:
    topics = words.topics()
    return {
        "key": one.key, "often": FREQUENCIES[one.frequency],
        "states": lines.listed([words.state(code) for code in one.states]) or _("All States"),
        "topics": lines.listed([topics.get(code, code) for code in one.topics])
        or _("All topics"),
    }


@require_safe
def preview(request: HttpRequest, key: int) -> HttpResponse:
    """Show what the digest would say if it were sent now."""
    viewer = viewer_of(request)
    found = next((one for one in desk.watches(viewer) if one.key == key), None)
    if found is None:
        raise NotFound
    return render(request, "registry/work_digest.html", {
        "text": digest_preview(viewer, key, clock=clock()), **_line(found),
    })


@require_POST
def unwatch(request: HttpRequest, key: int) -> HttpResponse:
    """End a digest."""
    watching.unwatch(viewer=viewer_of(request), key=key, clock=clock())
    messages.success(request, _("You are not told about this any more."))
    return redirect("registry:digest")


@never_cache
def keys(request: HttpRequest) -> HttpResponse:
    """List the keys of other systems; a POST issues one and shows it this once."""
    viewer = viewer_of(request)
    viewer.require(Action.CURATE)
    form, issued = KeyForm(request.POST or None, today=today()), ""
    if request.method == "POST" and form.is_valid():
        try:
            issued = keywork.issue_key(viewer=viewer, clock=clock(), **form.cleaned_data).secret
        except InputRefused as fault:
            form.add_error(None, " ".join(one.text(spoken()) for one in fault.problems))
        else:
            form = KeyForm(today=today())
    now = clock().now()
    return render(request, "registry/work_keys.html", {
        "rows": [
            {"one": one, "scopes": [SCOPES.get(code, code) for code in one.scopes],
             "ended": one.expires_at <= now, "holds": not one.revoked_at and one.expires_at > now}
            for one in desk.keys(viewer)
        ],
        "form": form, "issued": issued, "api": reverse("registry:takeaway"),
    })


@require_POST
def revoke(request: HttpRequest, key: int) -> HttpResponse:
    """End a key now."""
    keywork.revoke_key(viewer=viewer_of(request), key=key, clock=clock())
    messages.success(request, _("The key is ended. It opens nothing any more."))
    return redirect("registry:keys")
