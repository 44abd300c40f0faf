"""The assessment on paper, and its summary for the trainer."""

from datetime import date

from tutela.documents.blocks import (
    Block,
    Bullets,
    Choices,
    Column,
    Document,
    Figure,
    Heading,
    Lines,
    Paragraph,
    Table,
    Text,
)
from tutela.documents.figures import HeatRow, heat
from tutela.foundation.errors import N_
from tutela.foundation.language import catalogue, isolate, language
from tutela.needs.engine.pretraining.plan import Plan
from tutela.needs.engine.pretraining.skills import LEVELS, SkillWords
from tutela.needs.engine.pretraining.summary import Advice, SkillSummary, Summary

ADVICE: dict[Advice, str] = {
    "shorten": N_("Shorten or leave out: most can do this alone."),
    "deepen": N_("Deepen: half or more are beginners."),
    "practise": N_("Practise: most say they can, but the practical question went wrong."),
    "keep": N_("Keep as planned."),
    "unknown": N_("Nobody rated this."),
}


def form_document(plan: Plan, words: SkillWords, *, organisation: str, issued: date) -> Document:
    """Return the assessment to be answered on paper, in the language of the words."""
    _ = catalogue(words.language).gettext
    blocks: list[Block] = [
        Paragraph(
            text=_("Your answers help the trainer to fit the course to you. Please do not write "
                   "your name. There is no mark, and an honest zero is a good answer."),
            style="lead",
        ),
        Heading(text=_("What you can do today")),
        Paragraph(text=_("Tick one box under each statement.")),
    ]
    for item in plan.skills:
        blocks += [
            Heading(text=words.items[item.code].text, level=3),
            Choices(items=words.anchors),
        ]
    if plan.checks:
        blocks.append(Heading(text=_("Small practical questions")))
    for item in plan.checks:
        blocks += [
            Heading(text=words.items[item.code].text, level=3),
            Choices(items=words.items[item.code].options),
        ]
    blocks.append(Heading(text=_("You and your place of work")))
    for item in plan.context:
        options = words.items[item.code].options
        text = words.items[item.code].text
        blocks += (
            [Heading(text=text, level=3), Choices(items=options)] if options
            else [Lines(label=text, count=2)]
        )
    return Document(
        title=_("Before the course: {course}").format(course=isolate(plan.course.title)),
        subtitle=isolate(plan.course.audience),
        language=words.language,
        organisation=organisation,
        issued=issued,
        blocks=tuple(blocks),
    )


def summary_document(
    plan: Plan, summary: Summary, words: SkillWords, *, organisation: str, issued: date
) -> Document:
    """Return what the trainer needs to know before the course."""
    catalog = catalogue(words.language)
    _ = catalog.gettext
    lead = catalog.ngettext(
        "{count} trainee answered.", "{count} trainees answered.", summary.trainees
    ).format(count=summary.trainees)
    blocks: list[Block] = [
        Heading(text=_("What the course should change")),
        Paragraph(text=lead, style="lead"),
        _advice_table(summary, words),
        Heading(text=_("How the ratings spread")),
        _spread(summary, words),
        Bullets(
            items=tuple(
                _("{level}: {words}").format(level=level, words=anchor)
                for level, anchor in enumerate(words.anchors)
            )
        ),
    ]
    if any(skill.groups for skill in summary.skills):
        blocks += _groups(summary, words)
    if summary.checks:
        blocks += [Heading(text=_("Practical questions")), _check_table(plan, summary, words)]
    blocks += _remarks(summary, words)
    return Document(
        title=_("Before the course: what the trainees can do"),
        subtitle=isolate(plan.course.title),
        language=words.language,
        organisation=organisation,
        issued=issued,
        blocks=tuple(blocks),
        facts=((_("Trainees"), str(summary.trainees)), (_("Audience"), plan.course.audience)),
        summary=lead,
    )


def _remarks(summary: Summary, words: SkillWords) -> list[Block]:
    _ = catalogue(words.language).gettext
    blocks: list[Block] = [Heading(text=_("The trainees and their place of work"))]
    for code, remarks in summary.remarks.items():
        blocks.append(Heading(text=words.items[code].text, level=3))
        if remarks:
            blocks.append(
                Bullets(
                    items=tuple(
                        _("{answer} ({count})").format(answer=isolate(text), count=count)
                        for text, count in remarks
                    )
                )
            )
        else:
            blocks.append(Paragraph(text=_("Nobody answered this.")))
    return blocks


def _advice_table(summary: Summary, words: SkillWords) -> Table:
    _ = catalogue(words.language).gettext
    rows: list[tuple[Text, ...]] = [
        (words.items[x.code].text, _median(x, words), _(ADVICE[x.advice])) for x in summary.skills
    ]
    return Table(
        caption=_("Skills and what to do with them in the course"),
        columns=(
            Column(title=_("Skill"), width=4),
            Column(title=_("Median, 0 to 4"), width=1.2, numeric=True),
            Column(title=_("What to do"), width=3),
        ),
        rows=tuple(rows),
    )


def _median(skill: SkillSummary, words: SkillWords) -> str:
    if skill.median is None:
        return catalogue(words.language).gettext("unknown")
    return language(words.language).number(skill.median, 1)


def _spread(summary: Summary, words: SkillWords) -> Figure:
    title = catalogue(words.language).gettext("Trainees at each level")
    rows = [
        HeatRow(name=words.items[x.code].text, values=tuple(float(n) for n in x.counts))
        for x in summary.skills
    ]
    return Figure(
        drawing=heat(
            rows, [str(level) for level in range(LEVELS)], code=words.language, title=title,
            highest=max(summary.trainees, 1), places=0, name="spread",
        ),
        caption=title,
        show_table=True,
    )


def _groups(summary: Summary, words: SkillWords) -> list[Block]:
    _ = catalogue(words.language).gettext
    names = sorted({name for skill in summary.skills for name in skill.groups})
    apart = [words.items[x.code].text for x in summary.skills if x.apart]
    blocks: list[Block] = [Heading(text=_("Groups"))]
    if apart:
        blocks += [
            Paragraph(text=_("The groups differ so much in these skills that teaching them "
                             "separately is worth considering:")),
            Bullets(items=tuple(apart)),
        ]
    number = language(words.language).number
    blocks.append(
        Table(
            caption=_("Median rating by group"),
            columns=(
                Column(title=_("Skill"), width=4),
                *(Column(title=isolate(name), numeric=True) for name in names),
            ),
            rows=tuple(
                (
                    words.items[x.code].text,
                    *(number(x.groups[name], 1) if name in x.groups else _("not shown")
                      for name in names),
                )
                for x in summary.skills
            ),
        )
    )
    return blocks


def _check_table(plan: Plan, summary: Summary, words: SkillWords) -> Table:
    _ = catalogue(words.language).gettext
    answers = {item.code: item.answer for item in plan.checks}
    return Table(
        caption=_("Practical questions and how many answered them rightly"),
        columns=(
            Column(title=_("Question"), width=3.5),
            Column(title=_("Right answer"), width=2),
            Column(title=_("Right"), width=1, numeric=True),
            Column(title=_("Why"), width=3),
        ),
        rows=tuple(
            (
                words.items[x.code].text,
                words.items[x.code].options[answers[x.code]],
                _("{count} of {total}").format(count=x.right, total=x.answered),
                words.items[x.code].explanation,
            )
            for x in summary.checks
        ),
    )
