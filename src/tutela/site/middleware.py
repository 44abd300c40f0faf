"""Around every request: its record, its headers, and a page for each refusal."""

import logging
import secrets
import time
from collections.abc import Callable

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse

from tutela.foundation.errors import TutelaError
from tutela.site import errors

Answer = Callable[[HttpRequest], HttpResponse]

_log = logging.getLogger("tutela.site.requests")
_POLICIES = {
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=(), "
                          "publickey-credentials-get=(self), publickey-credentials-create=(self)",
    "X-Permitted-Cross-Domain-Policies": "none",
    "X-Robots-Tag": "noindex, nofollow",
    # Pages hold what only this reader may see. Static files bring their own, longer rule.
    "Cache-Control": "no-store",
}


def record_request(get_response: Answer) -> Answer:
    """Give the request a number and write one line about it: no address, no query, no person."""

    def answer(request: HttpRequest) -> HttpResponse:
        request.number = secrets.token_hex(8)  # type: ignore[attr-defined]
        start = time.perf_counter()
        response = get_response(request)
        found = request.resolver_match
        if found is None and response.status_code < 400:  # noqa: PLR2004 - a static file
            return response
        _log.info("request", extra={
            "request": request.number,  # type: ignore[attr-defined]
            "method": request.method,
            "route": (found.view_name or found.route) if found else "",
            "status": response.status_code,
            "milliseconds": round((time.perf_counter() - start) * 1000, 1),
        })
        response.headers["X-Request-Number"] = request.number  # type: ignore[attr-defined]
        return response

    return answer


def close_doors(get_response: Answer) -> Answer:
    """Add the headers that Django has no setting for."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        for name, value in _POLICIES.items():
            response.headers.setdefault(name, value)
        return response

    return answer


class AnswerErrors:
    """Turn what Tutela refuses on purpose, and a database that is away, into a page."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, fault: Exception) -> HttpResponse | None:
        """Answer with a page; None lets Django answer 500."""
        if isinstance(fault, TutelaError):
            return errors.refused(request, fault)
        if isinstance(fault, OperationalError):
            _log.error("database away", exc_info=fault,
                       extra={"request": getattr(request, "number", "")})
            return errors.unavailable(request)
        return None
