"""The chapters that hold the project to account: logical framework, budget, risks, follow-up."""

from tutela.documents.blocks import Block, Bullets, Column, Figure, Heading, Paragraph, Table
from tutela.documents.figures import Bar, bars
from tutela.foundation.errors import N_
from tutela.planning.engine.document.figures import areas, indicators, money_by
from tutela.planning.engine.document.material import Material

DEGREES = {"low": N_("low"), "medium": N_("medium"), "high": N_("high")}


def logframe(material: Material) -> list[Block]:
    """Return the logical framework: impact and outcomes by area, outputs by type."""
    _ = material.gettext
    return [
        Heading(text=_("Logical framework")),
        Paragraph(text=_("Levels are means over the States concerned, on the scale from 0 to 4. "
                         "The baseline is the assessment the plan was made from.")),
        _outcomes(material),
        _moved(material),
        _outputs(material),
    ]


def _outcomes(material: Material) -> Table:
    _, number = material.gettext, material.tongue.number
    moved = {line.code[0] for line in indicators(material)}
    return Table(
        caption=_("Outcomes"),
        columns=_logframe_columns(material),
        rows=tuple(
            (material.words.domains[line.code], number(line.level, 1), number(line.planned, 1),
             _("Reassessment with evidence, 12 months after"),
             _("States keep the trained staff in post"))
            for line in areas(material)
            if line.code in moved and line.level is not None and line.planned is not None
        ),
    )


def _logframe_columns(material: Material) -> tuple[Column, ...]:
    _ = material.gettext
    return (
        Column(title=_("Indicator"), width=2.4),
        Column(title=_("Baseline"), numeric=True, width=0.9),
        Column(title=_("Target"), numeric=True, width=0.9),
        Column(title=_("Means of verification"), width=2),
        Column(title=_("Assumption"), width=2),
    )


def _moved(material: Material) -> Table:
    _, number = material.gettext, material.tongue.number
    return Table(
        caption=_("Questions the plan moves"),
        columns=(
            Column(title=_("Question"), width=3.2),
            Column(title=_("States"), numeric=True),
            Column(title=_("Baseline"), numeric=True),
            Column(title=_("Expected"), numeric=True),
            Column(title=_("Level aimed at"), numeric=True),
        ),
        rows=tuple(
            (material.label(line.code), number(line.states), number(line.baseline, 1),
             number(line.expected, 1), number(line.target, 1))
            for line in indicators(material)
        ),
        dense=True,
    )


def _outputs(material: Material) -> Table:
    _, number = material.gettext, material.tongue.number
    rows = []
    for code, items in material.by_type.items():
        seats = material.problem.types[code].seats * len(items)
        target = material.ngettext("{count} delivery", "{count} deliveries", len(items)).format(
            count=number(len(items)))
        if seats:
            target = _("{deliveries}, {seats} places").format(
                deliveries=target, seats=number(seats))
        rows.append((
            material.type(code), number(0), target, _("Records of delivery in the registry"),
            _("Requests stand; money and trainers come as planned"),
        ))
    return Table(caption=_("Outputs"), columns=(
        Column(title=_("Indicator"), width=2.4),
        Column(title=_("Baseline"), numeric=True, width=0.9),
        Column(title=_("Target"), width=1.4),
        Column(title=_("Means of verification"), width=2),
        Column(title=_("Assumption"), width=2),
    ), rows=tuple(rows))


def budget(material: Material) -> list[Block]:
    """Return the chapter: by fund, region and activity; every table adds up to the same sum."""
    _, number = material.gettext, material.tongue.number
    funds = tuple(
        (fund.name, number(fund.amount), number(material.solution.spent.get(fund.code, 0)),
         number(material.solution.left.get(fund.code, fund.amount)))
        for fund in material.problem.funds
    )
    whole = sum(fund.amount for fund in material.problem.funds)
    title = _("Cost by region")
    by_region = money_by(material, "region")
    return [
        Heading(text=_("Budget")),
        *(Paragraph(text=text) for text in material.standing.sections["budget"]),
        Table(
            caption=_("By fund, in {currency}").format(currency=material.problem.currency),
            columns=(
                Column(title=_("Fund"), width=2.4), Column(title=_("Sum of money"), numeric=True),
                Column(title=_("Planned"), numeric=True), Column(title=_("Left"), numeric=True),
            ),
            rows=(*funds, (_("Total"), number(whole), number(material.cost),
                           number(whole - material.cost))),
        ),
        Figure(
            drawing=bars(
                [Bar(name=material.region(code), value=cost) for code, cost in by_region.items()],
                code=material.language, title=title, name="plan-regions"),
            caption=title,
            note=_("In {currency}.").format(currency=material.problem.currency),
        ),
        _by_type(material),
    ]


def _by_type(material: Material) -> Table:
    _, number = material.gettext, material.tongue.number
    rows = [
        (material.type(code), number(len(items)), number(sum(len(item.states) for item in items)),
         number(sum(item.cost for item in items)))
        for code, items in material.by_type.items()
    ]
    rows.append((_("Total"), number(len(material.solution.deliveries)),
                 number(sum(len(item.states) for item in material.solution.deliveries)),
                 number(material.cost)))
    return Table(
        caption=_("By activity, in {currency}").format(currency=material.problem.currency),
        columns=(
            Column(title=_("Activity"), width=3), Column(title=_("Deliveries"), numeric=True),
            Column(title=_("State places"), numeric=True),
            Column(title=_("Cost"), numeric=True),
        ),
        rows=tuple(rows),
    )


def risks(material: Material) -> list[Block]:
    """Return the risk register."""
    _ = material.gettext
    return [
        Heading(text=_("Risk register")),
        Table(
            caption=_("Risks, and what is done about them"),
            columns=(
                Column(title=_("Risk"), width=2.2), Column(title=_("Likelihood"), width=0.9),
                Column(title=_("Impact"), width=0.8), Column(title=_("What is done"), width=3),
                Column(title=_("Who sees to it"), width=1.2),
            ),
            rows=tuple(
                (item.risk, _(DEGREES[item.likelihood]), _(DEGREES[item.impact]), item.answer,
                 item.owner)
                for item in material.standing.risks.values()
            ),
        ),
    ]


def follow_up(material: Material) -> list[Block]:
    """Return monitoring and evaluation, then sustainability."""
    _, standing = material.gettext, material.standing
    lasting = tuple(
        _("{name}: {lasting}").format(
            name=material.type(code), lasting=material.said(code).lasting)
        for code in material.by_type
        if material.said(code).lasting
    )
    return [
        Heading(text=_("Monitoring and evaluation")),
        *(Paragraph(text=text) for text in standing.sections["monitoring"]),
        Bullets(items=standing.lists["monitoring"]),
        Heading(text=_("Sustainability")),
        *(Paragraph(text=text) for text in standing.sections["sustainability"]),
        Bullets(items=standing.lists["sustainability"]),
        Heading(text=_("What makes each activity last"), level=2),
        Bullets(items=lasting),
    ]
