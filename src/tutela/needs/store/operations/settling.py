"""The focal point settles what agencies answered differently; the programme verifies answers."""

from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction

from tutela.foundation.clock import Clock, SystemClock
from tutela.foundation.errors import N_, InputRefused, NotFound, Place, Problem
from tutela.needs.engine.answers import AnswerState
from tutela.needs.store.access import owned_assessment, require_indicator, require_open
from tutela.needs.store.faults import AnswerMoved, NothingToSettle
from tutela.needs.store.models import Answer, Disclosed, Settlement, Verification
from tutela.needs.store.operations.answers import state_and_level
from tutela.needs.store.trail import note
from tutela.people.engine.roles import Action, Kind
from tutela.people.engine.viewer import Viewer


def require_reason(reason: str) -> str:
    """Return a reason without its margins.

    Raises:
        InputRefused: There is none.
    """
    if reason.strip():
        return reason.strip()
    template = N_("Give a reason. It becomes part of the record.")
    raise InputRefused(
        [Problem(code="needs.reason", template=template, place=Place(field="reason"))]
    )


def _differ(answers: list[Answer]) -> bool:
    said = {(row.state == AnswerState.NOT_APPLICABLE, row.level) for row in answers}
    return len(said) > 1


def _settled_level(choice: str) -> int | None:
    state, level = state_and_level(choice)
    if state is AnswerState.UNKNOWN:
        template = N_("Choose a level, or does not apply: unknown settles nothing.")
        raise InputRefused(
            [Problem(code="needs.level", template=template, place=Place(field="level"))]
        )
    return level


@transaction.atomic
def settle(
    *,
    viewer: Viewer,
    assessment: int,
    indicator: str,
    choice: str,
    reason: str,
    clock: Clock = SystemClock(),  # noqa: B008 - stateless and frozen
) -> Settlement:
    """Decide the level that stands for the State.

    Args:
        viewer: A focal point of the State.
        assessment: Key of the assessment.
        indicator: Code.
        choice: "0".."4" or "not-applicable".
        reason: Why; the agencies see it.
        clock: Tells the time.

    Raises:
        NothingToSettle: The agencies do not disagree.
        InputRefused: The choice or the reason is missing.
        NotFound, NotAllowed, Conflict: See ``access``.
    """
    found = owned_assessment(viewer=viewer, key=assessment, action=Action.SETTLE)
    require_indicator(indicator)
    require_open(found)
    level = _settled_level(choice)
    reason = require_reason(reason)
    given = Answer.objects.filter(assessment=found, indicator=indicator)
    if not _differ(list(given.exclude(state=AnswerState.UNKNOWN))):
        raise NothingToSettle
    made, _created = Settlement.objects.update_or_create(
        assessment=found, indicator=indicator,
        defaults={
            "owner_id": found.owner_id, "level": level, "reason": reason,
            "settled_at": clock.now(), "settled_by_id": viewer.account,
        },
    )
    note(
        viewer=viewer, action="answer.settled", subject=f"assessment:{found.pk}/{indicator}",
        clock=clock, level=choice,
    )
    return made


def _shared_answer(
    viewer: Viewer, *, disclosed: int, answer: int, version: int
) -> tuple[Disclosed, Mapping[str, Any]]:
    if viewer.kind is not Kind.PROGRAMME:
        raise NotFound
    viewer.require(Action.VERIFY)
    copy = Disclosed.objects.filter(pk=disclosed, audience="programme").first()
    shared = copy.detail.get("answers", []) if copy else []
    row = next((one for one in shared if (one["key"], one["version"]) == (answer, version)), None)
    if copy is None or row is None:
        raise NotFound
    return copy, row


@transaction.atomic
def open_shared(
    *,
    viewer: Viewer,
    disclosed: int,
    answer: int,
    version: int,
    reason: str,
    clock: Clock = SystemClock(),  # noqa: B008 - stateless and frozen
) -> None:
    """Record why the note and the evidence of a State's shared answer are opened.

    Raises:
        NotFound: The State did not share this.
        NotAllowed: The role does not verify.
        InputRefused: The reason is missing.
    """
    copy, _row = _shared_answer(viewer, disclosed=disclosed, answer=answer, version=version)
    note(
        viewer=viewer, action="shared.read", reason=require_reason(reason), clock=clock,
        subject=f"assessment:{copy.assessment_id}/{copy.indicator}", version=version,
    )


@transaction.atomic
def verify(
    *,
    viewer: Viewer,
    disclosed: int,
    answer: int,
    version: int,
    reason: str,
    clock: Clock = SystemClock(),  # noqa: B008 - stateless and frozen
) -> Verification:
    """Confirm one answer that a State shared with the programme.

    Args:
        viewer: A programme officer.
        disclosed: Key of the shared copy that was read.
        answer: Key of the answer in that copy.
        version: Version in that copy.
        reason: What was checked.
        clock: Tells the time.

    Raises:
        NotFound: The State did not share this.
        NotAllowed: The role does not verify.
        AnswerMoved: This version was verified already.
        InputRefused: The reason is missing.
    """
    copy, row = _shared_answer(viewer, disclosed=disclosed, answer=answer, version=version)
    reason = require_reason(reason)
    try:
        with transaction.atomic():
            made = Verification.objects.create(
                answer=answer, assessment=copy.assessment_id, owner_id=copy.owner_id,
                organisation_id=row["agency"], programme_id=viewer.organisation,
                indicator=copy.indicator, answer_version=version, reason=reason,
                verified_at=clock.now(), verified_by_id=viewer.account,
            )
    except IntegrityError:
        raise AnswerMoved from None
    note(
        viewer=viewer, action="answer.verified", reason=reason, clock=clock,
        subject=f"assessment:{copy.assessment_id}/{copy.indicator}", answer=answer, version=version,
    )
    return made
