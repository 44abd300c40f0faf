"""One section an area, in the order of the document: sentences, figure, table."""

from tutela.documents.blocks import Block, Column, Figure, Heading, Paragraph, Table, Text
from tutela.documents.figures import GapRow, dots
from tutela.needs.engine.answers import AnswerState
from tutela.needs.engine.report.material import Material
from tutela.needs.engine.report.phrases import code as set_code
from tutela.needs.engine.report.phrases import listed, range_of, state
from tutela.needs.engine.result import AreaResult, IndicatorResult

DRAWN = 10
"""Rows of an area's figure: as many as fit half a page."""


def area_sections(material: Material) -> list[Block]:
    """Return the chapter with a section for each area that has disclosed questions."""
    _ = material.gettext
    blocks: list[Block] = [Heading(text=_("What the State needs"))]
    for letter, area in material.result.areas.items():
        items = [x for x in material.result.indicators.values() if x.domain == letter]
        blocks.append(Heading(text=material.words.domains[letter], level=2))
        blocks.append(Paragraph(text=material.words.domain_leads[letter], style="lead"))
        blocks.append(Paragraph(text=" ".join(findings(material, area, items))))
        if figure := _figure(material, letter, items):
            blocks.append(figure)
        blocks.append(_table(material, letter, items))
    return blocks


def findings(material: Material, area: AreaResult, items: list[IndicatorResult]) -> list[str]:
    """Say where an area stands, as complete sentences."""
    _, several = material.gettext, material.ngettext
    if area.level is None:
        return [_("Nothing is known about this area yet. Its level could be anything from 0 to 4.")]
    sentences = [
        _("The level is {level}. Counting everything that is open, it lies between {low} and "
          "{high}.").format(
            level=material.level(area.level), low=material.level(area.low),
            high=material.level(area.high),
        )
    ]
    if area.place is not None and area.gap:
        count = material.ways(area.holds or 0.0)
        sentences.append(
            several(
                "By the size of its gap the area takes place {place} of {areas}, and keeps it in "
                "{count} of {draws} ways in which the open answers could turn out.",
                "By the size of its gap the area takes place {place} of {areas}, and keeps it in "
                "{count} of {draws} ways in which the open answers could turn out.",
                count,
            ).format(
                place=area.place, areas=len(material.result.ranking), count=count,
                draws=material.result.draws,
            )
        )
    reached = sum(item.gap == 0 for item in items)
    sentences.append(
        several(
            "The target is reached in {reached} of {known} question with an answer.",
            "The target is reached in {reached} of {known} questions with an answer.",
            area.known,
        ).format(reached=reached, known=area.known)
    )
    return [*sentences, *_needs(material, area), *_open(material, items)]


def _needs(material: Material, area: AreaResult) -> list[str]:
    first = [x.code for x in material.result.priorities if x.domain == area.code][:3]
    if not first:
        return []
    words = material.ngettext(
        "The largest need is {needs}.", "The largest needs are {needs}.", len(first)
    )
    return [words.format(needs=listed(material, [material.label(x) for x in first]))]


def _open(material: Material, items: list[IndicatorResult]) -> list[str]:
    several = material.ngettext
    counts = {value: sum(item.state is value for item in items) for value in AnswerState}
    sentences = []
    if unknown := counts[AnswerState.UNKNOWN]:
        sentences.append(
            several(
                "{count} question has no answer yet; it counts as open, not as zero.",
                "{count} questions have no answer yet; they count as open, not as zero.",
                unknown,
            ).format(count=unknown)
        )
    if contested := counts[AnswerState.CONTESTED]:
        sentences.append(
            several(
                "On {count} question the agencies disagree.",
                "On {count} questions the agencies disagree.",
                contested,
            ).format(count=contested)
        )
    if refused := counts[AnswerState.NOT_APPLICABLE]:
        sentences.append(
            several(
                "{count} question does not apply and is left out.",
                "{count} questions do not apply and are left out.",
                refused,
            ).format(count=refused)
        )
    return sentences


def _figure(material: Material, letter: str, items: list[IndicatorResult]) -> Figure | None:
    first = [x.code for x in material.result.priorities if x.domain == letter][:DRAWN]
    by_code = {item.code: item for item in items}
    rows = [
        GapRow(
            name=material.words.indicators[x].name, level=by_code[x].level, low=by_code[x].low,
            high=by_code[x].high, target=by_code[x].target,
        )
        for x in first
    ]
    if not rows:
        return None
    title = material.gettext("Largest needs: {area}").format(area=material.words.domains[letter])
    return Figure(
        drawing=dots(rows, code=material.language, title=title, name=f"area-{letter}"),
        caption=title,
    )


def _table(material: Material, letter: str, items: list[IndicatorResult]) -> Table:
    _ = material.gettext
    rows: list[tuple[Text, ...]] = [
        (
            set_code(item.code),
            material.words.indicators[item.code].name,
            material.level(item.level) if item.applies else "",
            range_of(material, item),
            state(material, item.state),
            str(item.target) if item.applies else "",
            material.level(item.gap) if item.applies else "",
        )
        for item in items
    ]
    return Table(
        caption=_("Every question: {area}").format(area=material.words.domains[letter]),
        columns=(
            Column(title=_("Code"), width=0.7),
            Column(title=_("Question about"), width=3.4),
            Column(title=_("Level"), width=1.2, numeric=True),
            Column(title=_("Range"), width=1.2, numeric=True),
            Column(title=_("State of the answer"), width=1.5),
            Column(title=_("Target"), width=0.8, numeric=True),
            Column(title=_("Gap"), width=1.2, numeric=True),
        ),
        rows=tuple(rows),
    )
