"""The brief for a donor: two pages on what one fund pays for and what it closes."""

from collections import defaultdict

from tutela.documents.blocks import (
    Block,
    Bullets,
    Callout,
    Column,
    Document,
    Figure,
    Heading,
    Paragraph,
    Table,
)
from tutela.documents.figures import Bar, bars
from tutela.foundation.language import isolate
from tutela.planning.engine.document.material import Material
from tutela.planning.engine.document.opening import finding
from tutela.planning.engine.problem import Fund

MOST = 6
"""Activities and States named one by one."""


def build_brief(material: Material, fund: str) -> Document:
    """Return the brief for the donor of one fund.

    Args:
        material: The plan.
        fund: Code of the fund.

    Raises:
        KeyError: The plan has no such fund.
    """
    _ = material.gettext
    found = {item.code: item for item in material.problem.funds}[fund]
    return Document(
        title=_("What {fund} makes possible").format(fund=found.name),
        subtitle=isolate(material.problem.title),
        language=material.language,
        organisation=material.organisation,
        issued=material.issued,
        blocks=tuple(_blocks(material, found)),
        reference=material.reference[:16],
        classification=_("Draft") if material.draft else "",
        summary=finding(material),
        brief=True,
    )


def _blocks(material: Material, fund: Fund) -> list[Block]:
    _, number = material.gettext, material.tongue.number
    paid: dict[str, int] = defaultdict(int)
    states: set[str] = set()
    for item in material.solution.deliveries:
        if amount := item.paid_by.get(fund.code, 0):
            paid[item.type] += amount
            states |= set(item.states)
    spent, left = sum(paid.values()), fund.amount - sum(paid.values())
    first = sorted(paid.items(), key=lambda pair: (-pair[1], pair[0]))
    title = _("What the money pays for, in {currency}").format(currency=material.problem.currency)
    served = material.ngettext("{count} State", "{count} States", len(states))
    blocks: list[Block] = [
        Heading(text=_("In brief")),
        Paragraph(style="lead", text=_(
            "{planned} of {amount} is planned, for {types} in {states}.").format(
                planned=material.money(spent), amount=material.money(fund.amount),
                types=material.ngettext("{count} type of activity", "{count} types of activity",
                                        len(paid)).format(count=number(len(paid))),
                states=served.format(count=number(len(states))))),
        *(Paragraph(text=text) for text in material.standing.sections["objectives"]),
    ]
    if first:
        rows = [Bar(name=material.type(code), value=amount) for code, amount in first[:MOST]]
        blocks.append(Figure(caption=title, drawing=bars(
            rows, code=material.language, title=title, name="brief")))
    if left > 0:
        blocks.append(Callout(title=_("Not yet used"), blocks=(Paragraph(text=_(
            "{amount} finds no use under the conditions of this fund. Wider conditions, or more "
            "requests from States, would let it be used.").format(
                amount=material.money(left))),)))
    blocks += _results(material, [code for code, _amount in first[:MOST]])
    return blocks


def _results(material: Material, codes: list[str]) -> list[Block]:
    _ = material.gettext
    return [
        Heading(text=_("What will be different")),
        Bullets(items=tuple(filter(None, (material.said(code).outcome for code in codes)))),
        Heading(text=_("How it lasts, and how you will know")),
        Paragraph(text=material.joined(material.standing.sections["sustainability"])),
        Bullets(items=material.standing.lists["monitoring"][:4]),
        Table(
            caption=_("States that take part"),
            columns=(
                Column(title=_("State"), width=2), Column(title=_("Activities"), numeric=True),
            ),
            rows=tuple(
                (material.state(state), material.tongue.number(sum(
                    state in item.states for item in material.solution.deliveries)))
                for state in material.taking_part[:20]
            ),
            dense=True,
        ),
    ]
