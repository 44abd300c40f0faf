"""One question: the ladder, who says what, the evidence with its weight, the way on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from tutela.needs.engine.aging import evidence_weight
from tutela.needs.engine.answers import AnswerState
from tutela.needs.engine.instrument import Indicator, Instrument, Words
from tutela.needs.engine.merging import Standing
from tutela.needs.store.models import Answer, Settlement
from tutela.needs.store.queries.assessments import Sheet, engine_answer
from tutela.needs.store.queries.questions import EvidenceLine
from tutela.needs.web.presenters.progress import by_domain


@dataclass(frozen=True, slots=True, kw_only=True)
class Rung:
    """One choice of the ladder."""

    value: str
    level: int | None
    title: str
    proof: str
    says: tuple[str, ...]
    checked: bool


def choice_of(answer: Answer | Settlement | None) -> str:
    """Return the choice of the ladder that an answer or a settlement stands for, "" for none."""
    if answer is None:
        return ""
    if answer.level is not None:
        return str(answer.level)
    return str(getattr(answer, "state", AnswerState.NOT_APPLICABLE.value))


def ladder(
    code: str, *, words: Words, answers: Sequence[Answer], checked: str, settling: bool
) -> dict[str, list[Rung]]:
    """Return the five levels, and the choices beside them."""
    wording = words.indicators[code]
    says: dict[str, list[str]] = {}
    for row in answers:
        says.setdefault(choice_of(row), []).append(row.organisation.name)
    proofs = [_("Nothing to show."), *(_("Proof: {proof}").format(proof=p) for p in wording.proofs)]
    levels = [
        Rung(
            value=str(level), level=level,
            title=_("{level} · {words}").format(level=level, words=wording.levels[level]),
            proof=proofs[level], says=tuple(says.get(str(level), ())),
            checked=checked == str(level),
        )
        for level in range(5)
    ]
    unknown = Rung(
        value="unknown", level=None, title=_("Unknown"),
        proof=_("Counts as unknown, never as zero."), says=tuple(says.get("unknown", ())),
        checked=checked == "unknown",
    )
    refused = Rung(
        value="not-applicable", level=None, title=_("Does not apply"),
        proof=_("Say why below."), says=tuple(says.get("not-applicable", ())),
        checked=checked == "not-applicable",
    )
    return {"levels": levels, "others": [refused] if settling else [unknown, refused]}


def given_answers(answers: Sequence[Answer]) -> list[dict[str, object]]:
    """List what each agency says, with the state of its answer."""
    return [
        {
            "agency": row.organisation.name, "note": row.note, "level": row.level,
            "state": engine_answer(row).state.value,
        }
        for row in answers
    ]


def evidence_rows(
    lines: Sequence[EvidenceLine], *, indicator: Indicator, instrument: Instrument, today: date
) -> list[dict[str, object]]:
    """List evidence with what it weighs today, 0..1."""
    half_life = instrument.half_lives[indicator.kind]
    return [
        {
            "line": line,
            "weight": evidence_weight(dated=line.dated, as_of=today, half_life=half_life),
        }
        for line in lines
    ]


def domain_menu(
    found: Sheet, standing: Mapping[str, Standing], *, instrument: Instrument, words: Words,
    current: str,
) -> list[dict[str, object]]:
    """List the domains with their progress, for the side of the page."""
    return [
        {
            "letter": letter, "name": words.domains[letter], "progress": one,
            "address": reverse("needs:domain", args=[found.key, letter]),
            "current": letter == current,
        }
        for letter, one in by_domain(standing, instrument).items()
    ]


def items(
    found: Sheet, standing: Mapping[str, Standing], codes: Sequence[str], *, words: Words
) -> list[dict[str, object]]:
    """List questions with level and state, each with its address."""
    return [
        {
            "code": code, "name": words.indicators[code].name,
            "state": standing[code].state.value, "level": _whole(standing[code].level),
            "address": reverse("needs:question", args=[found.key, code]),
        }
        for code in codes
    ]


def _whole(level: float | None) -> int | None:
    return None if level is None or level != int(level) else int(level)


def neighbours(code: str, codes: Sequence[str]) -> tuple[str | None, str | None]:
    """Return the codes before and after one, None at an end."""
    place = codes.index(code)
    before = codes[place - 1] if place else None
    after = codes[place + 1] if place + 1 < len(codes) else None
    return before, after


def differ(answers: Sequence[Answer]) -> bool:
    """Tell whether the agencies that know do not say the same."""
    said = {choice_of(row) for row in answers if row.state != AnswerState.UNKNOWN}
    return len(said) > 1
