"""Error pages: what happened, what to do, and a number to quote; never the fault's own words."""

import logging
from dataclasses import dataclass

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from tutela.foundation.errors import TutelaError
from tutela.foundation.language import from_tag
from tutela.site.context import fixed

_log = logging.getLogger("tutela.site.errors")


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What an error page says."""

    title: str | Promise
    text: str | Promise


WORDS: dict[int, Words] = {
    400: Words(
        title=_("The request could not be read"),
        text=_("Go back, load the page again and repeat what you did. "
               "If it happens again, tell your administrator the number below."),
    ),
    403: Words(
        title=_("You may not do this"),
        text=_("Your role does not allow it, or the page stood open too long. "
               "Load the page again; if it is still refused, ask your administrator."),
    ),
    404: Words(
        title=_("There is no such page here"),
        text=_("It may have been removed, its address may be mistyped, or it belongs to an "
               "organisation you do not act for. Begin again from the overview."),
    ),
    409: Words(
        title=_("This cannot be done now"),
        text=_("Load the page again to see how things stand, and repeat what is still needed."),
    ),
    429: Words(
        title=_("Too many attempts"),
        text=_("To protect accounts, this is limited. Wait a few minutes and try again."),
    ),
    500: Words(
        title=_("Something went wrong on our side"),
        text=_("Nothing of what you just sent was kept. Try again in a moment. If it happens "
               "again, tell your administrator the number below and what you were doing."),
    ),
    503: Words(
        title=_("The service is not available at this moment"),
        text=_("What was saved before is safe. Try again in a few minutes."),
    ),
}
_STATUS_OF_EXIT = {3: 400, 4: 404, 5: 403, 6: 409, 7: 500, 8: 500}


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """Answer 400; without the reader's session, which may be what is wrong."""
    return _bare(request, 400)


@login_not_required
def denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 403."""
    return _page(request, 403, exception)


@login_not_required
def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 404."""
    return _page(request, 404, exception)


@login_not_required
def expired_form(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - Django's signature
    """Answer a form whose token does not fit: usually a page that stood open too long."""
    return _page(request, 403, None)


def failed(request: HttpRequest) -> HttpResponse:
    """Answer 500; touches neither database nor session."""
    return _bare(request, 500)


def unavailable(request: HttpRequest) -> HttpResponse:
    """Answer 503; touches neither database nor session."""
    response = _bare(request, 503)
    response.headers["Retry-After"] = "60"
    return response


def refused(request: HttpRequest, fault: TutelaError) -> HttpResponse:
    """Answer an error that Tutela raised on purpose, in its own words."""
    status = _STATUS_OF_EXIT.get(fault.exit_code, 500)
    if status == 500:  # noqa: PLR2004 - the HTTP status itself
        _log.error("refused", exc_info=fault,
                   extra={"code": fault.code, "request": getattr(request, "number", "")})
        return _bare(request, status)
    return _page(request, status, fault)


def _page(request: HttpRequest, status: int, fault: Exception | None) -> HttpResponse:
    words = WORDS[status]
    own = fault.text(from_tag(get_language())) if isinstance(fault, TutelaError) else ""
    return render(request, "error.html", {
        "status": status, "title": words.title, "text": own or words.text,
        "number": getattr(request, "number", ""),
    }, status=status)


def _bare(request: HttpRequest, status: int) -> HttpResponse:
    words = WORDS[status]
    return HttpResponse(render_to_string("error_bare.html", {
        **fixed(), "status": status, "title": words.title, "text": words.text,
        "number": getattr(request, "number", ""),
    }), status=status)
