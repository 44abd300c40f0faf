"""The questionnaire on paper, as a document: boxes to tick and lines to write on."""

from collections.abc import Sequence
from datetime import date

from tutela.documents.blocks import (
    Block,
    Bullets,
    Callout,
    Choices,
    Document,
    Heading,
    Lines,
    Numbered,
    PageBreak,
    Paragraph,
    Span,
)
from tutela.foundation.language import catalogue
from tutela.needs.engine.instrument import Indicator, Instrument, Words
from tutela.needs.engine.instrument import words as words_in


def questionnaire(
    *, instrument: Instrument, indicators: Sequence[Indicator], language: str, issued: date,
    organisation: str, state: str = "",
) -> Document:
    """Return the questionnaire.

    Args:
        instrument: The version in use.
        indicators: What is asked, from ``selection.choose``.
        language: One of the six codes.
        issued: Day on the cover.
        organisation: Who asks.
        state: Name of the State in that language, "" to leave a line for it.
    """
    words = words_in(language)
    _ = catalogue(language).gettext
    blocks: list[Block] = [*_opening(language, state=state)]
    for letter in dict.fromkeys(item.domain for item in indicators):
        blocks += [PageBreak(), Heading(text=f"{letter}. {words.domains[letter]}"),
                   Paragraph(text=words.domain_leads[letter], style="lead")]
        for item in indicators:
            if item.domain == letter:
                blocks += _question(item, words, language)
    blocks += [Heading(text=_("Thank you")),
               Paragraph(text=_("Return the questionnaire to the person who gave it to you. The "
                                "focal point enters the answers as they stand."))]
    return Document(
        title=words.title, subtitle=_("Questionnaire for one agency"), language=language,
        organisation=organisation, issued=issued, blocks=tuple(blocks),
        reference=_("Version {version}").format(version=instrument.version),
        facts=((_("State"), state),) if state else (),
        summary=_("Questions on what a State needs to protect children from offences committed "
                  "with new technologies."),
    )


def _opening(language: str, *, state: str) -> list[Block]:
    _ = catalogue(language).gettext
    blocks: list[Block] = [Heading(text=_("Who answers"))]
    if not state:
        blocks.append(Lines(label=_("State"), count=1))
    labels = (_("Name of the agency"), _("Function of the person who answers"),
              _("Date of the answers (year-month-day)"))
    blocks += [Lines(label=label, count=1) for label in labels]
    steps = (
        _("Answer the questions that concern your agency and leave the others empty."),
        _("Tick one box for each question: the highest level that is true today. Each level "
          "includes those before it."),
        _("Tick “unknown” when nobody can tell. It does not count as zero."),
        _("Under each question, write what proves the level, its date, and where it can be "
          "found. Do not attach documents."),
    )
    care = (
        _("Write no name of a child, a victim, a suspect or a case."),
        _("Describe nothing that was done to a child."),
    )
    return [*blocks, Heading(text=_("How to fill it in"), level=2), Numbered(items=steps),
            Callout(title=_("Protect people"), blocks=(Bullets(items=care),), kind="warning")]


def _question(item: Indicator, words: Words, language: str) -> list[Block]:
    _ = catalogue(language).gettext
    wording = words.indicators[item.code]
    items = [f"{level}. {text}" for level, text in enumerate(wording.levels)]
    hints = ["", *(_("Evidence: {proof}").format(proof=proof) for proof in wording.proofs)]
    return [
        Heading(text=(Span(text=item.code, code=True), "  ", wording.name), level=3),
        Paragraph(text=(Span(text=wording.question, strong=True),)),
        Paragraph(text=wording.why, style="small"),
        Choices(items=(*items, _("Unknown"), _("Does not apply")), hints=(*hints, "", "")),
        Lines(label=_("Evidence: what it is, its date, where it can be found"), count=2),
        Lines(label=_("Note, if you wish to explain the answer"), count=1),
    ]
