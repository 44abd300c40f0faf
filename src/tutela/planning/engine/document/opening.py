"""The first chapters: summary, situation, needs found, objectives."""

from tutela.documents.blocks import (
    Block,
    Bullets,
    Callout,
    Column,
    Figure,
    Heading,
    Paragraph,
    Table,
)
from tutela.documents.figures import GapRow, dots
from tutela.planning.engine.document.figures import areas, indicators
from tutela.planning.engine.document.material import Material

FIRST = 12
"""Rows of the table of most pressing questions."""


def summary(material: Material) -> list[Block]:
    """Return the chapter."""
    _ = material.gettext
    return [
        Heading(text=_("Summary")),
        Paragraph(text=finding(material), style="lead"),
        Paragraph(text=_("It costs {amount} and begins in {first}. {share} of the weighted need "
                         "that these States brought is closed.").format(
            amount=material.money(material.cost), first=_first(material),
            share=material.tongue.share(material.solution.share, 1))),
        proof(material),
        Bullets(items=tuple(_points(material))),
    ]


def finding(material: Material) -> str:
    """Say in one sentence what the plan is."""
    types, states = len(material.by_type), len(material.taking_part)
    kinds = material.ngettext("{count} type of activity", "{count} types of activity", types)
    served = material.ngettext("{count} State", "{count} States", states)
    words = material.gettext("The plan delivers {types} in {states} over {quarters} quarters.")
    return words.format(
        types=kinds.format(count=types), states=served.format(count=states),
        quarters=material.problem.quarters,
    )


def proof(material: Material) -> Callout:
    """Return the remark on how far the plan is from the best possible."""
    _, found = material.gettext, material.solution
    most = found.bound / found.need if found.need else 0.0
    return Callout(
        title=_("At most {share} from the best plan possible").format(
            share=material.tongue.share(found.gap, 2)),
        blocks=(Paragraph(text=_(
            "Under the same rules and money, no plan can close more than {most} of the need; this "
            "one closes {share}. The limit is proven by calculation, not estimated.").format(
                most=material.tongue.share(most, 1),
                share=material.tongue.share(found.share, 1))),),
        kind="good",
    )


def _first(material: Material) -> str:
    quarters = [item.quarter for item in material.solution.deliveries]
    return material.quarter(min(quarters, default=0))


def _points(material: Material) -> list[str]:
    _ = material.gettext
    points = [
        _("{name}: {planned} planned of {amount}").format(
            name=fund.name, planned=material.money(material.solution.spent.get(fund.code, 0)),
            amount=material.money(fund.amount))
        for fund in material.problem.funds
    ]
    pilots = sorted({s for d in material.solution.deliveries if d.pilot for s in d.states})
    if pilots:
        points.append(_("Pilot: {states}").format(states=material.states(pilots)))
    if count := len(material.problem.covered):
        points.append(material.ngettext(
            "{count} activity is left to others who already deliver it.",
            "{count} activities are left to others who already deliver them.", count,
        ).format(count=count))
    return points


def situation(material: Material) -> list[Block]:
    """Return the chapter."""
    _ = material.gettext
    blocks: list[Block] = [Heading(text=_("Situation"))]
    blocks += [Paragraph(text=text) for text in material.standing.sections["situation"]]
    blocks.append(Paragraph(text=_("States that asked for support: {states}.").format(
        states=material.states(tuple(material.problem.states)))))
    return blocks


def needs(material: Material) -> list[Block]:
    """Return the chapter on what was found."""
    _ = material.gettext
    blocks: list[Block] = [Heading(text=_("Needs found"))]
    blocks += [Paragraph(text=text) for text in material.standing.sections["needs"]]
    lines = areas(material)
    if lines:
        title = _("Need areas, the largest weighted need first")
        rows = [
            GapRow(name=material.words.domains[line.code], level=line.level, low=line.low,
                   high=line.high, target=line.target)
            for line in lines
        ]
        blocks.append(Figure(
            drawing=dots(rows, code=material.language, title=title, name="plan-areas"),
            caption=title,
            note=_("Means over the States of the plan. The dot is the level today, the bar what "
                   "it could be, the diamond the target."),
        ))
    blocks.append(_pressing(material))
    unknown = sum(need.level is None for need in material.problem.needs)
    if unknown:
        blocks.append(Callout(
            title=_("Not known yet"),
            blocks=(Paragraph(text=material.ngettext(
                "{count} question has no answer in its State. It is not planned for.",
                "{count} questions have no answer in their State. They are not planned for.",
                unknown).format(count=material.tongue.number(unknown))),),
        ))
    return blocks


def _pressing(material: Material) -> Table:
    _, number = material.gettext, material.tongue.number
    weight = {code: state.weight for code, state in material.problem.states.items()}
    total: dict[str, list[float]] = {}
    for need in material.problem.needs:
        if need.gap > 0 and need.state in weight:
            row = total.setdefault(need.indicator, [0.0, 0.0, 0.0])
            row[0] += weight[need.state] * need.weight * need.gap
            row[1] += need.gap
            row[2] += 1
    first = sorted(total.items(), key=lambda item: (-round(item[1][0], 9), item[0]))[:FIRST]
    return Table(
        caption=_("The most pressing questions over all States"),
        columns=(
            Column(title=_("Question"), width=3.4),
            Column(title=_("States with a gap"), numeric=True),
            Column(title=_("Levels missing"), numeric=True),
        ),
        rows=tuple(
            (material.label(code), number(row[2]), number(row[1], 1)) for code, row in first
        ),
    )


def objectives(material: Material) -> list[Block]:
    """Return the chapter: the overall objective, and one an area the plan moves."""
    _ = material.gettext
    moved = {line.code[0] for line in indicators(material)}
    items = tuple(
        _("{area}: mean level from {level} to {planned}").format(
            area=material.words.domains[line.code], level=material.tongue.number(line.level, 1),
            planned=material.tongue.number(line.planned, 1))
        for line in areas(material)
        if line.code in moved and line.level is not None and line.planned is not None
    )
    blocks: list[Block] = [Heading(text=_("Objectives"))]
    blocks += [Paragraph(text=text) for text in material.standing.sections["objectives"]]
    if items:
        blocks += [Paragraph(text=_("By the end of the plan the States that take part are "
                                    "expected to reach:")), Bullets(items=items)]
    return blocks
