"""From a planned course to the short list of what its trainees are asked."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tutela.foundation.errors import N_, InputRefused
from tutela.needs.engine.context import Fact
from tutela.needs.engine.pretraining.skills import Item, items

MOST_SKILLS = 8
MOST_CHECKS = 3


class NoSkills(InputRefused):
    """No skill statement belongs to the indicators of the course."""

    code = "needs.no-skills"
    template = N_(
        "No skill statement belongs to these questions. Choose questions about skills, or name "
        "skill statements."
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """A course that is being planned.

    Attributes:
        title: Of the course.
        audience: Who will be trained, in words.
        indicators: Indicators it should improve, the most important first.
        skills: Codes of skill statements asked in any case.
    """

    title: str
    audience: str
    indicators: tuple[str, ...]
    skills: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What the trainees of a course are asked, in order.

    Attributes:
        course: For which course.
        skills: Statements to rate 0..4.
        checks: Small practical questions with one right option.
        context: Questions about law, language, equipment and custom.
    """

    course: Course
    skills: tuple[Item, ...]
    checks: tuple[Item, ...]
    context: tuple[Item, ...]


def plan_assessment(course: Course, *, facts: Sequence[Fact] = ()) -> Plan:
    """Choose 8 to 15 items for a course, tailored by open facts about the State.

    Args:
        course: Skills it names come first, then those of its indicators in their order.
        facts: Decide whether electricity and the Internet are asked about; a fact that is
            missing counts as a reason to ask.

    Raises:
        NoSkills: Neither its indicators nor its skills lead to a statement.
    """
    pool = items()
    named = [pool[code] for code in course.skills]
    matching = _matching(course.indicators, "S")
    skills = tuple(dict.fromkeys([*named, *matching]))[:MOST_SKILLS]
    if not skills:
        raise NoSkills
    reached = [*course.indicators, *(code for item in skills for code in item.indicators)]
    checks = tuple(_matching(reached, "K"))[:MOST_CHECKS]
    known = {fact.key: fact.value for fact in facts}
    context = tuple(
        item for item in pool.values() if item.code[0] == "Q" and _asked(item, known)
    )
    return Plan(course=course, skills=skills, checks=checks, context=context)


def _matching(indicators: Iterable[str], letter: str) -> list[Item]:
    found: dict[Item, None] = {}
    for indicator in indicators:
        for item in items().values():
            if item.code[0] == letter and indicator in item.indicators:
                found.setdefault(item)
    return list(found)


def _asked(item: Item, known: dict[str, float | str]) -> bool:
    value = known.get(item.fact)
    return not item.fact or not isinstance(value, float) or value < item.below
