"""Two records side by side: what speaks for one activity and what against it, in plain words."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tutela.foundation.language import language
from tutela.pages.request import spoken
from tutela.registry.engine.merging import FIELDS, origin_of, stands
from tutela.registry.engine.record import Activity
from tutela.registry.web.presenters import values

STRONG, SOME = 4.0, 1.0
"""Weights in bits from which a field speaks strongly, or at all."""
_SHOWN_AS = {
    "title": "titles", "meaning": "titles", "amount": "budget", "provider": "parties",
    "states": "sites",
}


def reasons(
    found: Iterable[Mapping[str, Any]], left: Activity, right: Activity
) -> list[dict[str, str]]:
    """Return one row for each field compared: its name, both values, how alike, what it says.

    Args:
        found: Reasons with field, level, weight, and what left and right show.
        left: Shown first.
        right: Shown second.
    """
    rows = []
    for one in found:
        name, weight = str(one["field"]), float(one["weight"])
        field = _SHOWN_AS.get(name, name)
        # Words and meaning of a title say the same; only the one that counts is shown.
        if name in {"title", "meaning"} and not weight:
            continue
        shown = field in FIELDS
        rows.append({
            "name": values.named(name),
            "left": values.said(left, field) if shown else str(one["left"]),
            "right": values.said(right, field) if shown else str(one["right"]),
            "level": _level(str(one["level"])), "says": _says(weight), "sign": _sign(weight),
        })
    return rows


def _level(level: str) -> str:
    table = {
        "same": _("The same"), "nearly": _("Almost the same"), "close": _("Much alike"),
        "akin": _("Somewhat alike"), "different": _("Different words"), "other": _("Different"),
        "one-sided": _("Only one states it"), "same-day": _("The same day"),
        "same-round-day": _("The same first or last day of a month"),
        "month": _("Within a month"), "year": _("Within a year"), "apart": _("Far apart"),
        "same-number": _("The same amount, currency unknown or different"),
        "near": _("Nearly the same amount"), "one-in-common": _("One in common"),
        "some": _("Some in common"), "none": _("None in common"),
    }
    if level in table:
        return table[level]
    try:
        share = language(spoken()).share(max(0.0, float(level)))
    except ValueError:
        return _("Not compared")
    return _("Alike in meaning: {share}").format(share=share)


def _says(weight: float) -> str:
    if weight >= STRONG:
        return pgettext("evidence for a duplicate", "Speaks strongly for the same activity")
    if weight >= SOME:
        return pgettext("evidence for a duplicate", "Speaks for the same activity")
    if weight > -SOME:
        return pgettext("evidence for a duplicate", "Says little")
    if weight > -STRONG:
        return pgettext("evidence for a duplicate", "Speaks against it")
    return pgettext("evidence for a duplicate", "Speaks strongly against it")


def _sign(weight: float) -> str:
    return "for" if weight >= SOME else "against" if weight <= -SOME else ""


def choices(
    left: Activity, right: Activity, *, keys: tuple[int, int],
    chosen: Mapping[str, str] | None = None,
) -> list[dict[str, Any]]:
    """Return the fields in which two records differ, each with both values and their sources.

    Args:
        left: One record.
        right: The other.
        keys: Their keys.
        chosen: Key of the record whose value was chosen before, by field, as text.
    """
    rows = []
    for name in FIELDS:
        if name in {"parent", "related"} or getattr(left, name) == getattr(right, name):
            continue
        sides = [
            {"key": key, "words": values.said(one, name), "source": source(one, name),
             "stated": stands(one, name)}
            for key, one in zip(keys, (left, right), strict=True)
        ]
        wanted = (chosen or {}).get(name) == str(keys[1])
        first = 1 if wanted or not sides[0]["stated"] else 0
        for number, side in enumerate(sides):
            side["checked"] = number == first
        rows.append({"field": name, "name": values.named(name), "sides": sides})
    return rows


def source(activity: Activity, field: str) -> str:
    """Say where a value comes from."""
    origin = origin_of(activity, field)
    if origin is None:
        return ""
    return _("{source}, read {day}").format(
        source=origin.source, day=language(spoken()).date(origin.read)
    )


def chance(share: float) -> str:
    """Say how likely two records are the same."""
    if share >= 0.97:  # noqa: PLR2004 - words for shares
        return _("Very likely the same")
    if share >= 0.85:  # noqa: PLR2004 - words for shares
        return _("Likely the same")
    return _("Perhaps the same")
