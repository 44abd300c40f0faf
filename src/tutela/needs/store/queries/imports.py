"""Files that were read and checked and wait for a decision."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from tutela.foundation.errors import IntegrityFault, NotFound, Place, Problem
from tutela.needs.engine.answers import AnswerSet
from tutela.needs.engine.forms.answerset_json import answers_from_object
from tutela.needs.engine.forms.reading import Ledger, no_answers
from tutela.needs.engine.instrument import current_instrument
from tutela.needs.store.models import PendingImport
from tutela.people.engine.viewer import Viewer


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedFile:
    """A file after reading: what it holds, or what keeps it out; the instant in UTC."""

    key: int
    assessment: int
    file_name: str
    status: str
    created_at: datetime
    errors: tuple[Problem, ...]
    warnings: tuple[Problem, ...]
    answers: AnswerSet


def pending_row(viewer: Viewer, key: int) -> PendingImport:
    """Return a checked file of the viewer's organisation.

    Raises:
        NotFound: There is none for this viewer.
    """
    row = (
        PendingImport.objects.select_related("assessment")
        .filter(pk=key, organisation_id=viewer.organisation)
        .first()
    )
    if row is None:
        raise NotFound
    return row


def pending_answers(row: PendingImport, *, today: date) -> AnswerSet:
    """Return the answers kept with a checked file.

    Raises:
        IntegrityFault: What was kept cannot be read any more.
    """
    instrument = current_instrument()
    if not row.answers:
        return no_answers(version=instrument.version)
    ledger = Ledger(file=row.file_name)
    reading = answers_from_object(
        row.answers, ledger=ledger, today=today, instrument=instrument
    )
    if not reading.accepted:
        raise IntegrityFault
    return reading.answers


def checked_file(viewer: Viewer, key: int, *, today: date) -> CheckedFile:
    """Read one checked file.

    Raises:
        NotFound: There is none for this viewer.
    """
    row = pending_row(viewer, key)
    return CheckedFile(
        key=row.pk, assessment=row.assessment_id, file_name=row.file_name, status=row.status,
        created_at=row.created_at,
        errors=tuple(_problem(one) for one in row.problems if one["kind"] == "error"),
        warnings=tuple(_problem(one) for one in row.problems if one["kind"] == "warning"),
        answers=pending_answers(row, today=today),
    )


def _problem(kept: Mapping[str, object]) -> Problem:
    place, params = kept["place"], kept["params"]
    return Problem(
        code=str(kept["code"]), template=str(kept["template"]),
        place=Place(**place) if isinstance(place, dict) else Place(),
        params=dict(params) if isinstance(params, dict) else {},
    )
