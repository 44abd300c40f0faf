"""Putting the chapters together."""

from tutela.documents.blocks import Block, Contents, Document, PageBreak
from tutela.foundation.errors import N_
from tutela.foundation.language import isolate
from tutela.needs.engine.disclosure import Audience
from tutela.needs.engine.report.annex import annex, evidence_annex
from tutela.needs.engine.report.areas import area_sections
from tutela.needs.engine.report.background import background
from tutela.needs.engine.report.comparing import comparison, since
from tutela.needs.engine.report.evidence import disagreements, evidence
from tutela.needs.engine.report.material import Material
from tutela.needs.engine.report.method import method
from tutela.needs.engine.report.priorities import answer_first, priorities
from tutela.needs.engine.report.summary import finding, reading, summary

READERS = {
    Audience.PRIVATE: N_("For the State only"),
    Audience.PROGRAMME: N_("For the programme"),
    Audience.REGION: N_("For States of the region"),
    Audience.PUBLIC: N_("Public"),
}


def build_report(material: Material) -> Document:
    """Return the report for the audience named in the material, in the language of its words."""
    shown = material.for_audience()
    _ = shown.gettext
    blocks: list[Block] = [
        Contents(),
        reading(shown),
        PageBreak(),
        *summary(shown),
        PageBreak(),
        *priorities(shown),
        PageBreak(),
        *area_sections(shown),
        *answer_first(shown),
        *disagreements(shown),
        *evidence(shown),
        *comparison(shown),
        *since(shown),
        *background(shown),
        *method(shown),
        *evidence_annex(shown),
        *annex(shown),
    ]
    return Document(
        title=_("National needs assessment: {country}").format(country=shown.country_name),
        subtitle=isolate(shown.answers.title),
        language=shown.language,
        organisation=shown.organisation,
        issued=shown.issued,
        blocks=tuple(blocks),
        reference=shown.journal.digest[:16] if shown.journal else "",
        classification=_(READERS[shown.audience]),
        facts=_cover(shown),
        summary=finding(shown),
        keywords=tuple(shown.words.domains.values()),
    )


def _cover(shown: Material) -> tuple[tuple[str, str], ...]:
    _, whole = shown.gettext, shown.result.overall
    facts = [
        (_("State"), shown.country_name),
        (_("Evidence weighed on"), shown.tongue.date(shown.result.as_of)),
        (
            _("Questions with an answer"),
            _("{known} of {asked}").format(known=whole.known, asked=whole.asked),
        ),
        (_("Agencies"), shown.tongue.number(len(shown.answers.agencies))),
        (_("Version of the questions"), str(shown.result.instrument_version)),
        (_("Readers"), _(READERS[shown.audience])),
    ]
    if shown.journal:
        facts.append(
            (
                _("Entry of the journal"),
                _("{entry}, digest {digest}").format(
                    entry=shown.journal.entry, digest=isolate(shown.journal.digest, ltr=True)
                ),
            )
        )
    return tuple(facts)
