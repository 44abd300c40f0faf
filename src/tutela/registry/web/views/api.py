"""The interface for other systems: JSON, keys with scopes, no cookies, pages by cursor."""

import base64
import binascii
import json
from collections.abc import Callable
from datetime import UTC, datetime
from functools import wraps
from importlib.resources import files
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from tutela.foundation.errors import NotFound, TutelaError
from tutela.foundation.language import CODES
from tutela.pages.request import clock, today
from tutela.registry.engine.exchange.api_json import activity_json
from tutela.registry.engine.vocabulary import names, vocabulary
from tutela.registry.store.bodies import material_json
from tutela.registry.store.faults import KeyRefused
from tutela.registry.store.operations.keys import use_key
from tutela.registry.store.queries.records import shared_activities, shared_activity
from tutela.registry.store.queries.resources import shared_materials
from tutela.registry.web.asking import asked

SIZE, LARGEST = 100, 500
"""Activities of one page, unless asked otherwise, and at most."""
A_MINUTE = 120
"""Requests of one key in a minute."""
_BEARER = "bearer "
_JSON = "application/json"
_PROBLEM = "application/problem+json"
_TITLES = {
    400: "The request has a parameter that means nothing.",
    401: "A key is missing.", 403: "The key does not allow this.",
    404: "There is no such thing here.", 429: "Too many requests in this minute.",
}
type View = Callable[..., HttpResponse]


class Unfit(TutelaError):  # noqa: N818 - said as a fact, not as an error
    """A parameter has a value that means nothing."""

    code = "registry.api-parameter"
    template = "The parameter “{name}” cannot be “{value}”."


def problem(status: int, detail: str = "", **headers: str) -> HttpResponse:
    """Answer a refusal. Source: RFC 9457 (problem details)."""
    body = {"type": "about:blank", "title": _TITLES[status], "status": status}
    answer = JsonResponse({**body, **({"detail": detail} if detail else {})}, status=status,
                          content_type=_PROBLEM)
    for name, value in headers.items():
        answer[name.replace("_", "-")] = value
    return answer


def keyed(scope: str) -> Callable[[View], View]:
    """Let a view be read with a key that has a scope, so often a minute."""
    def around(view: View) -> View:
        @login_not_required
        @require_safe
        @wraps(view)
        def answer(request: HttpRequest, **arguments: Any) -> HttpResponse:
            given = request.headers.get("Authorization", "")
            if not given.lower().startswith(_BEARER):
                return problem(401, "Send it as “Authorization: Bearer <key>”.",
                               WWW_Authenticate='Bearer realm="registry"')
            try:
                holder = use_key(secret=given[len(_BEARER):].strip(), scope=scope, clock=clock())
            except KeyRefused:
                return problem(403, f"It must be known, still hold, and have the right “{scope}”.",
                               WWW_Authenticate='Bearer realm="registry", error="invalid_token"')
            left = _left(holder.key)
            if left < 0:
                return problem(429, f"A key may ask {A_MINUTE} times a minute.", Retry_After="60")
            try:
                found = view(request, **arguments)
            except NotFound:
                return problem(404)
            except Unfit as fault:
                return problem(400, fault.text())
            found["RateLimit"] = f'"minute";r={left};t=60'
            return found
        return answer
    return around


def _left(key: int) -> int:
    """Count a request, and return how many a key has left in this minute."""
    name = f"registry-api:{key}:{clock().now():%Y%m%d%H%M}"
    cache.add(name, 0, timeout=120)
    try:
        return A_MINUTE - cache.incr(name)
    except ValueError:  # pushed out between the two
        return A_MINUTE - 1


def _json(document: object) -> HttpResponse:
    return HttpResponse(json.dumps(document, ensure_ascii=False), content_type=_JSON)


@keyed("read:activities")
def activities(request: HttpRequest) -> HttpResponse:
    """Return one page of activities in the order of their keys, and where the next one is."""
    wanted = asked(request.GET)
    for name, value in wanted.unknown:
        raise Unfit(name=name, value=value)
    size = _size(request.GET.get("size", ""))
    since = _instant(request.GET.get("changed_since", ""))
    rows = list(shared_activities(
        filters=wanted.filters, since=since, today=today(), most=size + 1,
        after=_after(request.GET.get("cursor", "")),
    ))
    page, more = rows[:size], len(rows) > size
    values = request.GET.copy()
    if more:
        values["cursor"] = _cursor(page[-1][0])
    return _json({
        "activities": [_told(key, activity) for key, activity in page],
        "next": f"{_base()}{request.path}?{values.urlencode()}" if more else None,
    })


@keyed("read:activities")
def activity(_request: HttpRequest, key: int) -> HttpResponse:
    """Return one activity; of merged records the one that is shown."""
    return _json(_told(*shared_activity(key)))


@keyed("read:activities")
def topics(_request: HttpRequest) -> HttpResponse:
    """Return the topics with the needs they serve and their names."""
    return _json({"topics": [
        {"code": code, "indicators": list(served), "names": _named("topics", code)}
        for code, served in vocabulary().topics.items()
    ]})


@keyed("read:activities")
def audiences(_request: HttpRequest) -> HttpResponse:
    """Return the audiences with their names."""
    return _json({"audiences": [
        {"code": code, "names": _named("audiences", code)} for code in vocabulary().audiences
    ]})


@keyed("read:materials")
def materials(_request: HttpRequest) -> HttpResponse:
    """Return the materials that are shared."""
    return _json({"materials": [
        {"id": key, **material_json(one)} for key, one in shared_materials()
    ]})


@login_not_required
@require_safe
def description(_request: HttpRequest) -> HttpResponse:
    """Return what the interface is, as OpenAPI 3.1; it needs no key."""
    text = files("tutela.registry").joinpath("data/openapi.json").read_text("utf-8")
    document = json.loads(text)
    document["servers"] = [{"url": f"{_base()}/registry/api/v1"}]
    answer = _json(document)
    answer["Content-Disposition"] = 'attachment; filename="registry-openapi.json"'
    return answer


def _told(key: int, found: Any) -> dict[str, Any]:
    page = f"{_base()}{reverse('registry:record', args=[key])}"
    return {"id": key, "page": page, **activity_json(found)}


def _named(kind: str, code: str) -> dict[str, str]:
    return {language: getattr(names(language), kind)[code] for language in CODES}


def _base() -> str:
    return str(settings.OPTIONS["address"]).rstrip("/")


def _size(given: str) -> int:
    if not given:
        return SIZE
    if given.isascii() and given.isdigit() and 1 <= int(given[:6]) <= LARGEST:
        return int(given[:6])
    raise Unfit(name="size", value=given)


def _instant(given: str) -> datetime | None:
    if not given:
        return None
    try:
        found = datetime.fromisoformat(given)
    except ValueError:
        raise Unfit(name="changed_since", value=given) from None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _cursor(key: int) -> str:
    return base64.urlsafe_b64encode(f"k{key}".encode()).decode().rstrip("=")


def _after(given: str) -> int:
    if not given:
        return 0
    try:
        text = base64.b64decode(given + "=" * (-len(given) % 4), altchars=b"-_", validate=True)
        if text[:1] == b"k" and text[1:].isdigit() and len(text) < 20:  # noqa: PLR2004 - 64 bits
            return int(text[1:])
    except (binascii.Error, ValueError):
        pass
    raise Unfit(name="cursor", value=given)
