"""The State beside others that share, and beside its own earlier assessment."""

from tutela.documents.blocks import Block, Column, Heading, Paragraph, Table, Text
from tutela.needs.engine.comparison import MINIMUM_GROUP, Change, GroupComparison
from tutela.needs.engine.report.material import Material
from tutela.needs.engine.report.phrases import code as set_code
from tutela.needs.engine.report.phrases import set_side_by_side


def comparison(material: Material) -> list[Block]:
    """Return the chapter on other States; nothing without a comparison."""
    _, given = material.gettext, material.comparison
    if given is None:
        return []
    blocks: list[Block] = [
        Heading(text=_("Comparison")),
        Paragraph(
            text=_("Only figures that other States chose to share are used, and a figure is "
                   "shown only when at least {least} States share it.").format(
                least=MINIMUM_GROUP
            )
        ),
    ]
    if not given.groups:
        blocks.append(Paragraph(text=_("The State belongs to no group of States in the tables.")))
    for group in given.groups:
        blocks.extend(_group(material, group))
    return blocks


def _group(material: Material, group: GroupComparison) -> list[Block]:
    _ = material.gettext
    name = group.group.name(material.language)
    words = material.ngettext(
        "In this group {count} other State shares its results.",
        "In this group {count} other States share their results.",
        group.states,
    )
    blocks: list[Block] = [Heading(text=name, level=2)]
    sentences = [words.format(count=group.states)]
    shown = {x: found for x, found in group.areas.items() if found is not None}
    if not shown:
        sentences.append(_("That is too few to show figures."))
        return [*blocks, Paragraph(text=material.joined(sentences))]
    below = [
        material.words.domains[x]
        for x, found in shown.items()
        if (level := material.result.areas[x].level) is not None and level < found.lower
    ]
    if below:
        sentences.append(
            material.ngettext(
                "The State stands below three quarters of them in this area: {areas}.",
                "The State stands below three quarters of them in these areas: {areas}.",
                len(below),
            ).format(areas=set_side_by_side(material, below))
        )
    return [*blocks, Paragraph(text=material.joined(sentences)), _levels(material, group, name)]


def _levels(material: Material, group: GroupComparison, name: str) -> Table:
    _ = material.gettext
    rows: list[tuple[Text, ...]] = [
        (
            material.words.domains[x],
            material.level(material.result.areas[x].level),
            *(
                (material.level(found.lower), material.level(found.median),
                 material.level(found.upper), str(found.states))
                if found is not None
                else (_("not shown"),) * 3 + ("",)
            ),
        )
        for x, found in group.areas.items()
    ]
    return Table(
        caption=_("Levels compared: {group}").format(group=name),
        columns=(
            Column(title=_("Need area"), width=3),
            Column(title=_("This State"), numeric=True),
            Column(title=_("A quarter is below"), numeric=True),
            Column(title=_("Median"), numeric=True),
            Column(title=_("A quarter is above"), numeric=True),
            Column(title=_("States"), numeric=True),
        ),
        rows=tuple(rows),
    )


def since(material: Material) -> list[Block]:
    """Return the chapter on changes since the earlier assessment; nothing without one."""
    _, given = material.gettext, material.changes
    if given is None:
        return []
    day = material.tongue.date(given.earlier.as_of)
    up = [x for x in given.indicators if x.direction == "up"]
    down = [x for x in given.indicators if x.direction == "down"]
    sentences = [
        material.ngettext(
            "Since the assessment of {day} the level rose on {count} question.",
            "Since the assessment of {day} the level rose on {count} questions.",
            len(up),
        ).format(day=day, count=len(up)),
        material.ngettext(
            "It fell on {count} question.", "It fell on {count} questions.", len(down)
        ).format(count=len(down)),
    ]
    if answered := sum(x.direction == "answered" for x in given.indicators):
        sentences.append(
            material.ngettext(
                "{count} question that was open has an answer now.",
                "{count} questions that were open have an answer now.",
                answered,
            ).format(count=answered)
        )
    blocks: list[Block] = [
        Heading(text=_("Changes since the earlier assessment")),
        Paragraph(text=material.joined(sentences)),
        _changes(
            material,
            _("Need areas then and now"),
            [(material.words.domains[x.code], x) for x in given.areas],
        ),
    ]
    if moved := [*up, *down]:
        rows = [(material.words.indicators[x.code].name, x) for x in moved]
        blocks.append(_changes(material, _("Questions whose level changed"), rows, codes=True))
    return blocks


def _changes(
    material: Material, caption: str, rows: list[tuple[str, Change]], *, codes: bool = False
) -> Table:
    _ = material.gettext
    lead = (Column(title=_("Code"), width=0.7),) if codes else ()
    return Table(
        caption=caption,
        columns=(
            *lead,
            Column(title=_("Question about") if codes else _("Need area"), width=3),
            Column(title=_("Level then"), numeric=True),
            Column(title=_("Level now"), numeric=True),
        ),
        rows=tuple(
            (
                *((set_code(x.code),) if codes else ()),
                name,
                material.level(x.before),
                material.level(x.after),
            )
            for name, x in rows
        ),
    )
