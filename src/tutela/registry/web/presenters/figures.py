"""Figures and tables of many activities: the map, and providers against topics."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from tutela.documents.blocks import Drawing
from tutela.documents.figures.heatmap import HeatRow, heat
from tutela.documents.figures.tilemap import cells, tiles
from tutela.pages.request import spoken
from tutela.registry.store.queries.overview import Matrix
from tutela.registry.web.asking import Asked
from tutela.registry.web.presenters import lines, words

HEAT_PROVIDERS = 12
HEAT_TOPICS = 7
_BOUNDS = (1.0, 3.0, 10.0, 30.0)
_MOST_STATES = 6
_NAME = 34
"""Signs of a name beside the figure; longer ones would take half of its width."""


def world(counts: Mapping[str, int]) -> tuple[Drawing, Drawing] | None:
    """Draw the number of activities of each real State, in two widths; None without any."""
    known = cells()
    # A State without an activity here may have some elsewhere, so it is unknown and not zero.
    values: dict[str, float | None] = {
        code: float(count) for code, count in counts.items() if code in known
    }
    if not values:
        return None
    labels = [_("1 activity"), _("2 or 3"), _("4 to 10"), _("11 to 30"), _("more than 30")]

    def draw(form: str) -> Drawing:
        return tiles(
            values, code=spoken(), title=_("Activities known, by State"), bounds=_BOUNDS,
            labels=labels, places=0, form=form,  # type: ignore[arg-type]
        )

    return draw("wide"), draw("narrow")


def without_square(counts: Mapping[str, int]) -> int:
    """Count the States that have no square on the map."""
    return sum(code not in cells() for code in counts)


def state_rows(counts: Mapping[str, int], asked: Asked) -> list[dict[str, Any]]:
    """List States by the number of their activities."""
    rows = [
        {"code": code, "name": words.state(code), "count": count,
         "address": reverse("registry:state", args=[code]),
         "query": asked.query(states=(code,))}
        for code, count in counts.items()
    ]
    return sorted(rows, key=lambda row: (-int(str(row["count"])), str(row["name"])))


def heat_of(found: Matrix) -> Drawing | None:
    """Draw the most active providers against the most frequent topics; None without any."""
    counts = {(cell.provider, cell.topic): cell.total for cell in found.cells}
    often: Counter[str] = Counter()
    for (_provider, topic), count in counts.items():
        often[topic] += count
    chosen = {topic for topic, _count in often.most_common(HEAT_TOPICS)}
    topics = [topic for topic in found.topics if topic in chosen]
    providers = list(found.providers)[:HEAT_PROVIDERS]
    if not providers or not topics:
        return None
    rows = [
        HeatRow(
            name=Truncator(found.providers[code]).chars(_NAME),
            values=tuple(float(counts.get((code, topic), 0)) for topic in topics),
        )
        for code in providers
    ]
    most = max(value or 0 for row in rows for value in row.values)
    named = words.topics()
    return heat(
        rows, [named[topic] for topic in topics], code=spoken(),
        title=_("Activities by provider and topic"), lowest=0, highest=max(most, 5), places=0,
        form="wide",
    )


def matrix_rows(found: Matrix) -> list[dict[str, Any]]:
    """List each provider with its topics, how many activities, and in which States."""
    named, rows = words.topics(), []
    for code, name in found.providers.items():
        mine = sorted((cell for cell in found.cells if cell.provider == code),
                      key=lambda cell: (-cell.total, named[cell.topic]))
        rows.append({
            "name": name, "address": reverse("registry:provider", args=[code]),
            "cells": [
                {"topic": named[cell.topic], "count": cell.total,
                 "query": f"provider={code}&topic={cell.topic}",
                 "states": lines.shortened(
                     [words.state(state) for state, _count in cell.states], _MOST_STATES)}
                for cell in mine
            ],
        })
    return rows
