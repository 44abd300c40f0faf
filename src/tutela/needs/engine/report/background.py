"""Open facts about the State, each with year and source."""

from tutela.documents.blocks import Block, Column, Heading, Paragraph, Table, Text
from tutela.foundation.country import regions
from tutela.foundation.language import isolate
from tutela.needs.engine.context import Fact
from tutela.needs.engine.report.material import Material


def background(material: Material) -> list[Block]:
    """Return the chapter; nothing when no fact is known."""
    _ = material.gettext
    if not material.facts:
        return []
    rows: list[tuple[Text, ...]] = [
        (
            fact.title(material.language),
            fact.text(material.language),
            str(fact.year),
            _about(material, fact),
            _source(material, fact),
        )
        for fact in material.facts
    ]
    return [
        Heading(text=_("Facts about the State")),
        Paragraph(
            text=_("These open facts help to read the answers. They do not enter any level or "
                   "gap. Facts that nobody compared with the original are marked.")
        ),
        Table(
            caption=_("Open facts with their sources"),
            columns=(
                Column(title=_("Fact"), width=2.2),
                Column(title=_("Value"), width=1.4),
                Column(title=_("Year"), width=0.7, numeric=True),
                Column(title=_("About"), width=1.4),
                Column(title=_("Source"), width=3.6),
            ),
            rows=tuple(rows),
            dense=True,
        ),
    ]


def _about(material: Material, fact: Fact) -> str:
    if not fact.region:
        return material.country_name
    words = material.ngettext(
        "Median of {count} State: {region}", "Median of {count} States: {region}", fact.states
    )
    return words.format(count=fact.states, region=regions()[fact.region][material.language])


def _source(material: Material, fact: Fact) -> str:
    _ = material.gettext
    values = {
        "publisher": isolate(fact.source.publisher),
        "title": isolate(fact.source.title),
        "day": material.tongue.date(fact.source.read),
    }
    if fact.source.verified:
        return _("{publisher}, {title}. Read on {day}.").format(**values)
    return _("{publisher}, {title}. Read on {day}, not compared with the original.").format(
        **values
    )
