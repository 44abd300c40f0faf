"""How the figures are made, in plain words and with every formula."""

from tutela.documents.blocks import Block, Bullets, Column, Heading, Paragraph, Table, Text
from tutela.needs.engine.aging import UNVERIFIED_TRUST
from tutela.needs.engine.comparison import MINIMUM_GROUP
from tutela.needs.engine.report.material import Material
from tutela.needs.engine.robustness import PRIORITIES


def method(material: Material) -> list[Block]:
    """Return the chapter."""
    _ = material.gettext
    return [
        Heading(text=_("Method")),
        Paragraph(
            text=_("The questions follow the assessment of training needs in document "
                   "E/CN.15/2014. Every level, range and gap in this report is computed from the "
                   "answers and the evidence listed in it, by the rules below.")
        ),
        Bullets(items=_merging(material)),
        Bullets(items=_means(material)),
        _half_lives(material),
    ]


def _merging(material: Material) -> tuple[Text, ...]:
    _ = material.gettext
    trust = material.tongue.share(UNVERIFIED_TRUST)
    return (
        _("When all agencies name the same level, it stands, with the evidence of all of them."),
        _("When they name different levels, the level is the middle between the lowest and the "
          "highest, and the range spans both, until the focal point settles the question with a "
          "reason."),
        _("When they differ on whether a question applies at all, its range is 0 to 4."),
        _("The weight of a piece of evidence is one half to the power of its age divided by its "
          "half-life."),
        _("A level counts as proven only as far as there is evidence for every level below it. "
          "The lower end of the range is the sum, over the levels up to the one named, of the "
          "weakest weight met so far."),
        _("Evidence that nobody outside the agency has verified counts with {share} of its "
          "weight.").format(share=trust),
        _("An unknown answer has the range 0 to 4 and enters no level. A question that does not "
          "apply enters nothing."),
    )


def _means(material: Material) -> tuple[Text, ...]:
    _ = material.gettext
    return (
        _("The level of an area is the sum of weight times level over its answered questions, "
          "divided by the sum of these weights. Its gap is the same mean of the gaps."),
        _("The range of an area is the same mean of the lower and of the upper ends, over all "
          "questions that apply."),
        _("The level over all areas is the plain mean of the areas."),
        _("The gap of a question is its target less its level, and never less than zero."),
        _("To see how sure an order is, each question takes a level from its range in "
          "{draws} different ways, evenly spread. The report says in how many of them a place "
          "holds, or a need stays among the first {first}.").format(
            draws=material.result.draws, first=PRIORITIES
        ),
        _("A question to answer first is one whose lowest or highest possible answer would move "
          "the areas by the most places; after that, the one that narrows the range most."),
        _("Figures of other States appear only when at least {least} of them share.").format(
            least=MINIMUM_GROUP
        ),
    )


def _half_lives(material: Material) -> Table:
    _ = material.gettext
    return Table(
        caption=_("Months after which evidence weighs half"),
        columns=(
            Column(title=_("Kind of question"), width=3),
            Column(title=_("Months"), numeric=True),
        ),
        rows=tuple(
            (material.words.kinds[kind.value], str(months))
            for kind, months in material.instrument.half_lives.items()
        ),
        dense=True,
    )
