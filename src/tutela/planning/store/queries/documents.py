"""Documents of a version: those being made and those that are ready."""

from dataclasses import dataclass
from datetime import datetime

from tutela.jobs.store.queries import jobs
from tutela.people.engine.viewer import Viewer
from tutela.planning.store.access import version_of
from tutela.planning.store.models import PlanFile

TASK = "tutela.planning.store.operations.documents.keep_document"
"""The job that makes a document; a test holds the name true."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileLine:
    """One document; instants in UTC, size in bytes.

    Attributes:
        ready: Whether there is a file.
        failed: Whether its job was given up, so that there never will be one.
    """

    key: int
    kind: str
    about: str
    language: str
    format: str
    ready: bool
    failed: bool
    asked_at: datetime
    size: int


def documents(viewer: Viewer, key: int, number: int, *, most: int = 40) -> list[FileLine]:
    """List the documents of a version, newest first.

    Raises:
        NotFound: It belongs to others.
    """
    version = version_of(viewer=viewer, key=key, number=number)
    rows = list(PlanFile.objects.filter(version=version).order_by("-asked_at", "-pk")[:most])
    waiting = any(row.status != "ready" for row in rows)
    failed = _given_up(viewer) if waiting else set()
    return [
        FileLine(
            key=row.pk, kind=row.kind, about=row.about, language=row.language, format=row.format,
            ready=row.status == "ready", failed=row.status != "ready" and row.pk in failed,
            asked_at=row.asked_at, size=row.size,
        )
        for row in rows
    ]


def _given_up(viewer: Viewer) -> set[int]:
    failed = jobs(state="FAILED", organisation=viewer.organisation).filter(task=TASK)
    return {kwargs["file"] for kwargs in failed.values_list("kwargs", flat=True)}
