"""What surrounds every request: the session's end, the viewer and its wall, the second factor.

Order, top to bottom, as web/settings.py lists it: Django's session, locale, common, CSRF,
authentication and message middleware; allauth's; LoginRequiredMiddleware (every page wants
sign-in unless it says otherwise); SessionEnds; Acting; SecondFactor.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from tutela.foundation.language import tag
from tutela.people.store import operations
from tutela.people.web.acting import LANGUAGE_TO_SET, SIGN_IN_SESSION, find_place
from tutela.people.web.clock import clock
from tutela.people.web.demonstration import is_demonstration
from tutela.people.web.presenters import heading
from tutela.storage.wall import acting_for

Answer = Callable[[HttpRequest], HttpResponse]
_YEAR = 365 * 24 * 3600


class SessionEnds:
    """Sign out a browser whose session is too old, idle, or was ended elsewhere."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Check the session before the page, and set the person's language after sign-in."""
        if request.user.is_authenticated and not self._holds(request):
            logout(request)
            messages.info(request, _("Your session has ended. Sign in again to go on."))
        response = self.get_response(request)
        language = request.session.pop(LANGUAGE_TO_SET, "")
        if language:
            response.set_cookie(
                settings.LANGUAGE_COOKIE_NAME, tag(language), max_age=_YEAR, samesite="Lax",
                secure=settings.SESSION_COOKIE_SECURE, httponly=True,
            )
        return response

    @staticmethod
    def _holds(request: HttpRequest) -> bool:
        if getattr(request.user, "is_demonstration", False) and not is_demonstration():
            return False
        key = request.session.get(SIGN_IN_SESSION)
        return key is not None and operations.keep_session(
            account=int(request.user.pk or 0), session=key, clock=clock(),
            longest=timedelta(hours=settings.OPTIONS["session_hours"]),
            idle=timedelta(minutes=settings.OPTIONS["session_idle_minutes"]),
        )


class Acting:
    """Set ``request.viewer``, and put its wall around the work."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Find the viewer and answer behind its wall."""
        viewer, organisation = find_place(request)
        request.viewer = viewer  # type: ignore[attr-defined]
        request.organisation = (  # type: ignore[attr-defined]
            organisation and heading(organisation)
        )
        with acting_for(viewer.organisation if viewer else None):
            return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], *_: Any
    ) -> HttpResponse | None:
        """Send an account without a place to the page that says so."""
        if not getattr(view, "login_required", True) or getattr(view, "without_place", False):
            return None
        if request.user.is_authenticated and request.viewer is None:  # type: ignore[attr-defined]
            return redirect("people:no-place")
        return None


class SecondFactor:
    """Lead everyone to set up a second factor before anything else, when the option says so."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], *_: Any
    ) -> HttpResponse | None:
        """Redirect to the set-up, unless it is done or this page belongs to it."""
        if not settings.OPTIONS["require_second_factor"] or not request.user.is_authenticated:
            return None
        if not getattr(view, "login_required", True) or getattr(view, "before_factor", False):
            return None
        # Invented people come in by a link on this machine; they have no password to protect.
        if getattr(request.user, "is_demonstration", False) or is_mfa_enabled(request.user):
            return None
        return redirect("mfa_index")
