"""The annexes: every piece of evidence, and every disclosed answer in the words of the ladder."""

from collections.abc import Iterable
from datetime import date

from tutela.documents.blocks import Block, Cell, Column, Heading, Paragraph, Table, Text
from tutela.foundation.language import isolate
from tutela.needs.engine.answers import Answer, Evidence
from tutela.needs.engine.report.evidence import proofs
from tutela.needs.engine.report.material import Material
from tutela.needs.engine.report.phrases import code as set_code
from tutela.needs.engine.report.phrases import state


def evidence_annex(material: Material) -> list[Block]:
    """Return the list of the evidence, grouped by question; nothing without evidence."""
    _ = material.gettext
    found = proofs(material)
    if not found:
        return []
    agencies = _numbers(material, (answer.agency for answer, _proof, _weight in found))
    rows: list[tuple[Cell, ...]] = [
        (
            set_code(answer.indicator),
            str(proof.level),
            _title(proof),
            str(agencies[answer.agency]),
            _day(proof.dated),
            material.tongue.share(weight),
        )
        for answer, proof, weight in found
    ]
    return [
        Heading(text=_("Annex: the evidence")),
        Table(
            caption=_("Evidence and its weight on {day}").format(
                day=material.tongue.date(material.result.as_of)
            ),
            columns=(
                Column(title=_("Code"), width=0.7),
                Column(title=_("Level"), width=0.7, numeric=True),
                Column(title=_("Evidence"), width=6.2),
                Column(title=_("Agency"), width=0.9, numeric=True),
                Column(title=_("Date"), width=1.2),
                Column(title=_("Weight"), width=0.9, numeric=True),
            ),
            rows=tuple(rows),
            note=_key(material, agencies),
            dense=True,
        ),
    ]


def _title(proof: Evidence) -> str:
    return " ".join(isolate(x) for x in (proof.title, proof.reference) if x)


def annex(material: Material) -> list[Block]:
    """Return the answers, one table an area."""
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
    return [*blocks, *(_answers(material, domain, answers) for domain, answers in given.items())]


def _answers(material: Material, domain: str, answers: list[Answer]) -> Table:
    _ = material.gettext
    agencies = _numbers(material, (answer.agency for answer in answers))
    return Table(
        caption=_("Answers: {area}").format(area=material.words.domains[domain]),
        columns=(
            Column(title=_("Code"), width=0.7),
            Column(title=_("Question about"), width=2.8),
            Column(title=_("Agency"), width=0.9, numeric=True),
            Column(title=_("State of the answer"), width=1.4),
            Column(title=_("Answer"), width=4.6),
            Column(title=_("Date"), width=1.2),
        ),
        rows=tuple(_row(material, answer, agencies) for answer in answers),
        note=_key(material, agencies),
        dense=True,
    )


def _row(material: Material, answer: Answer, agencies: dict[str, int]) -> tuple[Cell, ...]:
    words = material.words.indicators[answer.indicator]
    said = ""
    if answer.level is not None:
        said = material.gettext("{level}: {words}").format(
            level=answer.level, words=words.levels[answer.level]
        )
    parts = [x for x in (said, isolate(answer.note)) if x]
    return (
        set_code(answer.indicator),
        words.name,
        str(agencies[answer.agency]),
        state(material, answer.state),
        " — ".join(parts),
        _day(answer.answered),
    )


def _numbers(material: Material, keys: Iterable[str]) -> dict[str, int]:
    """Return the number of each agency named, the same in every table."""
    named = set(keys)
    every = dict.fromkeys((*material.answers.agencies, *sorted(named)))
    return {key: place for place, key in enumerate(every, 1) if key in named}


def _key(material: Material, agencies: dict[str, int]) -> str:
    _ = material.gettext
    pairs = (
        _("{number}: {agency}").format(
            number=number, agency=isolate(material.answers.agencies.get(key, key))
        )
        for key, number in agencies.items()
    )
    return _("Agencies by number: {agencies}.").format(agencies=_("; ").join(pairs))


def _day(day: date) -> Text:
    # As the standard writes it, short and the same in every language.
    return set_code(day.isoformat())
