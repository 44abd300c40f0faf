"""A checked file for the page: its problems by place, and what it would change."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from django.utils.translation import gettext as _

from tutela.foundation.errors import Problem
from tutela.needs.engine.answers import Answer, AnswerSet
from tutela.needs.engine.forms.preview import ChangeKind, preview
from tutela.needs.engine.instrument import Instrument, Words
from tutela.needs.store.queries.assessments import Sheet, to_answer_set
from tutela.needs.store.queries.imports import CheckedFile


def problems(found: Sequence[Problem], language: str) -> list[dict[str, object]]:
    """List problems by sheet, row and column, each with its words."""
    return [
        {
            "sheet": problem.place.sheet or problem.place.field, "row": problem.place.row or "",
            "column": problem.place.column, "text": problem.text(language),
        }
        for problem in found
    ]


def guessed_agencies(answers: AnswerSet, listed: Sequence[tuple[int, str]]) -> dict[str, int]:
    """Guess which agency of the assessment an agency of the file is, by its name."""
    by_name = {name.casefold(): key for key, name in listed}
    guessed = {key: by_name.get(name.casefold(), 0) for key, name in answers.agencies.items()}
    if len(listed) == 1 and len(guessed) == 1:
        return dict.fromkeys(guessed, listed[0][0])
    return guessed


def renamed(answers: AnswerSet, agencies: Mapping[str, int]) -> AnswerSet:
    """Give the answers of a file the keys that stand in the assessment."""
    return replace(
        answers,
        agencies={str(agencies.get(k) or k): name for k, name in answers.agencies.items()},
        answers=tuple(
            replace(one, agency=str(agencies.get(one.agency) or one.agency))
            for one in answers.answers
        ),
    )


def changes(
    checked: CheckedFile, found: Sheet, agencies: Mapping[str, int], *,
    instrument: Instrument, words: Words,
) -> dict[str, object]:
    """Say what the file would change, answer by answer."""
    seen = preview(
        renamed(checked.answers, agencies), instrument=instrument, existing=to_answer_set(found)
    )
    return {
        "added": seen.count(ChangeKind.ADDED), "unchanged": seen.count(ChangeKind.UNCHANGED),
        "changed": seen.count(ChangeKind.CHANGED) + seen.count(ChangeKind.OLDER),
        "conflicts": [{"code": c, "name": words.indicators[c].name} for c in seen.conflicts],
        "replaced": [
            {
                "code": change.indicator, "name": words.indicators[change.indicator].name,
                "before": _level(change.before), "after": _level(change.after),
                "older": change.kind is ChangeKind.OLDER,
            }
            for change in seen.changes
            if change.kind in {ChangeKind.CHANGED, ChangeKind.OLDER}
        ],
    }


def _level(answer: Answer | None) -> str:
    if answer is None or answer.level is None:
        return _("none")
    return str(answer.level)
