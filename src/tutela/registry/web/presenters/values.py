"""What a field of an activity says, in words."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from tutela.foundation.language import language
from tutela.pages.request import spoken
from tutela.registry.engine.record import Activity, Party, Site
from tutela.registry.store.bodies import activity_from_json
from tutela.registry.web.presenters import lines, words

_TABLES = {
    "sort": words.sorts, "status": words.statuses, "presence": words.presences,
    "proficiency": words.levels, "cost_band": words.cost_bands,
}
_CODED = {"topics": words.topics, "audiences": words.audiences, "languages": words.languages}


def areas() -> Mapping[str, str]:
    """Name the need areas, by letter."""
    return {
        "A": _("Identification of offences"), "B": _("Investigation and electronic evidence"),
        "C": _("International cooperation"), "D": _("Victims and witnesses"),
        "E": _("Awareness and reporting"), "F": _("Policy and coordination"),
        "G": _("Training and staff care"),
    }


def said(activity: Activity, field: str) -> str:
    """Say the value of a field, "" when it states nothing."""
    value = getattr(activity, field)
    if value in (None, "", (), {}):
        return ""
    if field in _TABLES:
        return _TABLES[field]().get(value, str(value))
    if field in _CODED:
        named = _CODED[field]()
        return lines.listed([named.get(code, code) for code in value])
    return _plain(activity, field, value)


def _plain(activity: Activity, field: str, value: Any) -> str:
    tongue = language(spoken())
    budget = f"{tongue.number(float(value))} {activity.currency}" if field == "budget" else ""
    ways: Mapping[str, Callable[[], str]] = {
        "titles": lambda: _(" / ").join(value.values()),
        "summaries": lambda: _(" / ").join(value.values()),
        "starts": lambda: tongue.date(value), "ends": lambda: tongue.date(value),
        "sites": lambda: lines.listed([_site(one) for one in value]),
        "parties": lambda: lines.listed([_party(one) for one in value]),
        "budget": budget.strip,
        "seats": lambda: tongue.number(value), "attendance": lambda: tongue.number(value),
    }
    if field in ways:
        return ways[field]()
    return lines.listed([str(one) for one in value]) if isinstance(value, tuple) else str(value)


def _site(one: Site) -> str:
    if one.town and one.state:
        return _("{town}, {state}").format(town=one.town, state=words.state(one.state))
    return one.town or words.state(one.state)


def _party(one: Party) -> str:
    return _("{name} ({role})").format(name=one.name, role=words.roles()[one.role])


def said_json(field: str, value: Any) -> str:
    """Say a value as ``activity_json`` writes it."""
    if value is None:
        return ""
    body = {"identifier": "", "titles": {}, field: value}
    try:
        return said(activity_from_json(body), field)
    except (TypeError, ValueError, KeyError, AttributeError):
        return str(value)


def named(field: str) -> str:
    """Name a field, also those that only comparisons know."""
    more = {
        "title": _("Title"), "meaning": _("Meaning of the title"), "identifier": _("Numbers"),
        "amount": _("Budget"), "provider": _("Provider"), "states": _("State"),
        "component": _("Component"), "edition": _("Edition or phase"),
        "number": _("Numbers in the title"), "currency": _("Currency"),
    }
    return words.fields().get(field) or more.get(field, field)
