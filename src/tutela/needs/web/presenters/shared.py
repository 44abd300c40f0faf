"""The programme's view: which needs are shared, by which States and regions."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tutela.documents.blocks import Drawing
from tutela.documents.figures.tilemap import cells, tiles
from tutela.foundation.country import countries, regions
from tutela.needs.engine.aggregate import NEED, ProgrammeView, SharedNeed
from tutela.needs.engine.instrument import Words
from tutela.needs.engine.result import Result
from tutela.needs.store.queries.results import SharedResult
from tutela.people.engine.states import state_name

FIRST = 20
"""Needs shown at first; the rest on request."""
_MOST_STATES = 12


def finding(view: ProgrammeView, words: Words) -> str:
    """Say the most widely shared need, for the head of the page."""
    if not view.states:
        return _("No State shares its needs with you yet")
    first = view.needs[0] if view.needs else None
    if first is None or not first.states:
        return _("No shared need was found")
    return _("{need} is the most widely shared need").format(need=words.indicators[first.code].name)


def lead(view: ProgrammeView) -> str:
    """Say how many States stand behind the view."""
    return ngettext(
        "{n} State shares at least one answer. What a State keeps to itself is not counted.",
        "{n} States share at least one answer. What a State keeps to itself is not counted.",
        len(view.states),
    ).format(n=len(view.states))


def rows(
    view: ProgrammeView, words: Words, *, domain: str, region: str,
    places: Mapping[str, tuple[str, str]],
) -> list[dict[str, object]]:
    """List shared needs, the most widely shared first, filtered."""
    listed = [_row(one, words, region=region, places=places) for one in view.needs
              if not domain or one.domain == domain]
    return sorted(listed, key=lambda row: -int(str(row["count"])))


def _row(
    one: SharedNeed, words: Words, *, region: str, places: Mapping[str, tuple[str, str]]
) -> dict[str, object]:
    states = [
        code for code in one.states
        if not region or region in {region_of(code), places[code][1]}
    ]
    names = [_name(code, places[code][0], words.language) for code in states]
    return {
        "code": one.code, "name": words.indicators[one.code].name,
        "domain": words.domains[one.domain], "count": len(states), "answered": one.answered,
        "names": names[:_MOST_STATES], "more": max(0, len(names) - _MOST_STATES),
        "median": one.levels.median if one.levels else None,
    }


def region_of(state: str) -> str:
    """Return the M49 region of a State, "" for invented ones."""
    return countries()[state].region if state in countries() else ""


def _name(state: str, written: str, language: str) -> str:
    known = state_name(state, language)
    return written if known == state else known


def region_choices(codes: set[str], language: str) -> list[tuple[str, str]]:
    """List regions by name."""
    named = [(code, regions()[code][language]) for code in codes if code]
    return sorted(named, key=lambda one: one[1])


def state_rows(
    shared: Mapping[str, SharedResult], *, language: str, region: str
) -> list[dict[str, Any]]:
    """List the States that share, with how many of their answers show a need; most needs first."""
    rows = []
    for code, one in shared.items():
        place = region_of(code) or one.region
        if region and region != place:
            continue
        known = [item for item in one.result.indicators.values() if item.known]
        rows.append({
            "name": _name(code, one.name, language), "code": code,
            "region": regions()[place][language] if place in regions() else "",
            "on_map": code in cells(), "known": len(known),
            "needs": sum((item.gap or 0) >= NEED for item in known), "share": _share(one.result),
            "part": (_share(one.result) or 0) / 100,
        })
    return sorted(rows, key=lambda row: (-(row["share"] or 0), row["name"]))


def on_the_map(results: Sequence[Result]) -> bool:
    """Tell whether any State that shares has a place on the map; invented ones have none."""
    return any(one.country in cells() for one in results)


def need_map(results: Sequence[Result], words: Words) -> tuple[Drawing, Drawing]:
    """Draw how many shared needs each State has, as a share of what it shares, in two widths."""
    known = cells()
    values: dict[str, float | None] = {
        one.country: _share(one) for one in results if one.country in known
    }
    labels = [_("up to a quarter"), _("up to half"), _("up to three quarters"), _("more")]

    def draw(form: str) -> Drawing:
        return tiles(
            values, code=words.language, title=_("Share of answers with a need, by State"),
            bounds=[25.0, 50.0, 75.0], labels=labels, places=0, form=form,  # type: ignore[arg-type]
        )

    return draw("wide"), draw("narrow")


def _share(result: Result) -> float | None:
    levels = [item for item in result.indicators.values() if item.known]
    if not levels:
        return None
    return 100 * sum((item.gap or 0) >= NEED for item in levels) / len(levels)
