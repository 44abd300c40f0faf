"""What the trainees answered, summed up for the trainer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import Literal

from tutela.needs.engine.pretraining.plan import Plan
from tutela.needs.engine.pretraining.skills import LEVELS, Item

SMALLEST_GROUP = 3
"""Groups with fewer trainees are not shown apart, so that nobody's answers stand alone."""

ABLE, BEGINNING = 3, 1
MOST, HALF = 0.75, 0.5
APART = 1.5

type Advice = Literal["shorten", "deepen", "practise", "keep", "unknown"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """What one trainee answered; no name is kept.

    Attributes:
        group: Service or agency, "" for none.
        ratings: 0..4 by code of skill.
        choices: Number of the chosen option by code of check.
        remarks: Words or the chosen option by code of context question.
    """

    group: str = ""
    ratings: Mapping[str, int] = field(default_factory=dict)
    choices: Mapping[str, int] = field(default_factory=dict)
    remarks: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class SkillSummary:
    """One skill over all trainees.

    Attributes:
        code: Of the skill.
        counts: Trainees at each of the levels 0..4.
        median: Of the ratings; None without any.
        advice: "shorten" when most can do it alone, "practise" when they say so but the linked
            checks went wrong, "deepen" when half are beginners, else "keep".
        groups: Median by group of at least SMALLEST_GROUP trainees.
        apart: Whether the groups differ enough to be taught separately.
    """

    code: str
    counts: tuple[int, ...]
    median: float | None
    advice: Advice
    groups: Mapping[str, float]
    apart: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckSummary:
    """One check over all trainees: how many answered, and how many rightly."""

    code: str
    answered: int
    right: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """All answers to one plan, in the plan's order.

    Attributes:
        trainees: Number of responses.
        skills: One entry a skill.
        checks: One entry a check.
        remarks: Answers to each context question, sorted, without repeats, with their counts.
    """

    trainees: int
    skills: tuple[SkillSummary, ...]
    checks: tuple[CheckSummary, ...]
    remarks: Mapping[str, tuple[tuple[str, int], ...]]


def summarise(plan: Plan, responses: Sequence[Response]) -> Summary:
    """Sum the responses up; their order does not matter."""
    checks = {item.code: _check(item, responses) for item in plan.checks}
    return Summary(
        trainees=len(responses),
        skills=tuple(_skill(item, plan, responses, checks) for item in plan.skills),
        checks=tuple(checks.values()),
        remarks={item.code: _remarks(item, responses) for item in plan.context},
    )


def _check(item: Item, responses: Sequence[Response]) -> CheckSummary:
    given = [x.choices[item.code] for x in responses if item.code in x.choices]
    return CheckSummary(code=item.code, answered=len(given), right=given.count(item.answer))


def _skill(
    item: Item, plan: Plan, responses: Sequence[Response], checks: Mapping[str, CheckSummary]
) -> SkillSummary:
    ratings = [x.ratings[item.code] for x in responses if item.code in x.ratings]
    linked = [
        checks[check.code] for check in plan.checks if set(check.indicators) & set(item.indicators)
    ]
    groups = {
        name: float(median(found))
        for name in sorted({x.group for x in responses if x.group})
        if len(found := [x.ratings[item.code] for x in responses
                         if x.group == name and item.code in x.ratings]) >= SMALLEST_GROUP
    }
    return SkillSummary(
        code=item.code,
        counts=tuple(ratings.count(level) for level in range(LEVELS)),
        median=float(median(ratings)) if ratings else None,
        advice=_advice(ratings, linked),
        groups=groups,
        apart=bool(groups) and max(groups.values()) - min(groups.values()) >= APART,
    )


def _advice(ratings: Sequence[int], linked: Sequence[CheckSummary]) -> Advice:
    if not ratings:
        return "unknown"
    if sum(x >= ABLE for x in ratings) >= MOST * len(ratings):
        wrong = any(x.answered and x.right < HALF * x.answered for x in linked)
        return "practise" if wrong else "shorten"
    if sum(x <= BEGINNING for x in ratings) >= HALF * len(ratings):
        return "deepen"
    return "keep"


def _remarks(item: Item, responses: Sequence[Response]) -> tuple[tuple[str, int], ...]:
    given = [text for x in responses if (text := x.remarks.get(item.code, "").strip())]
    return tuple((text, given.count(text)) for text in sorted(set(given)))
