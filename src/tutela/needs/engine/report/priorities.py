"""What to work on first, and what to answer first."""

from math import floor

from tutela.documents.blocks import Block, Column, Heading, Paragraph, Table, Text
from tutela.foundation.errors import N_
from tutela.needs.engine.report.material import Material
from tutela.needs.engine.report.phrases import code as set_code
from tutela.needs.engine.robustness import PRIORITIES

LISTED = 10
OPEN = 12

REASONS = {
    "unknown": N_("Nobody has answered it."),
    "contested": N_("The agencies disagree."),
    "unproven": N_("Evidence is missing for a level."),
    "aged": N_("The evidence has lost more than half of its weight."),
}


def priorities(material: Material) -> list[Block]:
    """Return the chapter of needs by priority."""
    _, result = material.gettext, material.result
    blocks: list[Block] = [Heading(text=_("Priorities"))]
    if not result.priorities:
        blocks.append(Paragraph(text=_("No answered question is below its target.")))
        return blocks
    blocks += [
        Paragraph(text=_("These needs come first. Each line says where the State stands today and "
                         "what the next level asks for."), style="lead"),
        _first(material),
        Paragraph(
            text=_("The order follows the priority, which is the gap times the weight of the "
                   "question. The last column says how often a need is among the first {first} "
                   "when the open answers turn out one way or another.").format(first=PRIORITIES),
            style="small",
        ),
    ]
    return blocks


def _first(material: Material) -> Table:
    _, result = material.gettext, material.result
    return Table(
        caption=_("Needs by priority"),
        columns=(
            Column(title=_("Code"), width=0.7),
            Column(title=_("Need"), width=2.4),
            Column(title=_("Today"), width=3.2),
            Column(title=_("The next level"), width=3.2),
            Column(title=_("Gap"), width=0.7, numeric=True),
            Column(title=_("Among the first"), width=1.1, numeric=True),
        ),
        rows=tuple(
            (
                set_code(item.code),
                material.words.indicators[item.code].name,
                *_steps(material, item.code),
                material.point(item.gap),
                _("{count} of {draws}").format(
                    count=material.ways(item.holds), draws=result.draws
                ),
            )
            for item in result.priorities[:LISTED]
        ),
    )


def _steps(material: Material, code: str) -> tuple[str, str]:
    """Return the words of the ladder for the level today and for the one above."""
    # Between two levels, the lower one is what all agencies agree on.
    level = floor(material.result.indicators[code].level or 0)
    words = material.words.indicators[code].levels
    shown = [
        material.gettext("{level}: {words}").format(level=step, words=words[step])
        for step in (level, level + 1)
    ]
    return shown[0], shown[1]


def answer_first(material: Material) -> list[Block]:
    """Return the chapter of open questions by what their answer would change."""
    _, found = material.gettext, material.result.answer_first
    blocks: list[Block] = [Heading(text=_("What to answer first"))]
    if not found:
        blocks.append(Paragraph(text=_("Every question has a recent, proven answer.")))
        return blocks
    words = material.ngettext(
        "{count} question is open. Those that could change the order of the areas most come first.",
        "{count} questions are open. Those that could change the order of the areas most come "
        "first.",
        len(found),
    )
    blocks.append(Paragraph(text=words.format(count=len(found))))
    rows: list[tuple[Text, ...]] = [
        (
            set_code(item.code),
            material.words.indicators[item.code].name,
            _(REASONS[item.reason]),
            _effect(material, item.shift),
            material.tongue.number(item.narrows, 2),
        )
        for item in found[:OPEN]
    ]
    blocks.append(
        Table(
            caption=_("Open questions, the most telling first"),
            columns=(
                Column(title=_("Code"), width=0.7),
                Column(title=_("Question about"), width=2.6),
                Column(title=_("Why it is open"), width=2.2),
                Column(title=_("What its answer could change"), width=2.4),
                Column(title=_("Range of the area narrows by"), width=1.2, numeric=True),
            ),
            rows=tuple(rows),
        )
    )
    return blocks


def _effect(material: Material, shift: int) -> str:
    if not shift:
        return material.gettext("No area changes its place.")
    words = material.ngettext(
        "An area moves by {count} place.", "An area moves by up to {count} places.", shift
    )
    return words.format(count=shift)
