"""Pre-training needs for pages: needs to choose from, and the summary for the trainer."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tutela.foundation.language import catalogue
from tutela.needs.engine.instrument import Words
from tutela.needs.engine.pretraining import Plan, SkillWords, Summary
from tutela.needs.engine.pretraining.pages import ADVICE
from tutela.needs.engine.pretraining.skills import items


def needs(words: Words) -> list[tuple[str, str]]:
    """List the indicators for which skill statements exist."""
    codes = {code for item in items().values() if item.code[0] == "S" for code in item.indicators}
    return [(code, words.indicators[code].name) for code in sorted(codes & set(words.indicators))]


def finding(summary: Summary) -> str:
    """Say what the course should change, for the head of the page."""
    if not summary.trainees:
        return _("Nobody has answered yet")
    deepen = sum(skill.advice == "deepen" for skill in summary.skills)
    if not deepen:
        return _("The course fits its trainees")
    return ngettext(
        "Most are beginners in {n} skill", "Most are beginners in {n} skills", deepen
    ).format(n=deepen)


def summary_rows(plan: Plan, summary: Summary, words: SkillWords) -> dict[str, object]:
    """Shape skills, practical questions and remarks."""
    translate = catalogue(words.language).gettext
    return {
        "skills": [
            {
                "text": words.items[row.code].text, "median": row.median,
                "counts": row.counts, "advice": translate(ADVICE[row.advice]),
                "look": row.advice in {"deepen", "practise"},
                "apart": row.apart,
            }
            for row in summary.skills
        ],
        "checks": [
            {"text": words.items[row.code].text, "right": row.right, "answered": row.answered,
             "explanation": words.items[row.code].explanation}
            for row in summary.checks
        ],
        "remarks": [
            {"text": words.items[item.code].text, "said": summary.remarks[item.code]}
            for item in plan.context
        ],
    }
