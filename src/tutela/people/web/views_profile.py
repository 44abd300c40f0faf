"""The viewer's own pages: profile, sessions, and the organisation it acts for."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tutela.foundation.errors import InputRefused, NotFound
from tutela.people.store import operations, queries
from tutela.people.web import acting, forms, presenters
from tutela.people.web.acting import viewer_of
from tutela.people.web.clock import clock


@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: HttpRequest) -> HttpResponse:
    """Show and set name, language and display; list the sessions."""
    viewer = viewer_of(request)
    mine = queries.profile(viewer)
    initial = {"name": mine.name, "language": mine.language, "theme": mine.theme}
    form = forms.ProfileForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            operations.set_profile(viewer=viewer, clock=clock(), **form.cleaned_data)
        except InputRefused as fault:
            forms.refuse(form, fault)
        else:
            request.session[acting.LANGUAGE_TO_SET] = form.cleaned_data["language"]
            messages.success(request, _("Your profile was kept."))
            return redirect("people:profile")
    return render(request, "people/profile.html", {
        "form": form,
        "profile": mine,
        "places": len(queries.current_memberships(viewer.account)),
        "sessions": queries.sessions(viewer),
        "this_session": request.session.get(acting.SIGN_IN_SESSION),
    })


@require_POST
def end_session(request: HttpRequest, key: int) -> HttpResponse:
    """Sign one other browser out."""
    operations.end_session(viewer=viewer_of(request), session=key, clock=clock())
    messages.success(request, _("That session has ended."))
    return redirect("people:profile")


@require_POST
def end_other_sessions(request: HttpRequest) -> HttpResponse:
    """Sign out everywhere but here."""
    keep = request.session.get(acting.SIGN_IN_SESSION) or 0
    n = operations.end_other_sessions(viewer=viewer_of(request), keep=keep, clock=clock())
    said = ngettext("{n} other session has ended.", "{n} other sessions have ended.", n)
    messages.success(request, said.format(n=n))
    return redirect("people:profile")


@require_http_methods(["GET", "HEAD", "POST"])
def places(request: HttpRequest) -> HttpResponse:
    """Choose the organisation to act for."""
    viewer = viewer_of(request)
    if request.method == "POST":
        text = request.POST.get("membership", "")
        if not (text.isascii() and text.isdecimal() and len(text) < 19):  # noqa: PLR2004 - bigint
            raise NotFound
        operations.choose_organisation(viewer=viewer, membership=int(text), clock=clock())
        acting.act_for(request, int(text))
        return redirect(settings.LOGIN_REDIRECT_URL)
    own = queries.current_memberships(viewer.account)
    return render(request, "people/places.html", {
        "places": [presenters.place_row(one, viewer=viewer) for one in own],
    })


@require_safe
def no_place(request: HttpRequest) -> HttpResponse:
    """Tell an account without an organisation what to do."""
    if getattr(request, "viewer", None) is not None:
        return redirect(settings.LOGIN_REDIRECT_URL)
    return render(request, "people/no_place.html")
