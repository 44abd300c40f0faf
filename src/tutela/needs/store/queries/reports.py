"""Reports of an assessment: those being made and those that are ready."""

from dataclasses import dataclass
from datetime import datetime

from tutela.foundation.errors import NotFound
from tutela.needs.store.access import visible_assessment
from tutela.needs.store.models import ReportFile
from tutela.people.engine.viewer import Viewer


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportLine:
    """One report; instants in UTC, size in bytes."""

    key: int
    language: str
    format: str
    audience: str
    ready: bool
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
    rows = ReportFile.objects.filter(assessment=found).order_by("-asked_at", "-pk")[:most]
    return [
        ReportLine(
            key=row.pk, language=row.language, format=row.format, audience=row.audience,
            ready=row.status == "ready", asked_at=row.asked_at, size=row.size,
        )
        for row in rows
    ]
