"""The first chapter: the finding, then the reasons; and how to read the rest."""

from collections import Counter

from tutela.documents.blocks import Block, Bullets, Callout, Figure, Heading, Paragraph
from tutela.documents.figures import GapRow, dots, states
from tutela.needs.engine.report.material import Material
from tutela.needs.engine.report.phrases import listed, set_side_by_side
from tutela.needs.engine.sensitivity import AGED


def summary(material: Material) -> list[Block]:
    """Return the chapter."""
    _ = material.gettext
    blocks: list[Block] = [
        Heading(text=_("Summary")),
        Paragraph(text=finding(material), style="lead"),
    ]
    if detail := _detail(material):
        blocks.append(Paragraph(text=detail))
    blocks.append(Bullets(items=tuple(_standing(material))))
    if material.result.areas:
        blocks.append(_figure(material))
        blocks.append(_states(material))
    return blocks


def finding(material: Material) -> str:
    """Say in one or two sentences which need is the largest and how sure that is."""
    _, result = material.gettext, material.result
    if not result.ranking:
        return _("No question has an answer yet, so no need can be ranked.")
    first = result.areas[result.ranking[0]]
    if not first.gap:
        return _("Every area that has answers reaches its target.")
    sentences = [_("{area} has the largest gap.").format(area=material.words.domains[first.code])]
    count = material.ways(first.holds or 0.0)
    words = material.ngettext(
        "It stays first in {count} of {draws} ways in which the open answers could turn out.",
        "It stays first in {count} of {draws} ways in which the open answers could turn out.",
        count,
    )
    sentences.append(words.format(count=count, draws=result.draws))
    return " ".join(sentences)


def _detail(material: Material) -> str:
    _, result = material.gettext, material.result
    if not result.ranking or not result.areas[result.ranking[0]].gap:
        return ""
    first = result.areas[result.ranking[0]]
    sentences = [
        _("On the scale from 0 to 4 its level is {level}, and {gap} is missing to the target.")
        .format(level=material.level(first.level), gap=material.level(first.gap))
    ]
    others = [
        material.words.domains[code] for code in result.ranking[1:3] if result.areas[code].gap
    ]
    if others:
        words = material.ngettext(
            "The next largest gap is in this area: {areas}.",
            "The next largest gaps are in these areas: {areas}.",
            len(others),
        )
        sentences.append(words.format(areas=set_side_by_side(material, others)))
    if result.priorities:
        needs = [material.label(item.code) for item in result.priorities[:3]]
        words = material.ngettext(
            "The most pressing single need is {needs}.",
            "The most pressing single needs are {needs}.",
            len(needs),
        )
        sentences.append(words.format(needs=listed(material, needs)))
    return " ".join(sentences)


def _standing(material: Material) -> list[str]:
    _, several, result = material.gettext, material.ngettext, material.result
    whole = result.overall
    items = [
        several(
            "{known} of {asked} question that applies has an answer.",
            "{known} of {asked} questions that apply have an answer.",
            whole.asked,
        ).format(known=whole.known, asked=whole.asked)
    ]
    if whole.level is not None:
        items.append(
            _("The level over all areas is {level}. Counting everything that is open, it lies "
              "between {low} and {high}.").format(
                level=material.level(whole.level), low=material.level(whole.low),
                high=material.level(whole.high),
            )
        )
    return [*items, *_weak(material)]


def _weak(material: Material) -> list[str]:
    several, result = material.ngettext, material.result
    counts = Counter(item.state.value for item in result.indicators.values())
    items = []
    if counts["contested"]:
        items.append(
            several(
                "Agencies disagree on {count} question, and this is not settled yet.",
                "Agencies disagree on {count} questions, and this is not settled yet.",
                counts["contested"],
            ).format(count=counts["contested"])
        )
    if counts["asserted"]:
        items.append(
            several(
                "{count} answer stands without complete evidence.",
                "{count} answers stand without complete evidence.",
                counts["asserted"],
            ).format(count=counts["asserted"])
        )
    if aged := sum(
        item.state.value in ("evidenced", "verified") and item.evidence_weight < AGED
        for item in result.indicators.values()
    ):
        items.append(
            several(
                "{count} answer rests on evidence that has lost more than half of its weight.",
                "{count} answers rest on evidence that has lost more than half of its weight.",
                aged,
            ).format(count=aged)
        )
    return items


def _figure(material: Material) -> Figure:
    _, result = material.gettext, material.result
    order = [*result.ranking, *(code for code in result.areas if code not in result.ranking)]
    medians = {}
    for group in material.comparison.groups if material.comparison else ():
        if group.group.kind == "region":
            medians = {code: x.median for code, x in group.areas.items() if x}
    rows = [
        GapRow(
            name=material.words.domains[code],
            level=area.level,
            low=area.low,
            high=area.high,
            target=None if area.gap is None or area.level is None else area.level + area.gap,
            region=medians.get(code),
        )
        for code in order
        if (area := result.areas[code]).asked
    ]
    title = _("Need areas, the largest gap first")
    return Figure(
        drawing=dots(rows, code=material.language, title=title, name="areas"),
        caption=title,
        note=_("The dot is the level today, the bar what it could be, the diamond the level to "
               "which the gap is measured."),
    )


def _states(material: Material) -> Figure:
    counts = Counter(item.state.value for item in material.result.indicators.values())
    title = material.gettext("How well founded the answers are")
    return Figure(
        drawing=states(
            {
                "verified": counts["verified"],
                "evidenced": counts["evidenced"],
                "asserted": counts["asserted"],
                "contested": counts["contested"],
                "unknown": counts["unknown"],
            },
            code=material.language, title=title, name="founded",
        ),
        caption=title,
    )


def reading(material: Material) -> Callout:
    """Return the remark on how to read the report."""
    _ = material.gettext
    return Callout(
        title=_("How to read this report"),
        blocks=(
            Bullets(
                items=(
                    _("Each question is answered on a ladder from 0 to 4. Each level includes "
                      "those below it."),
                    _("Each level comes with the range in which it could lie. A narrow range "
                      "rests on recent evidence; a wide one asks for evidence or an answer."),
                    _("An unknown answer is not a zero. It stays open and could turn out to be "
                      "any level."),
                    _("The gap is the distance from the level to the target. A target is 3 on "
                      "most questions, unless the State sets another."),
                    _("A priority is the gap times the weight of the question."),
                )
            ),
        ),
    )
