"""What a provider's and a State's page say beside the list of activities."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tutela.documents.blocks import Drawing
from tutela.documents.figures.heatmap import HeatRow, heat
from tutela.pages.request import spoken
from tutela.registry.engine.vocabulary import vocabulary
from tutela.registry.store.queries.coverage import Coverage
from tutela.registry.store.queries.searching import Page
from tutela.registry.web.asking import FACETS
from tutela.registry.web.presenters import lines, words
from tutela.registry.web.presenters.facets import naming

MOST = 8
"""Values of one table."""
_COLUMNS = 8
_ROWS = 16
_NAME = 34
_TITLES = {
    "states": gettext_lazy("Where"), "topics": gettext_lazy("On what"),
    "audiences": gettext_lazy("For whom"), "levels": gettext_lazy("How far"),
    "providers": gettext_lazy("By whom"),
}
_NAMES = {field: name for name, (field, _fits) in FACETS.items()}


def is_provider(code: str) -> bool:
    """Tell whether a code can be a provider's."""
    return FACETS["provider"][1](code)


def shares(page: Page, fields: Sequence[str]) -> list[dict[str, Any]]:
    """Return the most frequent values of some facets."""
    found = []
    for field in fields:
        name, counts = _NAMES[field], page.facets[field]
        known = naming(name, page.providers)
        values = sorted(counts, key=lambda code, of=counts: (-of[code], code))  # type: ignore[misc]
        rows = [
            {"words": known(code), "count": counts[code], "address": _address(name, code)}
            for code in values[:MOST] if counts[code]
        ]
        if rows:
            found.append({"title": _TITLES[field], "rows": rows,
                          "more": max(0, len(values) - MOST)})
    return found


def _address(name: str, code: str) -> str:
    if name in {"provider", "state"}:
        return reverse(f"registry:{name}", args=[code])
    return f"{reverse('registry:home')}?{name}={code}"


def covered(rows: Sequence[Coverage]) -> list[dict[str, Any]]:
    """List the topics that are covered: for whom, by whom, until when."""
    topics, audiences = words.topics(), words.audiences()
    found = []
    for topic in vocabulary().topics:
        mine = [one for one in rows if one.topic == topic]
        if not mine:
            continue
        who = _ordered({one.audience for one in mine})
        last = max(mine, key=lambda one: one.until)
        found.append({
            "topic": topics[topic], "code": topic,
            "audiences": lines.listed([audiences[code] for code in who if code]),
            "unsaid": "" in {one.audience for one in mine},
            "providers": lines.shortened(sorted({one.provider for one in mine if one.provider}), 4),
            "count": len({one.record for one in mine}), "until": last.until,
        })
    return found


def heat_of(rows: Sequence[Coverage]) -> Drawing | None:
    """Draw how many activities serve each topic and audience; None with too little to draw."""
    topics = [code for code in vocabulary().topics if any(one.topic == code for one in rows)]
    audiences = _ordered({one.audience for one in rows if one.audience})[:_COLUMNS]
    if not topics or not audiences:
        return None
    named, people = words.topics(), words.audiences()
    drawn = [
        HeatRow(name=Truncator(named[topic]).chars(_NAME), values=tuple(
            float(_count(rows, topic, audience)) for audience in audiences))
        for topic in topics[:_ROWS]
    ]
    most = max(value or 0 for row in drawn for value in row.values)
    return heat(
        drawn, [people[code] for code in audiences], code=spoken(),
        title=_("Activities by topic and audience"), highest=max(most, 5), places=0, form="wide",
    )


def uncovered(rows: Iterable[Coverage], state: str) -> list[dict[str, str]]:
    """List the topics that nobody is known to serve, each with its check before planning."""
    there, named = {one.topic for one in rows}, words.topics()
    return [
        {"topic": named[code], "address": _check(state, code)}
        for code in vocabulary().topics if code not in there
    ]


def _check(state: str, topic: str) -> str:
    query = QueryDict(mutable=True)
    query.update({"state": state, "topic": topic})
    return f"{reverse('registry:check')}?{query.urlencode()}"


def _count(rows: Sequence[Coverage], topic: str, audience: str) -> int:
    return len({one.record for one in rows if (one.topic, one.audience) == (topic, audience)})


def _ordered(codes: set[str]) -> list[str]:
    order: Mapping[str, int] = {code: at for at, code in enumerate(vocabulary().audiences)}
    return sorted(codes, key=lambda code: order.get(code, len(order)))
