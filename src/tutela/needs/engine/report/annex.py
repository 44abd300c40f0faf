"""The annex: every disclosed answer in the words of the ladder."""

from tutela.documents.blocks import Block, Column, Heading, Paragraph, Table, Text
from tutela.foundation.language import isolate
from tutela.needs.engine.answers import Answer
from tutela.needs.engine.report.material import Material
from tutela.needs.engine.report.phrases import code as set_code
from tutela.needs.engine.report.phrases import state


def annex(material: Material) -> list[Block]:
    """Return the annex, one table an area."""
    _ = material.gettext
    blocks: list[Block] = [Heading(text=_("Annex: the answers"))]
    if count := material.withheld():
        words = material.ngettext(
            "{count} question is not shared with the readers of this report. No figure in it "
            "depends on the answer.",
            "{count} questions are not shared with the readers of this report. No figure in it "
            "depends on their answers.",
            count,
        )
        blocks.append(Paragraph(text=words.format(count=count)))
    given: dict[str, list[Answer]] = {}
    for answer in sorted(material.answers.answers, key=lambda x: (x.indicator, x.agency)):
        if answer.indicator in material.result.indicators:
            domain = material.instrument.indicators[answer.indicator].domain
            given.setdefault(domain, []).append(answer)
    if not given:
        blocks.append(Paragraph(text=_("There are no answers to show.")))
    for domain, answers in given.items():
        name = material.words.domains[domain]
        blocks.append(Heading(text=name, level=2))
        blocks.append(
            Table(
                caption=_("Answers: {area}").format(area=name),
                columns=(
                    Column(title=_("Code"), width=0.7),
                    Column(title=_("Question"), width=3),
                    Column(title=_("Answered by"), width=1.5),
                    Column(title=_("State of the answer"), width=1.2),
                    Column(title=_("Answer"), width=3.2),
                    Column(title=_("Date"), width=1.3),
                ),
                rows=tuple(_row(material, answer) for answer in answers),
            )
        )
    return blocks


def _row(material: Material, answer: Answer) -> tuple[Text, ...]:
    words = material.words.indicators[answer.indicator]
    said = ""
    if answer.level is not None:
        said = material.gettext("{level}: {words}").format(
            level=answer.level, words=words.levels[answer.level]
        )
    parts = [x for x in (said, isolate(answer.note)) if x]
    return (
        set_code(answer.indicator),
        words.question,
        isolate(material.answers.agencies.get(answer.agency, answer.agency)),
        state(material, answer.state),
        " — ".join(parts),
        material.tongue.date(answer.answered),
    )
