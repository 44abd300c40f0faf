"""Import answers from a file: read and check, keep for a look, then take over all or nothing."""

from collections.abc import Mapping

from django.db import transaction

from tutela.foundation.clock import Clock, SystemClock
from tutela.foundation.digest import sha256_hex
from tutela.foundation.errors import N_, InputRefused, Place, Problem
from tutela.needs.engine.answers import Answer as Given
from tutela.needs.engine.answers import AnswerSet, AnswerState
from tutela.needs.engine.forms.answerset_json import answers_to_object
from tutela.needs.engine.forms.intake import read_any
from tutela.needs.store.access import assigned, require_open, visible_assessment
from tutela.needs.store.faults import AnswerChanged, ImportProblems, ImportSettled, NotYourPart
from tutela.needs.store.models import (
    Answer,
    Assessment,
    EvidenceItem,
    Participation,
    PendingImport,
)
from tutela.needs.store.operations.answers import add_revision
from tutela.needs.store.queries.imports import pending_answers, pending_row
from tutela.needs.store.trail import note
from tutela.people.engine.roles import Action
from tutela.people.engine.viewer import Viewer


@transaction.atomic
def check_import(
    *,
    viewer: Viewer,
    assessment: int,
    file_name: str,
    data: bytes,
    clock: Clock = SystemClock(),  # noqa: B008 - stateless and frozen
) -> PendingImport:
    """Read a file and keep what came out for a look; no answer changes.

    Raises:
        NotFound, NotAllowed, AssessmentClosed: See ``access``.
    """
    found = visible_assessment(viewer=viewer, key=assessment)
    viewer.require(Action.ANSWER)
    require_open(found)
    now = clock.now()
    reading = read_any(file_name, data, today=now.date())
    made = PendingImport.objects.create(
        assessment=found, owner_id=found.owner_id, organisation_id=viewer.organisation,
        file_name=file_name[:120], digest=sha256_hex(data),
        answers=answers_to_object(reading.answers) if reading.accepted else {},
        problems=[_kept(problem, "error") for problem in reading.errors]
        + [_kept(problem, "warning") for problem in reading.warnings],
        created_at=now, created_by_id=viewer.account,
    )
    note(
        viewer=viewer, action="import.checked", subject=f"assessment:{found.pk}", clock=clock,
        pending=made.pk, sha256=made.digest, errors=len(reading.errors),
    )
    return made


def _kept(problem: Problem, kind: str) -> dict[str, object]:
    params = {name: str(value) for name, value in problem.params.items()}
    return {
        "kind": kind, "code": problem.code, "template": problem.template, "params": params,
        "place": problem.place.as_json(),
    }


@transaction.atomic
def discard_import(
    *,
    viewer: Viewer,
    pending: int,
    clock: Clock = SystemClock(),  # noqa: B008 - stateless and frozen
) -> None:
    """Forget a checked file.

    Raises:
        ImportSettled: It was confirmed or discarded before.
    """
    row = pending_row(viewer, pending)
    viewer.require(Action.ANSWER)
    _settle(row, "discarded")
    note(
        viewer=viewer, action="import.discarded", subject=f"assessment:{row.assessment_id}",
        clock=clock, pending=pending,
    )


def _settle(row: PendingImport, status: str) -> None:
    changed = PendingImport.objects.filter(pk=row.pk, status="checked").update(
        status=status, answers={}
    )
    if not changed:
        raise ImportSettled


@transaction.atomic
def confirm_import(
    *,
    viewer: Viewer,
    pending: int,
    agencies: Mapping[str, int],
    clock: Clock = SystemClock(),  # noqa: B008 - stateless and frozen
) -> int:
    """Take over every answer of a checked file, or none.

    Args:
        viewer: The focal point, or an agency for its own answers.
        pending: Key of the checked file.
        agencies: Organisation that stands behind each agency of the file, by its key there.
        clock: Tells the time.

    Returns:
        The number of answers that were added or changed.

    Raises:
        ImportProblems: The file has problems.
        ImportSettled: It was confirmed or discarded before.
        AnswerChanged: An answer was saved after the file was checked.
        InputRefused: An agency of the file stands for nobody, or two stand for one.
        NotYourPart: The file answers what the organisation was not asked.
    """
    row = pending_row(viewer, pending)
    viewer.require(Action.ANSWER)
    require_open(row.assessment)
    if any(problem["kind"] == "error" for problem in row.problems):
        raise ImportProblems
    incoming = pending_answers(row, today=clock.now().date())
    _settle(row, "confirmed")
    standing = _standing(viewer, row.assessment, agencies, set(incoming.agencies))
    changed = _take_all(viewer, row, incoming, standing, clock=clock)
    note(
        viewer=viewer, action="import.confirmed", subject=f"assessment:{row.assessment_id}",
        clock=clock, pending=pending, answers=changed,
    )
    return changed


def _take_all(
    viewer: Viewer, row: PendingImport, incoming: AnswerSet, standing: Mapping[str, int], *,
    clock: Clock,
) -> int:
    """Take over every answer; return how many were added or changed."""
    held = {
        (one.organisation_id, one.indicator): one
        for one in Answer.objects.filter(assessment=row.assessment).prefetch_related("evidence")
    }
    changed = 0
    own = row.assessment.owner_id == viewer.organisation
    part = assigned(viewer=viewer, assessment=row.assessment)
    for answer in incoming.answers:
        if not own and answer.indicator not in part:
            raise NotYourPart
        organisation = standing[answer.agency]
        present = held.get((organisation, answer.indicator))
        if present is not None and present.updated_at > row.created_at:
            raise AnswerChanged(present=present, choice="", note="")
        changed += _take(
            viewer, row.assessment, answer, organisation=organisation, present=present, clock=clock
        )
    return changed


def _standing(
    viewer: Viewer, assessment: Assessment, agencies: Mapping[str, int], wanted: set[str]
) -> dict[str, int]:
    parts = set(
        Participation.objects.filter(assessment=assessment).values_list("organisation", flat=True)
    )
    own = assessment.owner_id == viewer.organisation
    allowed = parts | {assessment.owner_id} if own else parts & {viewer.organisation}
    chosen = {key: agencies.get(key, 0) for key in wanted}
    if not set(chosen.values()) <= allowed or len(set(chosen.values())) < len(chosen):
        template = N_("Choose for each agency of the file a different agency of this assessment.")
        raise InputRefused(
            [Problem(code="needs.agencies", template=template, place=Place(field="agencies"))]
        )
    return chosen


def _take(
    viewer: Viewer, assessment: Assessment, given: Given, *, organisation: int,
    present: Answer | None, clock: Clock,
) -> bool:
    """Add or replace one answer; tell whether anything changed."""
    shown = {(item.level, item.title, item.dated) for item in present.evidence.all()} if (
        present
    ) else set()
    fresh = [item for item in given.evidence if (item.level, item.title, item.dated) not in shown]
    proven = given.level is not None and bool(shown or fresh)
    state = given.state
    if given.level is not None:
        # A file cannot verify: that takes a programme officer.
        state = AnswerState.EVIDENCED if proven else AnswerState.ASSERTED
    if present and not fresh and (present.state, present.level, present.note) == (
        state, given.level, given.note,
    ):
        return False
    now = clock.now()
    answer = present or Answer(
        assessment=assessment, owner_id=assessment.owner_id, organisation_id=organisation,
        indicator=given.indicator, version=0,
    )
    answer.state, answer.level, answer.note = state, given.level, given.note
    answer.answered, answer.updated_at = given.answered, now
    answer.updated_by_id, answer.version = viewer.account, answer.version + 1
    answer.save()
    EvidenceItem.objects.bulk_create(
        EvidenceItem(
            answer=answer, owner_id=assessment.owner_id, organisation_id=organisation,
            level=item.level, title=item.title[:200], dated=item.dated,
            reference=item.reference[:500], note=item.note, added_at=now,
            added_by_id=viewer.account,
        )
        for item in fresh
    )
    add_revision(answer=answer, origin="import")
    return True
