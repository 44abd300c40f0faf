"""Why two records may be the same, in words."""

from typing import Any

from django.utils.translation import gettext as _

from tutela.foundation.language import language
from tutela.registry.store.queries.desk import Pair
from tutela.registry.web.presenters import lines, words
from tutela.registry.web.request import spoken, way_to

_STRONG = 3.0
"""Bits from which a reason counts as strong."""


def alike(pair: Pair, key: int) -> dict[str, Any]:
    """Return the other record of a pair, how likely they are the same, and the reasons."""
    other = pair.right if pair.left.key == key else pair.left
    flipped = pair.left.key != key
    return {
        **lines.line(other), "chance": language(spoken()).share(pair.score),
        "reasons": [_reason(one, flipped=flipped) for one in pair.reasons],
        "decide": way_to("registry:pair", pair.key),
    }


def _reason(one: Any, *, flipped: bool) -> dict[str, Any]:
    mine, theirs = str(one.get("left", "")), str(one.get("right", ""))
    weight = float(one.get("weight", 0) or 0)
    return {
        "field": words.fields().get(str(one.get("field", "")), str(one.get("field", ""))),
        "mine": theirs if flipped else mine, "theirs": mine if flipped else theirs,
        "says": _says(weight),
    }


def _says(weight: float) -> str:
    if weight >= _STRONG:
        return _("speaks strongly for it")
    if weight > 0:
        return _("speaks for it")
    return _("speaks against it") if weight < 0 else _("says nothing")
