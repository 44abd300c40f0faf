"""Open facts about a State, each with its source, and the map that stands beside its result."""

from django.utils.translation import gettext as _

from tutela.documents.blocks import Drawing
from tutela.documents.figures.tilemap import cells, tiles
from tutela.foundation.country import countries, regions
from tutela.foundation.language import isolate
from tutela.needs.engine.context import Fact, facts, facts_by_state, treaties_around

_BOUNDS = (0.0, 5.0, 20.0, 50.0)


def facts_about(
    state: str, language: str, *, region: str = "", domain: str = ""
) -> list[dict[str, str]]:
    """List what is known of a State, or of its region; what bears on a domain comes first."""
    found = facts(state, region=region)
    if region and state not in countries():
        found += treaties_around(region)
    return [
        {"name": _name(fact, language), "value": fact.text(language), "source": _source(fact)}
        for fact in sorted(found, key=lambda fact: domain not in fact.areas)
    ]


def _name(fact: Fact, language: str) -> str:
    if not fact.region:
        return fact.title(language)
    name = {"fact": fact.title(language), "region": regions()[fact.region][language]}
    if fact.unit == "status":
        return _("{fact}, in {region}").format(**name)
    return _("{fact}, median of {region}").format(**name)


def _source(fact: Fact) -> str:
    words = _("{publisher}, {year}") if fact.source.verified else _(
        "{publisher}, {year}, not verified"
    )
    return words.format(publisher=isolate(fact.source.publisher), year=fact.year)


def electricity_map(language: str, *, state: str) -> dict[str, object]:
    """Draw the share of people without electricity in each State, in two widths, with source."""
    known = {code: fact for code, fact in facts_by_state("electricity").items() if code in cells()}
    without = {code: 100 - float(fact.value) for code, fact in known.items()}
    labels = [_("nobody"), _("up to 5%"), _("up to 20%"), _("up to half"), _("more")]
    title = _("People without electricity, per cent")

    def draw(form: str) -> Drawing:
        return tiles(
            without, code=language, title=title, bounds=_BOUNDS, labels=labels,
            form=form, name="electricity",  # type: ignore[arg-type]
        )

    return {
        "wide": draw("wide"), "narrow": draw("narrow"),
        "source": _source(max(known.values(), key=lambda fact: fact.year)),
        "without_square": state not in cells(),
    }
