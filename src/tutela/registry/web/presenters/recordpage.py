"""One record: every field with the source and the day of reading."""

from collections.abc import Callable, Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from tutela.foundation.language import language
from tutela.pages.request import spoken
from tutela.registry.engine.merging import changed_fields
from tutela.registry.engine.record import Activity, Origin
from tutela.registry.store.queries.records import Shown
from tutela.registry.web.presenters import lines, words

_HEADED = {"titles", "summaries", "parent", "related"}
"""Fields that stand elsewhere on the page."""


def facts(shown: Shown) -> list[dict[str, Any]]:
    """Return the stated fields: name, value, source; those not stated are listed apart."""
    return [
        {"name": name, "source": source(shown.origins.get(field)), **value(shown.activity, field)}
        for field, name in words.fields().items()
        if field in shown.origins and field not in _HEADED
    ]


def unstated(shown: Shown) -> str:
    """List the fields that nobody states."""
    skipped = {"parent", "related", "indicators", "attendance", "evaluation", *shown.origins}
    return lines.listed([name for field, name in words.fields().items() if field not in skipped])


def source(origin: Origin | None) -> dict[str, Any]:
    """Return what stands under a field: where it was read, and when."""
    if origin is None:
        return {}
    public = origin.address.startswith(("https://", "http://"))
    return {
        "name": words.apart(origin.source), "read": origin.read,
        "link": origin.address if public else "", "place": "" if public else origin.address,
    }


def value(activity: Activity, field: str) -> dict[str, Any]:
    """Return a field's value in words: one text, or a list of items."""
    if field in _TEXTS:
        return {"text": _TEXTS[field](activity)}
    if field in _LISTS:
        return {"parts": _LISTS[field](activity)}
    found = getattr(activity, field)
    if field == "url":
        return {"link": found} if found.startswith(("https://", "http://")) else {"text": found}
    return {"text": str(found)}


def _day(name: str) -> Callable[[Activity], str]:
    return lambda activity: language(spoken()).date(getattr(activity, name))


def _number(name: str) -> Callable[[Activity], str]:
    return lambda activity: language(spoken()).number(getattr(activity, name))


def _choice(name: str, table: Callable[[], Mapping[str, str]]) -> Callable[[Activity], str]:
    return lambda activity: table()[getattr(activity, name)]


def _budget(activity: Activity) -> str:
    amount = activity.budget or 0
    places = 0 if amount == int(amount) else 2
    return _("{currency} {amount}").format(
        currency=activity.currency, amount=language(spoken()).number(float(amount), places)
    ).strip()


def _sites(activity: Activity) -> list[dict[str, Any]]:
    found = []
    for site in activity.sites:
        state = words.state(site.state)
        text = _("{town}, {state}").format(town=site.town, state=state) \
            if site.town and state else site.town or state
        where = "" if site.latitude is None or site.longitude is None else _(
            "latitude {latitude}, longitude {longitude}"
        ).format(latitude=f"{site.latitude:.4f}", longitude=f"{site.longitude:.4f}")
        found.append({
            "text": text, "note": where,
            "address": reverse("registry:state", args=[site.state]) if site.state else "",
        })
    return found


def _parties(activity: Activity) -> list[dict[str, Any]]:
    roles = words.roles()
    return [
        {"text": party.name, "note": roles[party.role], "code": party.identifier,
         "address": lines.provider_address(party.name) if party.name == activity.provider else ""}
        for party in activity.parties
    ]


def _coded(
    name: str, facet: str, table: Callable[[], Mapping[str, str]]
) -> Callable[[Activity], list[dict[str, Any]]]:
    def items(activity: Activity) -> list[dict[str, Any]]:
        known, home = table(), reverse("registry:home")
        return [
            {"text": known.get(code, code),
             "address": f"{home}?{facet}={code}" if facet and code in known else ""}
            for code in getattr(activity, name)
        ]
    return items


_TEXTS: Mapping[str, Callable[[Activity], str]] = {
    "sort": _choice("sort", words.sorts), "status": _choice("status", words.statuses),
    "presence": _choice("presence", words.presences),
    "proficiency": _choice("proficiency", words.levels),
    "cost_band": _choice("cost_band", words.cost_bands), "starts": _day("starts"),
    "ends": _day("ends"), "seats": _number("seats"), "attendance": _number("attendance"),
    "budget": _budget,
}
_LISTS: Mapping[str, Callable[[Activity], list[dict[str, Any]]]] = {
    "sites": _sites, "parties": _parties, "topics": _coded("topics", "topic", words.topics),
    "audiences": _coded("audiences", "audience", words.audiences),
    "languages": _coded("languages", "language", words.languages),
    "indicators": _coded("indicators", "", dict),
}


def others(texts: Mapping[str, str]) -> list[dict[str, str]]:
    """Return a text in its other languages, each with its tag."""
    shown = lines.worded(texts)
    return [
        {"tag": "" if code == "und" else code, "text": text,
         "name": words.languages().get(code, code)}
        for code, text in texts.items() if text and text != shown.get("text")
    ]


def members(shown: Shown) -> list[dict[str, Any]]:
    """Return the records that people found to be the same."""
    return [
        {"key": one.key, "title": lines.titled(one.activity), "source": words.apart(one.source),
         "provider": one.activity.provider, "dates": lines.dates(one.activity),
         "identifier": one.activity.identifier,
         "leads": bool(shown.merge and shown.merge.lead == one.key)}
        for one in shown.members
    ]


def versions(shown: Shown) -> list[dict[str, Any]]:
    """Return what was changed, latest first: when, why and which fields."""
    named, after, found = words.fields(), shown.told, []
    for one in shown.versions:
        changed = [named[field] for field in changed_fields(one.activity, after) if field in named]
        found.append({"number": one.number, "began": one.changed_at, "why": one.why,
                      "changed": lines.listed(changed)})
        after = one.activity
    return found
