"""Annexes: a sheet for each State, and how the plan was made."""

from tutela.documents.blocks import Block, Column, Heading, Paragraph, Table
from tutela.planning.engine.document.material import Material


def state_sheets(material: Material) -> list[Block]:
    """Return one short section for each State that takes part."""
    _ = material.gettext
    blocks: list[Block] = [Heading(text=_("Annex: sheets of the States"))]
    for code in material.taking_part:
        blocks += state_sheet(material, code)
    return blocks


def state_sheet(material: Material, code: str) -> list[Block]:
    """Return what one State receives and what it is expected to change."""
    _, number = material.gettext, material.tongue.number
    mine = [item for item in material.solution.deliveries if code in item.states]
    mine.sort(key=lambda item: (item.quarter, material.type(item.type)))
    gap = sum(item.gap for item in material.solution.closed if item.state == code)
    closed = sum(item.closed for item in material.solution.closed if item.state == code)
    share = material.tongue.share(closed / gap) if gap else material.tongue.share(0)
    words = material.ngettext(
        "{state} takes part in {count} activity. It closes {share} of the levels missing there.",
        "{state} takes part in {count} activities. They close {share} of the levels missing there.",
        len(mine),
    )
    return [
        Heading(text=material.state(code), level=2),
        Paragraph(text=words.format(state=material.state(code), count=number(len(mine)),
                                    share=share)),
        Table(
            caption=_("Activities for {state}").format(state=material.state(code)),
            columns=(
                Column(title=_("Quarter"), width=0.9), Column(title=_("Activity"), width=2.8),
                Column(title=_("Together with"), width=2.6),
            ),
            rows=tuple(
                (material.quarter(item.quarter), material.type(item.type),
                 material.states([other for other in item.states if other != code]) or "–")
                for item in mine
            ),
            dense=True,
        ),
    ]


def method(material: Material) -> list[Block]:
    """Return how the plan was made and how to check it."""
    _ = material.gettext
    blocks: list[Block] = [Heading(text=_("Annex: how this plan was made"))]
    blocks += [Paragraph(text=text) for text in material.standing.sections["method"]]
    found = material.solution
    blocks.append(Paragraph(text=_(
        "Weighted need closed: {value}. Proven bound: {bound}. Weighted need in all: {need}."
    ).format(value=material.tongue.number(found.value, 1),
             bound=material.tongue.number(found.bound, 1),
             need=material.tongue.number(found.need, 1)), style="small"))
    return blocks
