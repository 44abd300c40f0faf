"""What a file of edits would do to the catalogue, and what is wrong with it."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext as _

from tutela.foundation.errors import Problem
from tutela.planning.store.operations.edits import Change
from tutela.planning.web.presenters.names import Names


def changes(found: Sequence[Change], names: Names) -> list[dict[str, Any]]:
    """Return one row a type: what becomes of it, and which fields differ from now."""
    words = {"added": _("comes in"), "removed": _("is taken out"),
             "restored": _("is as in the catalogue again"), "changed": _("changes")}
    return [{"code": one.type, "name": names.type(one.type), "what": words[one.what],
             "fields": ", ".join(one.fields)} for one in found]


def faults(problems: Iterable[Problem], language: str) -> list[dict[str, str]]:
    """Return one row a problem: type, field, and what to do."""
    return [_fault(one, language) for one in problems]


def _fault(problem: Problem, language: str) -> dict[str, str]:
    _types, _dot, place = problem.place.field.partition("types.")
    kind, _dot, field = place.partition(".")
    return {"type": kind, "field": field, "text": problem.text(language)}
