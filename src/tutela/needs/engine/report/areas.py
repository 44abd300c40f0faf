"""One section an area, in the order of the document: sentences, figure, table."""

from tutela.documents.blocks import (
    Block,
    Cell,
    Column,
    Figure,
    Heading,
    Paragraph,
    Strip,
    Table,
)
from tutela.documents.figures import GridRow, grid
from tutela.needs.engine.answers import AnswerState
from tutela.needs.engine.report.material import Material
from tutela.needs.engine.report.phrases import code as set_code
from tutela.needs.engine.report.phrases import listed, range_of, state
from tutela.needs.engine.result import AreaResult, IndicatorResult


def area_sections(material: Material) -> list[Block]:
    """Return the chapter with a section for each area that has disclosed questions."""
    _ = material.gettext
    blocks: list[Block] = [Heading(text=_("What the State needs"))]
    if material.result.areas:
        blocks += [
            Paragraph(
                text=_("In each table the questions with the largest priority come first. The dot "
                       "is the level today, the bar what it could be, the diamond the target.")
            ),
            _grid(material),
        ]
    for letter, area in material.result.areas.items():
        items = [x for x in material.result.indicators.values() if x.domain == letter]
        blocks.append(Heading(text=material.words.domains[letter], level=2))
        blocks.append(Paragraph(text=material.words.domain_leads[letter], style="lead"))
        blocks.append(Paragraph(text=" ".join(findings(material, area, items))))
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


def _grid(material: Material) -> Figure:
    title = material.gettext("The level of every question")
    rows = [
        GridRow(
            name=material.words.domains[letter],
            tiles=tuple(
                (x.code, x.level)
                for x in material.result.indicators.values()
                if x.domain == letter and x.applies
            ),
        )
        for letter in material.result.areas
    ]
    return Figure(
        drawing=grid(rows, code=material.language, title=title, name="levels"), caption=title
    )


def _table(material: Material, letter: str, items: list[IndicatorResult]) -> Table:
    _ = material.gettext
    title = _("Every question: {area}").format(area=material.words.domains[letter])
    return Table(
        caption=title,
        columns=(
            Column(title=_("Code"), width=0.8),
            Column(title=_("Question about"), width=5),
            Column(title=_("Level and target"), width=2.8),
            Column(title=_("Level"), width=1, numeric=True),
            Column(title=_("Range"), width=1.5, numeric=True),
            Column(title=_("Target"), width=1, numeric=True),
            Column(title=_("Gap"), width=1, numeric=True),
            Column(title=_("State of the answer"), width=2.4),
        ),
        rows=tuple(_row(material, item) for item in sorted(items, key=_order)),
    )


def _order(item: IndicatorResult) -> tuple[bool, bool, float, str]:
    # The largest need first; what is unknown, then what does not apply, at the end.
    return not item.applies, not item.known, -(item.priority or 0), item.code


def _row(material: Material, item: IndicatorResult) -> tuple[Cell, ...]:
    head: tuple[Cell, ...] = (set_code(item.code), material.words.indicators[item.code].name)
    if not item.applies:
        return (*head, *("",) * 5, state(material, item.state))
    return (
        *head,
        Strip(level=item.level, low=item.low, high=item.high, target=item.target),
        material.point(item.level),
        range_of(material, item),
        str(item.target),
        material.point(item.gap),
        state(material, item.state),
    )
