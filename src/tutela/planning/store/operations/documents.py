"""Documents of a version: asked for on a page, made in the background, kept under their digest."""

from dataclasses import dataclass
from datetime import UTC, datetime, time
from io import BytesIO

from django.db import transaction

from tutela.documents import docx, html, pdf
from tutela.foundation.clock import Clock, SystemClock
from tutela.foundation.errors import N_, InputRefused, NotFound, Place, Problem
from tutela.foundation.language import CODES
from tutela.jobs.store.operations import task
from tutela.people.engine.roles import Action, Kind, Role
from tutela.people.engine.viewer import Viewer
from tutela.people.store.queries import organisation
from tutela.planning.engine.document.brief import build_brief
from tutela.planning.engine.document.build import build_project_document, build_state_sheet
from tutela.planning.engine.document.material import Material
from tutela.planning.engine.document.partners import partners
from tutela.planning.engine.document.records import records as plan_records
from tutela.planning.engine.document.workbook import work_plan_workbook
from tutela.planning.engine.payload import problem_from_plain, solution_from_plain
from tutela.planning.store.access import version_of
from tutela.planning.store.models import PlanFile, PlanVersion
from tutela.planning.store.queries.records import records
from tutela.planning.store.queries.types import words_of
from tutela.planning.store.trail import note
from tutela.registry.engine.exchange.iati_writer import write_iati
from tutela.registry.engine.record import Party, PartyRole
from tutela.storage import files

SHELF = "plans"
MEDIA = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "html": "text/html; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "xml": "application/xml",
}
FORMATS = {
    "project-document": ("pdf", "docx", "html"), "work-plan": ("xlsx",),
    "brief": ("pdf", "docx"), "state-sheet": ("pdf", "docx"), "iati": ("xml",),
}
"""Formats by kind of document."""
_CHOOSE = N_("Choose a document, a language and a format from the lists.")
_MONTHS = 18


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A finished file in the data folder."""

    digest: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Handed:
    """A file on its way to a person."""

    data: bytes
    content_type: str
    name: str


@transaction.atomic
def ask_document(
    *,
    viewer: Viewer,
    plan: int,
    number: int,
    kind: str,
    language: str,
    format: str,  # noqa: A002 - the word people use
    about: str = "",
    clock: Clock = SystemClock(),  # noqa: B008 - stateless and frozen
) -> int:
    """Ask for a document of a version; a background job makes it. Returns its key.

    Args:
        viewer: Who asks.
        plan: Key of the plan.
        number: Of the version.
        kind: One of ``FORMATS``.
        language: One of the six codes.
        format: One of the kind's formats.
        about: Code of the fund of a brief, or of the State of a sheet.
        clock: Tells the time.

    Raises:
        NotFound: The plan belongs to others, or the version is no plan.
        InputRefused: There is no such document.
    """
    row = version_of(viewer=viewer, key=plan, number=number)
    if not row.solution["feasible"]:
        raise NotFound
    if language not in CODES or format not in FORMATS.get(kind, ()) or not _known(row, kind, about):
        place = Place(field="kind")
        raise InputRefused([Problem(code="planning.document", template=_CHOOSE, place=place)])
    made = PlanFile.objects.create(
        version=row, owner_id=row.owner_id, kind=kind, about=about, language=language,
        format=format, asked_at=clock.now(), asked_by_id=viewer.account,
    )
    note(viewer=viewer, action="document.asked", subject=f"plan:{plan}/{number}", clock=clock,
         file=made.pk, kind=kind, language=language, format=format)
    keep_document.enqueue(file=made.pk)
    return made.pk


def _known(row: PlanVersion, kind: str, about: str) -> bool:
    if kind == "brief":
        return about in {fund["code"] for fund in row.problem["funds"]}
    if kind == "state-sheet":
        return about in row.problem["states"]
    return not about


def make_document(file: int) -> Made:
    """Make a document and put it into the data folder; slow, and writes no table."""
    row = PlanFile.objects.select_related("version").get(pk=file)
    data = _data(row, _material(row))
    return Made(digest=files.keep(data, shelf=SHELF), size=len(data))


def _material(row: PlanFile) -> Material:
    version = row.version
    viewer = Viewer(
        account=row.asked_by_id, organisation=row.owner_id, kind=Kind.PROGRAMME,
        role=Role.PROGRAMME_OFFICER, language=row.language,
    )
    problem, day = problem_from_plain(version.problem), row.asked_at.date()
    return Material(
        problem=problem, solution=solution_from_plain(version.solution),
        wording=words_of(viewer, row.language, codes=problem.types), language=row.language,
        organisation=organisation(viewer, row.owner_id).name, issued=day,
        version=version.number, draft=version.status != "approved", reference=version.digest,
        partners=partners(records(viewer, today=day, months=_MONTHS), states=problem.states),
    )


def _data(row: PlanFile, material: Material) -> bytes:
    if row.kind == "work-plan":
        return work_plan_workbook(material)
    if row.kind == "iati":
        return _iati(row, material)
    if row.kind == "brief":
        document = build_brief(material, row.about)
    elif row.kind == "state-sheet":
        document = build_state_sheet(material, row.about)
    else:
        document = build_project_document(material)
    if row.format == "html":
        return html.render(document).encode()
    return pdf.render(document) if row.format == "pdf" else docx.render(document)


def _iati(row: PlanFile, material: Material) -> bytes:
    publisher = Party(name=material.organisation, role=PartyRole.ACCOUNTABLE)
    prefix = f"XX-TUTELA-PLAN-{row.version.plan_id}"
    stream = BytesIO()
    write_iati(
        plan_records(material, prefix=prefix, publisher=publisher), stream=stream,
        generated=datetime.combine(material.issued, time(), UTC), publisher=publisher,
    )
    return stream.getvalue()


@task(compute=make_document, lease_seconds=180)  # type: ignore[untyped-decorator]
def keep_document(made: Made, file: int) -> None:
    """Mark the document ready."""
    row = PlanFile.objects.get(pk=file)
    row.status, row.digest, row.size = "ready", made.digest, made.size
    row.ready_at = SystemClock().now()
    row.save(update_fields=["status", "digest", "size", "ready_at"])


@transaction.atomic
def read_document(
    *,
    viewer: Viewer,
    file: int,
    clock: Clock = SystemClock(),  # noqa: B008 - stateless and frozen
) -> Handed:
    """Hand over a document that is ready.

    Raises:
        NotFound: It is another organisation's, or not ready.
        NotAllowed: The role does not read plans.
    """
    row = (
        PlanFile.objects.select_related("version")
        .filter(pk=file, owner_id=viewer.organisation, status="ready").first()
    )
    if row is None or viewer.kind is not Kind.PROGRAMME:
        raise NotFound
    viewer.require(Action.READ_PLAN)
    plan, number = row.version.plan_id, row.version.number
    note(viewer=viewer, action="document.read", subject=f"plan:{plan}/{number}", clock=clock,
         file=row.pk, sha256=row.digest)
    parts = ("plan", str(plan), f"v{number}", row.kind, row.about, row.language)
    name = "-".join(part for part in parts if part)
    return Handed(data=files.fetch(row.digest, shelf=SHELF), content_type=MEDIA[row.format],
                  name=f"{name}.{row.format}")
