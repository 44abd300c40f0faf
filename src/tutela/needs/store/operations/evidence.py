"""Evidence of an answer: add, remove, read. A file's content decides what it is."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db import transaction

from tutela.foundation.clock import Clock, SystemClock
from tutela.foundation.errors import N_, InputRefused, NotFound, Place, Problem
from tutela.needs.engine.answers import AnswerState
from tutela.needs.engine.filekind import EXTENSIONS, FileKind, kind_of
from tutela.needs.store.access import answerable, visible_assessment
from tutela.needs.store.evidencefiles import lock, shelf_of
from tutela.needs.store.faults import UploadRefused
from tutela.needs.store.models import Answer, EvidenceItem
from tutela.needs.store.operations.answers import add_revision
from tutela.needs.store.operations.settling import require_reason
from tutela.needs.store.trail import note as journal
from tutela.people.engine.roles import Action
from tutela.people.engine.viewer import Viewer
from tutela.storage import files


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadFile:
    """A file to hand over: its bytes, media type, and a name made of the record's own keys."""

    data: bytes
    content_type: str
    name: str


def _refuse(code: str, template: str, **params: object) -> UploadRefused:
    place = Place(field="file")
    return UploadRefused([Problem(code=code, template=template, place=place, params=params)])


def _checked_kind(data: bytes) -> FileKind:
    limit = int(settings.OPTIONS["upload_megabytes"])
    if not data:
        raise _refuse("needs.file-empty", N_("The file is empty. Choose the right file."))
    if len(data) > limit << 20:
        template = N_("The file is larger than {limit} MB. Split it or make it smaller.")
        raise _refuse("needs.file-size", template, limit=limit)
    kind = kind_of(data)
    if kind is None:
        template = N_(
            "This kind of file is not kept. Use PDF, DOCX, XLSX, PNG, JPEG or plain text "
            "without macros."
        )
        raise _refuse("needs.file-kind", template)
    return kind


def _checked(*, level: int, title: str, dated: date, today: date) -> None:
    problems = []
    if level not in {1, 2, 3, 4}:
        template = N_("Choose the level from 1 to 4 that the evidence supports.")
        problems.append(Problem(code="needs.level", template=template, place=Place(field="level")))
    if not title.strip():
        template = N_("Enter what the evidence is, such as the name of the document.")
        problems.append(Problem(code="needs.title", template=template, place=Place(field="title")))
    if dated > today:
        template = N_("Enter a date that is not in the future.")
        problems.append(Problem(code="needs.dated", template=template, place=Place(field="dated")))
    if problems:
        raise InputRefused(problems)


@transaction.atomic
def add_evidence(
    *,
    viewer: Viewer,
    assessment: int,
    indicator: str,
    level: int,
    title: str,
    dated: date,
    reference: str = "",
    note: str = "",
    data: bytes | None = None,
    clock: Clock = SystemClock(),  # noqa: B008 - stateless and frozen
) -> EvidenceItem:
    """Add one piece of evidence to the answer of the viewer's organisation.

    Raises:
        InputRefused: The level, the title, the date or the file is wrong.
        NotFound, NotAllowed, Conflict: See ``access.answerable``.
    """
    found = answerable(viewer=viewer, key=assessment, indicator=indicator)
    now = clock.now()
    lock(viewer.organisation)
    _checked(level=level, title=title, dated=dated, today=now.date())
    kind = _checked_kind(data) if data is not None else None
    answer = Answer.objects.filter(
        assessment=found, organisation_id=viewer.organisation, indicator=indicator
    ).first()
    if answer is None or answer.level is None:
        template = N_("Choose a level first, then add the evidence for it.")
        raise InputRefused(
            [Problem(code="needs.no-answer", template=template, place=Place(field="level"))]
        )
    made = EvidenceItem.objects.create(
        answer=answer, owner_id=found.owner_id, organisation_id=viewer.organisation, level=level,
        title=title.strip(), dated=dated, reference=reference.strip(), note=note.strip(),
        digest=files.keep(data, shelf=shelf_of(viewer.organisation)) if data is not None else "",
        size=len(data or b""), content_type=kind or "", added_at=now, added_by_id=viewer.account,
    )
    _restate(answer, viewer=viewer, clock=clock)
    journal(
        viewer=viewer, action="evidence.added", clock=clock,
        subject=f"assessment:{found.pk}/{indicator}", evidence=made.pk, sha256=made.digest,
    )
    return made


@transaction.atomic
def remove_evidence(
    *,
    viewer: Viewer,
    evidence: int,
    clock: Clock = SystemClock(),  # noqa: B008 - stateless and frozen
) -> None:
    """Take a piece of evidence from the answer of the viewer's organisation.

    Its file is deleted after the commit, unless another item of the organisation has the same.

    Raises:
        NotFound: It is another organisation's.
    """
    item = (
        EvidenceItem.objects.select_related("answer")
        .filter(pk=evidence, organisation_id=viewer.organisation)
        .first()
    )
    if item is None:
        raise NotFound
    answer = item.answer
    answerable(viewer=viewer, key=answer.assessment_id, indicator=answer.indicator)
    item.delete()
    _restate(answer, viewer=viewer, clock=clock)
    journal(
        viewer=viewer, action="evidence.removed", clock=clock, sha256=item.digest,
        subject=f"assessment:{answer.assessment_id}/{answer.indicator}", evidence=evidence,
    )


def _restate(answer: Answer, *, viewer: Viewer, clock: Clock) -> None:
    """Evidence changes what is verified, so it makes a new version of the answer."""
    proven = answer.level is not None and answer.evidence.exists()
    if answer.level is not None:
        answer.state = AnswerState.EVIDENCED if proven else AnswerState.ASSERTED
    answer.version += 1
    answer.updated_at, answer.updated_by_id = clock.now(), viewer.account
    answer.save(update_fields=["state", "version", "updated_at", "updated_by"])
    add_revision(answer=answer, origin="evidence")


@transaction.atomic
def read_file(
    *,
    viewer: Viewer,
    evidence: int,
    reason: str = "",
    clock: Clock = SystemClock(),  # noqa: B008 - stateless and frozen
) -> ReadFile:
    """Hand over a file; reading another organisation's needs a reason, which is recorded.

    Raises:
        NotFound: Not in an assessment of the viewer's State, or it has no file.
        InputRefused: The reason is missing.
    """
    item = EvidenceItem.objects.select_related("answer").filter(pk=evidence).first()
    if item is None or viewer.organisation not in {item.owner_id, item.organisation_id}:
        raise NotFound
    visible_assessment(viewer=viewer, key=item.answer.assessment_id)
    viewer.require(Action.READ_ASSESSMENT)
    if not item.digest:
        raise NotFound
    if item.organisation_id != viewer.organisation:
        reason = require_reason(reason)
    data = files.fetch(item.digest, shelf=shelf_of(item.organisation_id))
    journal(
        viewer=viewer, action="evidence.read", reason=reason, clock=clock, sha256=item.digest,
        subject=f"assessment:{item.answer.assessment_id}/{item.answer.indicator}", evidence=item.pk,
    )
    extension = EXTENSIONS[FileKind(item.content_type)]
    name = f"{item.answer.indicator}-evidence-{item.pk}.{extension}"
    return ReadFile(data=data, content_type=item.content_type, name=name)
