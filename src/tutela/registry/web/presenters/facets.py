"""Facets with their counts, and what is chosen, as chips that can be taken off."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from tutela.registry.store.queries.searching import Page
from tutela.registry.web.asking import FACETS, Asked
from tutela.registry.web.presenters import lines, words

FIRST = 6
"""Values of a facet that are shown at once; the rest unfolds."""
_ORDERED = {"levels", "presences", "when", "sorts", "statuses"}
"""Facets whose values keep their own order; the others go by count."""


def facets(page: Page, asked: Asked) -> list[dict[str, Any]]:
    """Return the facets that have anything to choose, in order."""
    found = []
    for name, (field, _fits) in FACETS.items():
        rows = _rows(name, field, page, asked)
        if rows:
            found.append({
                "name": name, "title": titles()[name], "rows": rows[:FIRST],
                "more": rows[FIRST:], "open": any(row["checked"] for row in rows[FIRST:]),
            })
    return found


def titles() -> Mapping[str, str]:
    """Name the facets."""
    return {
        "state": _("State"), "audience": _("Audience"), "level": _("Level"),
        "presence": _("Presence"), "when": _("When"), "topic": _("Topic"),
        "sort": _("Kind of activity"), "status": _("Status"), "provider": _("Provider"),
        "language": _("Language"),
    }


def _rows(name: str, field: str, page: Page, asked: Asked) -> list[dict[str, Any]]:
    counts, chosen = page.facets[field], getattr(asked.filters, field)
    known = naming(name, page.providers)
    order = list(_order(name))
    values = [one for one in order if one in counts] if field in _ORDERED else sorted(
        counts, key=lambda code: (-counts[code], known(code)))
    values = [*(one for one in values if one in chosen), *(one for one in chosen
              if one not in counts), *(one for one in values if one not in chosen)] \
        if field not in _ORDERED else [*values, *(one for one in chosen if one not in values)]
    return [
        {"value": one, "words": known(one), "count": counts.get(one, 0),
         "checked": one in chosen}
        for one in values if one in chosen or counts.get(one)
    ]


def _order(name: str) -> Mapping[str, str]:
    tables: dict[str, Callable[[], Mapping[str, str]]] = {
        "level": words.levels, "presence": words.presences, "when": words.whens,
        "sort": words.sorts, "status": words.statuses,
    }
    return tables[name]() if name in tables else {}


def naming(name: str, providers: Mapping[str, str]) -> Callable[[str], str]:
    """Return what names the values of a facet."""
    if name == "state":
        return words.state
    if name == "provider":
        return lambda code: providers.get(code) or _("A provider")
    tables = {
        "topic": words.topics, "audience": words.audiences, "language": words.languages,
    }
    table = tables[name]() if name in tables else _order(name)
    return lambda code: table.get(code, code)


def chips(page: Page, asked: Asked) -> list[dict[str, str]]:
    """Return what is chosen, each with the query that takes it off."""
    found = []
    if asked.filters.words:
        found.append({"words": _("“{words}”").format(words=asked.filters.words),
                      "query": asked.query(words="")})
    for name, (field, _fits) in FACETS.items():
        known = naming(name, page.providers)
        found += [
            {"words": known(value), "query": asked.without(name, value)}
            for value in getattr(asked.filters, field)
        ]
    since, until = asked.filters.since, asked.filters.until
    if since:
        found.append({"words": _("From {day}").format(day=lines.span(since, None)),
                      "query": asked.query(since=None)})
    if until:
        found.append({"words": _("Until {day}").format(day=lines.span(until, None)),
                      "query": asked.query(until=None)})
    return found


def pages(page: Page, asked: Asked) -> dict[str, Any]:
    """Return the numbers of pages near this one; 0 stands for a gap."""
    near = {1, page.pages, *range(page.page - 2, page.page + 3)}
    shown = sorted(number for number in near if 1 <= number <= page.pages)
    numbers: list[int] = []
    for number in shown:
        if numbers and number > numbers[-1] + 1:
            numbers.append(0)
        numbers.append(number)
    return {
        "query": asked.query(), "numbers": numbers, "page": page.page,
        "before": page.page - 1, "after": page.page + 1 if page.page < page.pages else 0,
    }
