"""Reports of an assessment: those being made and those that are ready."""

from dataclasses import dataclass
from datetime import datetime

from tutela.foundation.errors import NotFound
from tutela.jobs.store.queries import jobs
from tutela.needs.store.access import visible_assessment
from tutela.needs.store.models import ReportFile
from tutela.people.engine.viewer import Viewer

TASK = "tutela.needs.store.operations.reports.keep_report"
"""The job that makes a report; a test holds the name true."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportLine:
    """One report; instants in UTC, size in bytes.

    Attributes:
        ready: Whether there is a file.
        failed: Whether its job was given up, so that there never will be one.
    """

    key: int
    language: str
    format: str
    audience: str
    ready: bool
    failed: bool
    asked_at: datetime
    size: int


def reports(viewer: Viewer, key: int, *, most: int = 30) -> list[ReportLine]:
    """List the reports of an assessment of the viewer's State, newest first.

    Raises:
        NotFound: It belongs to others.
    """
    found = visible_assessment(viewer=viewer, key=key)
    if found.owner_id != viewer.organisation:
        raise NotFound
    rows = list(ReportFile.objects.filter(assessment=found).order_by("-asked_at", "-pk")[:most])
    failed = _given_up(viewer) if any(row.status != "ready" for row in rows) else set()
    return [
        ReportLine(
            key=row.pk, language=row.language, format=row.format, audience=row.audience,
            ready=row.status == "ready", failed=row.status != "ready" and row.pk in failed,
            asked_at=row.asked_at, size=row.size,
        )
        for row in rows
    ]


def _given_up(viewer: Viewer) -> set[int]:
    failed = jobs(state="FAILED", organisation=viewer.organisation).filter(task=TASK)
    return {kwargs["report"] for kwargs in failed.values_list("kwargs", flat=True)}
