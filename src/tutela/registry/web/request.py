"""What every page of the registry takes from its request: viewer, language, clock."""

from datetime import date
from typing import cast

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import get_language

from tutela.foundation.clock import Clock, SystemClock
from tutela.foundation.language import from_tag
from tutela.people.engine.viewer import Viewer


def viewer_of(request: HttpRequest) -> Viewer:
    """Return on whose behalf a request runs; the middleware has seen to it that there is one."""
    return cast("Viewer", request.viewer)  # type: ignore[attr-defined]


def clock() -> Clock:
    """Return ``settings.CLOCK``, or the machine's clock."""
    found: Clock = getattr(settings, "CLOCK", SystemClock())
    return found


def today() -> date:
    """Return the present day, UTC."""
    return clock().now().date()


def spoken() -> str:
    """Return the code of the language of the present page."""
    return from_tag(get_language())


def way_to(name: str, *arguments: object) -> str:
    """Return the address of a page, "" when this installation does not have it."""
    try:
        return reverse(name, args=arguments)
    except NoReverseMatch:
        return ""
