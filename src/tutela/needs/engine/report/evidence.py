"""What the answers rest on, and where agencies disagreed."""

from tutela.documents.blocks import Block, Column, Heading, Paragraph, Table, Text
from tutela.foundation.language import isolate
from tutela.needs.engine.aging import evidence_weight
from tutela.needs.engine.answers import Answer, AnswerState, Evidence
from tutela.needs.engine.merging import SAID_A_LEVEL
from tutela.needs.engine.report.material import Material
from tutela.needs.engine.report.phrases import code as set_code
from tutela.needs.engine.report.phrases import said
from tutela.needs.engine.result import IndicatorResult
from tutela.needs.engine.sensitivity import AGED


def proofs(material: Material) -> list[tuple[Answer, Evidence, float]]:
    """Return every piece of evidence with its weight today, by code, level and date."""
    found = []
    for answer in material.answers.answers:
        indicator = material.instrument.indicators.get(answer.indicator)
        if indicator is None or answer.state not in SAID_A_LEVEL:
            continue
        half_life = material.instrument.half_lives[indicator.kind]
        for proof in answer.evidence:
            weight = evidence_weight(
                dated=proof.dated, as_of=material.result.as_of, half_life=half_life
            )
            found.append((answer, proof, weight))
    return sorted(found, key=lambda x: (x[0].indicator, x[1].level, x[1].dated, x[1].title))


def evidence(material: Material) -> list[Block]:
    """Return the chapter that lists the evidence."""
    _, several = material.gettext, material.ngettext
    found = proofs(material)
    blocks: list[Block] = [Heading(text=_("Evidence"))]
    if not found:
        blocks.append(Paragraph(text=_("No evidence has been given yet.")))
        return blocks
    aged = sum(weight < AGED for _answer, _proof, weight in found)
    sentences = [
        several(
            "The answers rest on {count} piece of evidence.",
            "The answers rest on {count} pieces of evidence.",
            len(found),
        ).format(count=len(found))
    ]
    if aged:
        sentences.append(
            several(
                "{count} of them has lost more than half of its weight and should be renewed.",
                "{count} of them have lost more than half of their weight and should be renewed.",
                aged,
            ).format(count=aged)
        )
    return [*blocks, Paragraph(text=" ".join(sentences)), _by_area(material, found)]


def _by_area(material: Material, found: list[tuple[Answer, Evidence, float]]) -> Table:
    _, share = material.gettext, material.tongue.share
    weights: dict[str, list[float]] = {letter: [] for letter in material.result.areas}
    for answer, _proof, weight in found:
        weights[material.instrument.indicators[answer.indicator].domain].append(weight)
    return Table(
        caption=_("Evidence by need area"),
        columns=(
            Column(title=_("Need area"), width=3),
            Column(title=_("Evidence"), width=1, numeric=True),
            Column(title=_("Mean weight"), width=1.2, numeric=True),
            Column(title=_("To be renewed"), width=1.2, numeric=True),
        ),
        rows=tuple(
            (
                material.words.domains[letter],
                str(len(values)),
                share(sum(values) / len(values)) if values else "",
                str(sum(value < AGED for value in values)),
            )
            for letter, values in weights.items()
        ),
    )


def disagreements(material: Material) -> list[Block]:
    """Return the chapter on what agencies answered differently and how it was settled."""
    _ = material.gettext
    items = [
        item
        for item in material.result.indicators.values()
        if item.state is AnswerState.CONTESTED or item.settlement is not None
    ]
    blocks: list[Block] = [Heading(text=_("Disagreements"))]
    if not items:
        blocks.append(Paragraph(text=_("No two agencies answered a question differently.")))
        return blocks
    words = material.ngettext(
        "The agencies answered {count} question differently. A question that is not settled "
        "counts with the middle of the levels named and with the whole range between them.",
        "The agencies answered {count} questions differently. A question that is not settled "
        "counts with the middle of the levels named and with the whole range between them.",
        len(items),
    )
    blocks.append(Paragraph(text=words.format(count=len(items))))
    rows: list[tuple[Text, ...]] = [
        (
            set_code(item.code),
            material.words.indicators[item.code].name,
            _("; ").join(
                said(material, x) for x in item.statements if x.state is not AnswerState.UNKNOWN
            ),
            _settled(material, item),
        )
        for item in items
    ]
    blocks.append(
        Table(
            caption=_("What agencies answered differently"),
            columns=(
                Column(title=_("Code"), width=0.7),
                Column(title=_("Question about"), width=2.2),
                Column(title=_("What was said"), width=2.8),
                Column(title=_("How it was settled"), width=2.8),
            ),
            rows=tuple(rows),
        )
    )
    return blocks


def _settled(material: Material, item: IndicatorResult) -> str:
    _ = material.gettext
    if item.settlement is None:
        return _("It is not settled yet.")
    day = material.tongue.date(item.settlement.settled)
    reason = isolate(item.settlement.reason)
    if item.settlement.level is None:
        words = _("On {day} the focal point decided that it does not apply. Reason: {reason}")
        return words.format(day=day, reason=reason)
    return _("On {day} the focal point settled on level {level}. Reason: {reason}").format(
        day=day, level=item.settlement.level, reason=reason
    )
