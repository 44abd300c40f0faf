"""Open facts about a State, each with its source, for the side of a page."""

from django.utils.translation import gettext as _

from tutela.foundation.country import regions
from tutela.needs.engine.context import Fact, facts


def facts_about(
    state: str, language: str, *, region: str = "", domain: str = ""
) -> list[dict[str, str]]:
    """List what is known of a State, or of its region, that bears on a domain."""
    return [
        {"name": _name(fact, language), "value": fact.text(language), "source": _source(fact)}
        for fact in facts(state, region=region)
        if not domain or domain in fact.areas
    ]


def _name(fact: Fact, language: str) -> str:
    if not fact.region:
        return fact.title(language)
    return _("{fact}, median of {region}").format(
        fact=fact.title(language), region=regions()[fact.region][language]
    )


def _source(fact: Fact) -> str:
    words = _("{publisher}, {year}") if fact.source.verified else _(
        "{publisher}, {year}, not verified"
    )
    return words.format(publisher=fact.source.publisher, year=fact.year)
