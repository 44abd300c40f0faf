"""The chapters on what is done: activities, partners, work plan, phases."""

from collections import defaultdict

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
from tutela.documents.figures import gantt
from tutela.foundation.language import isolate
from tutela.planning.engine.document.figures import gantt_rows
from tutela.planning.engine.document.material import Material
from tutela.planning.engine.solution import Delivery


def activities(material: Material) -> list[Block]:
    """Return the chapter: each type with what is done, for whom, where and when."""
    _ = material.gettext
    blocks: list[Block] = [Heading(text=_("Activities"))]
    blocks += [Paragraph(text=text) for text in material.standing.sections["activities"]]
    for code, items in material.by_type.items():
        blocks += _activity(material, code, items)
    blocks.append(Callout(
        title=_("Safeguards in every activity"),
        blocks=(Bullets(items=material.standing.lists["safeguards"]),),
    ))
    return blocks


def _activity(material: Material, code: str, items: tuple[Delivery, ...]) -> list[Block]:
    _, kind, words = material.gettext, material.problem.types[code], material.said(code)
    states = sorted({state for item in items for state in item.states})
    quarters = sorted({item.quarter for item in items})
    when = material.quarter(quarters[0])
    if len(quarters) > 1:
        when = _("{first} to {last}").format(first=when, last=material.quarter(quarters[-1]))
    paragraphs = _(", ").join(str(number) for number in kind.paragraphs)
    facts = (
        _("For: {audiences}").format(audiences=material.audiences(kind)),
        _("Where: {states}").format(states=material.states(states)),
        _("When: {when}").format(when=when),
        _("Cost: {amount}").format(amount=material.money(sum(item.cost for item in items))),
        _("Paragraphs of the assessment: {paragraphs}").format(paragraphs=paragraphs),
    )
    return [
        Heading(text=words.name, level=2),
        Paragraph(text=material.joined([words.summary, words.outcome])),
        Bullets(items=facts),
    ]


def partners(material: Material) -> list[Block]:
    """Return the chapter on partners, with the statement of non-duplication."""
    _, number = material.gettext, material.tongue.number
    blocks: list[Block] = [Heading(text=_("Partners, and no duplication"))]
    blocks += [Paragraph(text=text) for text in material.standing.sections["partners"]]
    if material.partners:
        blocks.append(Table(
            caption=_("Organisations at work in these States, from the registry"),
            columns=(
                Column(title=_("Organisation"), width=2),
                Column(title=_("Activities"), numeric=True),
                Column(title=_("States"), width=2), Column(title=_("On what"), width=2.6),
            ),
            rows=tuple(
                (isolate(item.name), number(item.records), material.states(item.states),
                 material.topics(item.topics))
                for item in material.partners
            ),
        ))
    blocks.append(Heading(text=_("Statement of non-duplication"), level=2))
    blocks += [Paragraph(text=text) for text in material.standing.sections["duplication"]]
    if material.problem.covered:
        blocks.append(_covered(material))
    else:
        blocks.append(Paragraph(text=_("The registry shows no activity of others that serves the "
                                       "same need, audience and level.")))
    return blocks


def _covered(material: Material) -> Table:
    _ = material.gettext
    grouped: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for item in material.problem.covered:
        grouped[item.title, item.provider, item.state].append(item.type)
    return Table(
        caption=_("Left to others, who already deliver it"),
        columns=(
            Column(title=_("State"), width=1.2), Column(title=_("Activity of others"), width=2.2),
            Column(title=_("Organisation"), width=1.6), Column(title=_("Covers"), width=2),
        ),
        rows=tuple(
            (material.state(state), isolate(title), isolate(provider),
             _("; ").join(material.type(code) for code in sorted(set(types))))
            for (title, provider, state), types in sorted(
                grouped.items(), key=lambda item: (material.state(item[0][2]), item[0]))
        ),
    )


def work_plan(material: Material) -> list[Block]:
    """Return the chapter: the chart, then each delivery."""
    _, number = material.gettext, material.tongue.number
    title = _("When activities are delivered")
    quarters = [material.quarter(place) for place in range(material.problem.quarters)]
    chart = gantt(gantt_rows(material), quarters=quarters, unit=material.problem.currency,
                  code=material.language, title=title)
    ordered = sorted(material.solution.deliveries,
                     key=lambda item: (item.quarter, material.type(item.type), item.region))
    table = Table(
        caption=_("Deliveries by quarter"),
        columns=(
            Column(title=_("Quarter"), width=0.9), Column(title=_("Activity"), width=2.4),
            Column(title=_("States"), width=2.6),
            Column(title=_("Trainer-days"), width=0.9, numeric=True),
            Column(title=material.problem.currency, numeric=True),
        ),
        rows=tuple(
            (material.quarter(item.quarter), material.type(item.type),
             material.states(item.states), number(item.trainer_days), number(item.cost))
            for item in ordered
        ),
        dense=True,
    )
    return [
        Heading(text=_("Work plan")),
        *(Paragraph(text=text) for text in material.standing.sections["workplan"]),
        Figure(drawing=chart, caption=title),
        table,
    ]


def phases(material: Material) -> list[Block]:
    """Return the chapter on the pilot and the roll-out."""
    _ = material.gettext
    blocks: list[Block] = [Heading(text=_("Pilot and roll-out"))]
    blocks += [Paragraph(text=text) for text in material.standing.sections["phases"]]
    for pilot, label in ((True, _("Pilot")), (False, _("Roll-out"))):
        items = [item for item in material.solution.deliveries if item.pilot is pilot]
        if not items:
            continue
        quarters = sorted({item.quarter for item in items})
        states = sorted({state for item in items for state in item.states})
        blocks += [
            Heading(text=label, level=2),
            Paragraph(text=_("From {first} to {last}, {amount}. States: {states}.").format(
                first=material.quarter(quarters[0]), last=material.quarter(quarters[-1]),
                amount=material.money(sum(item.cost for item in items)),
                states=material.states(states))),
        ]
    return blocks
