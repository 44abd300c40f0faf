"""Pre-training needs assessment: what the future trainees can do already, before a course is held.

Source: E/CN.15/2014, paragraphs 12 and 21.
"""

from tutela.needs.engine.pretraining.pages import form_document, summary_document
from tutela.needs.engine.pretraining.plan import Course, Plan, plan_assessment
from tutela.needs.engine.pretraining.skills import SkillWords, skill_words
from tutela.needs.engine.pretraining.summary import Response, Summary, summarise

__all__ = [
    "Course", "Plan", "Response", "SkillWords", "Summary", "form_document", "plan_assessment",
    "skill_words", "summarise", "summary_document",
]
