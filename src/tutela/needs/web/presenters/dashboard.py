"""The overview of one assessment: the finding, the next steps, the agencies, what changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tutela.foundation.language import language
from tutela.needs.engine.answers import AnswerState
from tutela.needs.engine.instrument import Words
from tutela.needs.engine.merging import Standing
from tutela.needs.store.queries.assessments import Part, Sheet
from tutela.needs.store.queries.questions import Change
from tutela.needs.web.presenters.progress import Progress

LONG_SILENCE = 7
"""Days after which an agency without any answer is worth a reminder."""
_HALF = 0.5
_MOST_STEPS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One thing to do next."""

    title: str
    text: str
    address: str
    button: str


def finding(found: Sheet, whole: Progress) -> str:
    """Say the state of the assessment in one sentence, for the head of the page."""
    if not found.open:
        return _("The assessment is closed with {answered} of {asked} questions answered").format(
            answered=whole.answered, asked=whole.asked
        )
    if not whole.answered:
        return _("No question is answered yet")
    if not whole.unknown:
        return _("Every question is answered")
    return _("{answered} of {asked} questions answered").format(
        answered=whole.answered, asked=whole.asked
    )


def lead(found: Sheet, whole: Progress, *, spoken: str, decides: bool = True) -> str:
    """Say what waits and until when."""
    day = language(spoken).date(found.closes)
    if not found.open:
        return _("It takes no more answers. The result and the report stay available.")
    until = _("The assessment stays open until {day}.").format(day=day)
    if not (found.own and decides and whole.contested):
        return until
    waits = ngettext(
        "One answer needs your decision.", "{n} answers need your decision.", whole.contested
    ).format(n=whole.contested)
    return _("{first} {second}").format(first=waits, second=until)


def steps(
    found: Sheet, standing: Mapping[str, Standing], *, words: Words, today: date, spoken: str,
    may_answer: bool = True, may_lead: bool = True,
) -> list[Step]:
    """List what to do next, the most telling first; the first carries the primary button.

    Args:
        found: The assessment.
        standing: What stands for each indicator.
        words: The instrument's, for the text of the next question.
        today: Tells how long an agency was silent.
        spoken: Code of the page's language.
        may_answer: Whether the viewer's role answers; who only reads is led to the result.
        may_lead: Whether it invites and settles.
    """
    if not (found.open and may_answer):
        return [_result_step(found)] if found.own else []
    if found.own:
        listed = [
            *_renew_step(found, standing), *_answer_step(found, standing, words=words),
        ]
        if may_lead:
            listed = [
                *_settle_step(found, standing), *_invite_step(found),
                *_remind_steps(found, today=today), *listed,
            ]
        return listed[:_MOST_STEPS] or [_result_step(found)]
    return [
        *_reminded_step(found, spoken=spoken), *_renew_step(found, standing),
        *_answer_step(found, standing, words=words),
    ][:_MOST_STEPS]


def _question(found: Sheet, code: str) -> str:
    return reverse("needs:question", args=[found.key, code])


def _first(standing: Mapping[str, Standing], state: AnswerState) -> str | None:
    return next((code for code, one in standing.items() if one.state is state), None)


def _settle_step(found: Sheet, standing: Mapping[str, Standing]) -> list[Step]:
    contested = [c for c, one in standing.items() if one.state is AnswerState.CONTESTED]
    if not contested:
        return []
    title = ngettext("Settle one disagreement", "Settle {n} disagreements", len(contested))
    return [Step(
        title=title.format(n=len(contested)),
        text=_("Agencies gave different levels. You decide, with a reason that they see."),
        address=_question(found, contested[0]), button=_("Settle"),
    )]


def _invite_step(found: Sheet) -> list[Step]:
    if found.parts:
        return []
    return [Step(
        title=_("Invite the agencies that answer"),
        text=_("Each answers its own part. You see all answers side by side."),
        address=reverse("needs:invite", args=[found.key]), button=_("Invite an agency"),
    )]


def _remind_steps(found: Sheet, *, today: date) -> list[Step]:
    answered = {row.organisation_id for row in found.answers}
    silent = [
        part for part in found.parts
        if part.agency not in answered
        and (today - (part.reminded_at or part.invited_at).date()).days >= LONG_SILENCE
    ]
    return [_remind(found, part, today=today) for part in silent[:2]]


def _remind(found: Sheet, part: Part, *, today: date) -> Step:
    days = (today - part.invited_at.date()).days
    asked = ngettext("One question", "{n} questions", len(part.indicators)).format(
        n=len(part.indicators)
    )
    return Step(
        title=_("Remind {agency}").format(agency=part.name),
        text=ngettext(
            "{asked}, invited {n} day ago, none answered.",
            "{asked}, invited {n} days ago, none answered.", days,
        ).format(asked=asked, n=days),
        address=reverse("needs:agencies", args=[found.key]), button=_("Send a reminder"),
    )


def _reminded_step(found: Sheet, *, spoken: str) -> list[Step]:
    reminded = [part for part in found.parts if part.reminded_at]
    if not reminded or reminded[0].reminded_at is None:
        return []
    day = language(spoken).date(reminded[0].reminded_at.date())
    return [Step(
        title=_("Your focal point asks for your answers"),
        text=_("The reminder is of {day}.").format(day=day),
        address=reverse("needs:continue", args=[found.key]), button=_("Go on answering"),
    )]


def _renew_step(found: Sheet, standing: Mapping[str, Standing]) -> list[Step]:
    aged = [
        code for code, one in standing.items()
        if one.level and 0 < one.evidence_weight < _HALF
    ]
    if not aged:
        return []
    title = ngettext(
        "Renew the evidence of one answer", "Renew the evidence of {n} answers", len(aged)
    )
    return [Step(
        title=title.format(n=len(aged)),
        text=_("It weighs less than half because of its age, so the result is less sure."),
        address=_question(found, aged[0]), button=_("Renew"),
    )]


def _answer_step(found: Sheet, standing: Mapping[str, Standing], *, words: Words) -> list[Step]:
    code = _first(standing, AnswerState.UNKNOWN)
    if code is None:
        return []
    return [Step(
        title=_("Answer the next question"), text=words.indicators[code].question,
        address=_question(found, code), button=_("Answer"),
    )]


def _result_step(found: Sheet) -> Step:
    return Step(
        title=_("Read the result"),
        text=_("See the largest gaps, how sure they are, and make the report."),
        address=reverse("needs:result", args=[found.key]), button=_("See the result"),
    )


def team(found: Sheet) -> list[dict[str, object]]:
    """List the agencies with how many of their questions they answered."""
    said = {
        (row.organisation_id, row.indicator)
        for row in found.answers if row.state != AnswerState.UNKNOWN
    }
    return [
        {"name": part.name, "asked": len(part.indicators), "part": part,
         "done": sum((part.agency, code) in said for code in part.indicators)}
        for part in found.parts
    ]


def changes(
    rows: Sequence[Change], found: Sheet, *, words: Words
) -> list[dict[str, object]]:
    """Say each recent change in a sentence that follows the name of the question."""
    return [
        {
            "when": row.changed_at, "address": _question(found, row.indicator),
            "name": words.indicators[row.indicator].name, "text": _change(row),
        }
        for row in rows
        if row.indicator in words.indicators
    ]


def _change(row: Change) -> str:
    if row.origin == "evidence":
        return _("{agency} changed its evidence.").format(agency=row.agency)
    if row.level is None:
        said = {
            AnswerState.UNKNOWN: _("{agency} says it is unknown."),
            AnswerState.NOT_APPLICABLE: _("{agency} says it does not apply."),
        }
        return said[AnswerState(row.state)].format(agency=row.agency)
    if row.before is not None and row.before != row.level:
        return _("{agency} changed level {before} to {level}.").format(
            agency=row.agency, before=row.before, level=row.level
        )
    return _("{agency} states level {level}.").format(agency=row.agency, level=row.level)
