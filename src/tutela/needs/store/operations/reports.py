"""Reports: asked for on a page, made in the background, kept under their digest."""

import json
from dataclasses import dataclass

from django.db import transaction

from tutela.documents import docx, html, pdf
from tutela.foundation.clock import Clock, SystemClock
from tutela.foundation.errors import N_, InputRefused, NotFound, Place, Problem
from tutela.foundation.language import CODES
from tutela.jobs.store.operations import task
from tutela.needs.engine.comparison import changes
from tutela.needs.engine.context import facts
from tutela.needs.engine.disclosure import Audience, Disclosure
from tutela.needs.engine.instrument import current_instrument, words
from tutela.needs.engine.report import Material, build_report, report_json
from tutela.needs.store.access import owned_assessment
from tutela.needs.store.models import Disclosure as Chosen
from tutela.needs.store.models import ReportFile
from tutela.needs.store.operations.evidence import ReadFile
from tutela.needs.store.queries.assessments import sheet, to_answer_set
from tutela.needs.store.queries.results import compared, earlier_result, result_of
from tutela.needs.store.trail import note
from tutela.people.engine.roles import Action, Kind, Role
from tutela.people.engine.viewer import Viewer
from tutela.people.store.queries import organisation
from tutela.storage import files

MEDIA = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "html": "text/html; charset=utf-8",
    "json": "application/json",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A finished report in the data folder."""

    digest: str
    size: int


@transaction.atomic
def ask_report(
    *,
    viewer: Viewer,
    assessment: int,
    language: str,
    format: str,  # noqa: A002 - the word people use
    audience: str = "private",
    clock: Clock = SystemClock(),  # noqa: B008 - stateless and frozen
) -> ReportFile:
    """Ask for a report; a background job makes it.

    Raises:
        NotFound, NotAllowed: Only those who read the State's assessment.
        InputRefused: An unknown language, format or audience.
    """
    found = owned_assessment(viewer=viewer, key=assessment, action=Action.READ_ASSESSMENT)
    if language not in CODES or format not in MEDIA or audience not in set(Audience):
        template = N_("Choose a language, a format and a reader from the lists.")
        raise InputRefused(
            [Problem(code="needs.report", template=template, place=Place(field="language"))]
        )
    made = ReportFile.objects.create(
        assessment=found, owner_id=found.owner_id, language=language, format=format,
        audience=audience, asked_at=clock.now(), asked_by_id=viewer.account,
    )
    note(
        viewer=viewer, action="report.asked", subject=f"assessment:{found.pk}", clock=clock,
        report=made.pk, language=language, format=format, audience=audience,
    )
    keep_report.enqueue(report=made.pk)
    return made


def make_report(report: int) -> Made:
    """Make the report and put it into the data folder; slow, and writes nothing to the database."""
    row = ReportFile.objects.select_related("assessment", "owner").get(pk=report)
    viewer = Viewer(
        account=row.asked_by_id, organisation=row.owner_id, kind=Kind.FOCAL_POINT,
        role=Role.FOCAL_POINT, state=row.assessment.state, language=row.language,
    )
    material = _material(viewer, row)
    if row.format == "json":
        data = json.dumps(report_json(material), ensure_ascii=False, indent=1).encode()
    else:
        document = build_report(material)
        if row.format == "html":
            data = html.render(document).encode()
        else:
            data = pdf.render(document) if row.format == "pdf" else docx.render(document)
    return Made(digest=files.keep(data, shelf="reports"), size=len(data))


def _material(viewer: Viewer, row: ReportFile) -> Material:
    day = row.asked_at.date()
    found = sheet(viewer, row.assessment_id)
    result = result_of(found, as_of=day)
    earlier = earlier_result(viewer, found, as_of=day)
    chosen = Chosen.objects.filter(assessment_id=row.assessment_id)
    return Material(
        result=result, instrument=current_instrument(), words=words(row.language),
        answers=to_answer_set(found), organisation=organisation(viewer, row.owner_id).name,
        issued=day, facts=facts(found.state, region=found.region),
        comparison=compared(viewer, result, region=found.region, as_of=day),
        changes=changes(result, earlier) if earlier else None,
        disclosure=Disclosure(
            exceptions={one.indicator: Audience(one.audience) for one in chosen}
        ),
        audience=Audience(row.audience),
    )


@task(compute=make_report, lease_seconds=180)  # type: ignore[untyped-decorator]
def keep_report(made: Made, report: int) -> None:
    """Mark the report ready."""
    row = ReportFile.objects.get(pk=report)
    row.status, row.digest, row.size = "ready", made.digest, made.size
    row.ready_at = SystemClock().now()
    row.save(update_fields=["status", "digest", "size", "ready_at"])


@transaction.atomic
def read_report(
    *,
    viewer: Viewer,
    report: int,
    clock: Clock = SystemClock(),  # noqa: B008 - stateless and frozen
) -> ReadFile:
    """Hand over a report that is ready.

    Raises:
        NotFound: It is another State's, or not ready.
    """
    row = ReportFile.objects.filter(pk=report, owner_id=viewer.organisation).first()
    if row is None or row.status != "ready":
        raise NotFound
    viewer.require(Action.READ_ASSESSMENT)
    note(
        viewer=viewer, action="report.read", subject=f"assessment:{row.assessment_id}",
        clock=clock, report=row.pk, sha256=row.digest,
    )
    name = f"assessment-{row.assessment_id}-{row.language}-{row.audience}.{row.format}"
    return ReadFile(
        data=files.fetch(row.digest, shelf="reports"), content_type=MEDIA[row.format], name=name
    )
