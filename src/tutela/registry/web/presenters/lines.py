"""One result as a list shows it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tutela.foundation.language import CODES, language
from tutela.foundation.language import tag as tag_of
from tutela.pages.request import spoken
from tutela.registry.engine.codes import provider_code
from tutela.registry.engine.record import Activity, Presence
from tutela.registry.store.queries.searching import Line
from tutela.registry.web.presenters import words

SUMMARY = 220
"""Characters of a description that a list shows."""
_MOST_STATES = 4
_MOST_AUDIENCES = 4
_YEAR_FIRST = "zh"
"""Where a day cannot stand without its month before it."""


def line(one: Line) -> dict[str, Any]:
    """Return what the list says of one result."""
    activity = one.activity
    return {
        "key": one.key, "address": reverse("registry:record", args=[one.key]),
        "title": titled(activity), "summary": worded(activity.summaries, short=True),
        "provider": activity.provider, "provider_address": provider_address(activity.provider),
        "dates": dates(activity), "place": place(activity), "people": people(activity),
        "languages": spoken_in(activity.languages), "sort": words.sorts()[activity.sort],
        "status": words.statuses()[activity.status] if activity.status else "",
        "source": words.apart(one.source), "read": read_on(activity), "questioned": one.questioned,
        "members": one.members, "own": one.visibility == "own",
    }


def titled(activity: Activity) -> dict[str, str]:
    """Return the title with its language."""
    return worded(activity.titles) or {"text": _("Without a title"), "tag": ""}


def worded(texts: Mapping[str, str], *, short: bool = False) -> dict[str, str]:
    """Return a text in the page's language, else English, else any, with the tag of a foreign one.

    Returns:
        "text" and "tag", the latter "" when the text is in the page's language or nobody knows.
    """
    here = spoken()
    code = next((one for one in (here, "en") if texts.get(one)), next(iter(texts), ""))
    if not code:
        return {}
    text = texts[code]
    foreign = code not in {here, "und"}
    known = tag_of(code) if code in CODES else code
    return {
        "text": Truncator(text).chars(SUMMARY) if short else text,
        "tag": known if foreign else "",
    }


def provider_address(name: str) -> str:
    """Return where a provider's page is, "" without a provider."""
    code = provider_code(name)
    return reverse("registry:provider", args=[code]) if code else ""


def dates(activity: Activity) -> str:
    """Say when an activity takes place."""
    return span(activity.starts, activity.ends)


def span(first: date | None, last: date | None) -> str:
    """Say a first and a last day."""
    tongue = language(spoken())
    if first and last and first != last:
        same_month = (first.year, first.month) == (last.year, last.month)
        if same_month and spoken() != _YEAR_FIRST:
            return _("{first} to {last}").format(first=first.day, last=tongue.date(last))
        return _("{first} to {last}").format(first=tongue.date(first), last=tongue.date(last))
    if first or last:
        return tongue.date(first or last)  # type: ignore[arg-type]
    return _("No date stated")


def place(activity: Activity) -> str:
    """Say where an activity takes place."""
    if not activity.sites:
        online = activity.presence is Presence.ONLINE
        return words.presences()[Presence.ONLINE] if online else _("No place stated")
    if len(activity.sites) == 1 and activity.sites[0].town:
        site = activity.sites[0]
        return _("{town}, {state}").format(town=site.town, state=words.state(site.state)) \
            if site.state else site.town
    states = [words.state(code) for code in activity.states]
    return shortened(states, _MOST_STATES) or activity.sites[0].town


def people(activity: Activity) -> str:
    """Say for whom an activity is and how many it takes."""
    named = words.audiences()
    who = shortened([named[code] for code in activity.audiences if code in named],
                    _MOST_AUDIENCES) or _("Audience not stated")
    if activity.seats is None:
        return who
    seats = ngettext("{n} seat", "{n} seats", activity.seats)
    count = seats.format(n=language(spoken()).number(activity.seats))
    return _("{audience} · {seats}").format(audience=who, seats=count)


def spoken_in(codes: tuple[str, ...]) -> str:
    """Name languages."""
    named = words.languages()
    return listed([named.get(code, code) for code in codes])


def shortened(parts: list[str], most: int) -> str:
    """List words, and say how many more there are."""
    if len(parts) <= most:
        return listed(parts)
    left = len(parts) - most
    more = ngettext("{words} and {n} more", "{words} and {n} more", left)
    return more.format(words=listed(parts[:most]), n=left)


def listed(parts: list[str]) -> str:
    """Join words into a list without a last conjunction, which differs by language."""
    return _(", ").join(parts)


def read_on(activity: Activity) -> date | None:
    """Return the latest day on which any field was read or entered."""
    return max((origin.read for origin in activity.origins.values()), default=None)
