"""Viewer, clock, language and refusals, as a view needs them."""

from datetime import date
from typing import cast

from django.conf import settings
from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest
from django.utils.translation import get_language

from tutela.foundation.clock import Clock, SystemClock
from tutela.foundation.errors import InputRefused, TutelaError
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


def take_problems(form: Form, fault: InputRefused) -> None:
    """Put the problems of a refusal beside the fields they belong to."""
    language = spoken()
    for problem in fault.problems:
        field = problem.place.field
        form.add_error(field if field in form.fields else None, problem.text(language))
    if not fault.problems:
        form.add_error(None, fault.text(language))


def warn(request: HttpRequest, fault: TutelaError) -> None:
    """Say on the next page why something was not done."""
    texts = [one.text(spoken()) for one in getattr(fault, "problems", ())]
    messages.warning(request, " ".join(texts) or fault.text(spoken()), extra_tags="warn")
