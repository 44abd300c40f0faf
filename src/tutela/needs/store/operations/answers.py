"""Save answers with optimistic locking, and comment."""

from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction

from tutela.foundation.clock import Clock, SystemClock
from tutela.foundation.errors import N_, InputRefused, NotFound, Place, Problem
from tutela.needs.engine.answers import AnswerState
from tutela.needs.store.access import answerable, require_indicator, visible_assessment
from tutela.needs.store.faults import AnswerChanged
from tutela.needs.store.models import Answer, AnswerRevision, Comment
from tutela.needs.store.trail import note as journal
from tutela.people.engine.roles import Action
from tutela.people.engine.viewer import Viewer


def state_and_level(choice: str) -> tuple[AnswerState, int | None]:
    """Read a choice of the ladder: "0".."4", "unknown" or "not-applicable".

    Raises:
        InputRefused: Anything else.
    """
    if choice in {"0", "1", "2", "3", "4"}:
        return AnswerState.ASSERTED, int(choice)
    if choice in {AnswerState.UNKNOWN, AnswerState.NOT_APPLICABLE}:
        return AnswerState(choice), None
    template = N_("Choose a level from 0 to 4, unknown, or does not apply.")
    raise InputRefused([Problem(code="needs.level", template=template, place=Place(field="level"))])


def _said(choice: str, note: str) -> tuple[AnswerState, int | None]:
    state, level = state_and_level(choice)
    if state is AnswerState.NOT_APPLICABLE and not note.strip():
        template = N_("Say in the note why this does not apply to your State.")
        raise InputRefused(
            [Problem(code="needs.reason", template=template, place=Place(field="note"))]
        )
    return state, level


@transaction.atomic
def save_answer(
    *,
    viewer: Viewer,
    assessment: int,
    indicator: str,
    choice: str,
    note: str,
    version: int,
    clock: Clock = SystemClock(),  # noqa: B008 - stateless and frozen
) -> Answer:
    """Save what the viewer's organisation answers.

    Args:
        viewer: Who answers.
        assessment: Key of the assessment.
        indicator: Code.
        choice: "0".."4", "unknown" or "not-applicable".
        note: Words of the agency; required when it does not apply.
        version: The version the viewer saw, 0 for none yet.
        clock: Tells the time.

    Raises:
        AnswerChanged: Someone saved another version since; both are in its params.
        InputRefused: The choice or the note is wrong.
        NotFound, NotAllowed, Conflict: See ``access.answerable``.
    """
    found = answerable(viewer=viewer, key=assessment, indicator=indicator)
    state, level = _said(choice, note)
    key = {"assessment": found, "organisation_id": viewer.organisation, "indicator": indicator}
    present = _seen(key, version=version, choice=choice, note=note)
    if present is not None:
        if level is not None and present.evidence.exists():
            state = AnswerState.EVIDENCED
        if (present.state, present.level, present.note) == (state, level, note):
            return present
    now = clock.now()
    _write(key=key, owner=found.owner_id, version=version, values={
        "state": state, "level": level, "note": note, "answered": now.date(),
        "updated_at": now, "updated_by_id": viewer.account, "version": version + 1,
    })
    saved = Answer.objects.get(**key)
    add_revision(answer=saved, origin="form")
    journal(viewer=viewer, action="answer.saved", clock=clock, version=saved.version,
            subject=f"assessment:{found.pk}/{indicator}")
    return saved


def _seen(
    key: Mapping[str, Any], *, version: int, choice: str, note: str
) -> Answer | None:
    """Return the present answer, which must have the version that the viewer saw."""
    present = Answer.objects.select_related("updated_by").filter(**key).first()
    if (present.version if present else 0) != version:
        raise AnswerChanged(present=present, choice=choice, note=note)
    return present


def _write(
    *, key: Mapping[str, Any], owner: int, version: int, values: Mapping[str, Any]
) -> None:
    """Insert the first version or replace exactly the version that was seen."""
    if version:
        if not Answer.objects.filter(**key, version=version).update(**values):
            raise AnswerChanged(present=Answer.objects.filter(**key).first(), choice="", note="")
        return
    try:
        with transaction.atomic():
            Answer.objects.create(**key, owner_id=owner, **values)
    except IntegrityError:
        present = Answer.objects.filter(**key).first()
        raise AnswerChanged(present=present, choice="", note="") from None


def add_revision(*, answer: Answer, origin: str) -> None:
    """Keep the present wording of an answer in its history."""
    AnswerRevision.objects.create(
        answer=answer, owner_id=answer.owner_id, organisation_id=answer.organisation_id,
        version=answer.version, state=answer.state, level=answer.level, note=answer.note,
        origin=origin, changed_at=answer.updated_at, changed_by_id=answer.updated_by_id,
    )


@transaction.atomic
def add_comment(
    *,
    viewer: Viewer,
    assessment: int,
    indicator: str,
    text: str,
    agency: int | None = None,
    clock: Clock = SystemClock(),  # noqa: B008 - stateless and frozen
) -> Comment:
    """Write to the focal point, or as focal point to one agency.

    Raises:
        NotFound: No such assessment, or the agency takes no part.
        InputRefused: The text is empty.
    """
    found = visible_assessment(viewer=viewer, key=assessment)
    require_indicator(indicator)
    viewer.require(Action.ANSWER)
    if not text.strip():
        template = N_("Write the comment first.")
        raise InputRefused(
            [Problem(code="needs.comment", template=template, place=Place(field="text"))]
        )
    about = viewer.organisation
    if agency is not None and found.owner_id == viewer.organisation:
        about = agency
        takes_part = found.participations.filter(organisation_id=agency).exists()
        if about != viewer.organisation and not takes_part:
            raise NotFound
    made = Comment.objects.create(
        assessment=found, owner_id=found.owner_id, organisation_id=about,
        author_organisation_id=viewer.organisation, author_id=viewer.account,
        indicator=indicator, text=text.strip(), written_at=clock.now(),
    )
    journal(
        viewer=viewer, action="comment.added", subject=f"assessment:{found.pk}/{indicator}",
        clock=clock,
    )
    return made
