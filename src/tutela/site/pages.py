"""Pages that belong to no capability: help, accessibility, who sees what, and the language."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_safe

from tutela.foundation.clock import SystemClock
from tutela.foundation.language import from_tag, tag
from tutela.people.store import operations

_YEAR = 365 * 24 * 3600


@login_not_required
def show_help(request: HttpRequest) -> HttpResponse:
    """Show how to begin and whom to ask."""
    return render(request, "pages/help.html")


@login_not_required
def show_accessibility(request: HttpRequest) -> HttpResponse:
    """Show the accessibility statement."""
    return render(request, "pages/accessibility.html")


@login_not_required
def show_who_sees_what(request: HttpRequest) -> HttpResponse:
    """Show what each role can see, and what is kept about a person."""
    return render(request, "pages/who_sees_what.html")


def _asked_here(request: HttpRequest) -> bool:
    """Tell whether a page of this site, or the person's own hand, asked for this address."""
    told = request.headers.get("Sec-Fetch-Site")
    if told is not None:
        return told in {"same-origin", "none"}
    # Browsers leave that header out where there is no https; ours then send where they are.
    return urlsplit(request.headers.get("Referer", "")).netloc == request.get_host()


@login_not_required
@require_safe
def choose_language(request: HttpRequest, chosen: str) -> HttpResponse:
    """Keep a language in a cookie and, when signed in, in the profile; then go back.

    A link on another site changes the language of the browser at most, never the profile.
    """
    code = from_tag(chosen)
    if tag(code) != chosen:
        raise Http404
    viewer = getattr(request, "viewer", None)
    if viewer is not None and viewer.language != code and _asked_here(request):
        operations.set_profile(viewer=viewer, language=code, clock=SystemClock())
    back = request.GET.get("next", "/")
    # Only back to a page of this site, never to where a crafted link would lead.
    safe = url_has_allowed_host_and_scheme(back, allowed_hosts=None) and back.startswith("/")
    response = redirect(back if safe else "/")
    response.set_cookie(settings.LANGUAGE_COOKIE_NAME, chosen, max_age=_YEAR, samesite="Lax",
                        secure=settings.SESSION_COOKIE_SECURE, httponly=True)
    return response


@login_not_required
def robots(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """Ask search engines to stay away."""
    return HttpResponse("User-agent: *\nDisallow: /\n", content_type="text/plain")
