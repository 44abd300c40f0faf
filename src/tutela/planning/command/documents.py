"""Write what a plan is put before people with."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tutela.foundation.errors import N_, InputRefused
from tutela.foundation.language import CODES
from tutela.planning.command.files import read_plan
from tutela.terminal import progress, verb
from tutela.terminal.files import FILE, write_file

if TYPE_CHECKING:
    from tutela.planning.engine.document.material import Material, Partner

FORMS = ("pdf", "docx", "html", "xlsx", "iati")


class NoPlan(InputRefused):
    """The problem had no solution, so there is nothing to write."""

    code = "planning.no-plan"
    template = N_("The rules could not be met together, so there is no plan to write. Change one "
                  "of the rules that clash and solve again.")


@click.command
@click.argument("plan", type=FILE)
@click.option("--language", type=click.Choice([*CODES, "all"]), default="en", show_default=True)
@click.option("--format", "forms", type=click.Choice(FORMS), multiple=True, default=["pdf"],
              show_default=True, help="May be repeated; iati is written once, in English.")
@click.option("--briefs/--no-briefs", default=True, show_default=True,
              help="Also a brief of two pages for the donor of each fund, as PDF.")
@click.option("--organisation", default="Programme office", show_default=True)
@click.option("--registry", "registry_files", type=FILE, multiple=True,
              help="Activities of others, for the chapter on partners; may be repeated.")
@click.option("--issued", type=click.DateTime(formats=["%Y-%m-%d"]),
              help="Day of issue; today if not given.")
@click.option("--version", "number", default=1, show_default=True, help="Of the plan.")
@click.option("-o", "--output", type=FILE, default=Path("plan"), show_default=True)
@verb
def document(
    *, plan: Path, language: str, forms: tuple[str, ...], briefs: bool, output: Path,
    **choices: Any,
) -> dict[str, Any]:
    """Write the project document, the work plan and budget, briefs for donors, IATI."""
    codes = list(CODES) if language == "all" else [language]
    written: list[str] = []
    make = _materials(plan, **choices)
    with progress("Writing", len(codes)) as advance:
        for code in codes:
            for name, data in _files(make(code), forms, briefs=briefs):
                write_file(output / name, data)
                written.append(str(output / name))
            advance()
    return {"files": written, "text": "\n".join(written)}


def _materials(
    plan: Path, *, organisation: str, registry_files: tuple[Path, ...], issued: datetime | None,
    number: int,
) -> Any:
    from tutela.foundation.digest import digest_of
    from tutela.planning.command.solving import day_of
    from tutela.planning.engine.catalogue_words import catalogue_words
    from tutela.planning.engine.document.material import Material
    from tutela.planning.engine.payload import problem_to_plain

    problem, solution = read_plan(plan)
    if not solution.feasible:
        raise NoPlan
    day = day_of(issued)
    partners = _partners(registry_files, day, set(problem.states))
    # Floats are not part of what is signed: their text is.
    reference = digest_of({"problem": repr(problem_to_plain(problem)), "plan": repr(solution)})

    def material(code: str) -> Material:
        return Material(
            problem=problem, solution=solution, wording=catalogue_words(code), language=code,
            organisation=organisation, issued=day, version=number, partners=partners,
            reference=reference,
        )

    return material


def _partners(
    files: tuple[Path, ...], day: Any, states: set[str]
) -> "tuple[Partner, ...]":
    from tutela.planning.command.solving import records_of
    from tutela.planning.engine.document.partners import partners

    return partners(records_of(files, day), states=states)


def _files(
    material: "Material", forms: tuple[str, ...], *, briefs: bool
) -> Iterator[tuple[str, bytes]]:
    from tutela.documents import docx, html, pdf
    from tutela.planning.engine.document.brief import build_brief
    from tutela.planning.engine.document.build import build_project_document
    from tutela.planning.engine.document.workbook import work_plan_workbook

    code, whole = material.language, build_project_document(material)
    makers = {
        "pdf": lambda: pdf.render(whole), "docx": lambda: docx.render(whole),
        "html": lambda: html.render(whole).encode(),
        "xlsx": lambda: work_plan_workbook(material),
    }
    for form in forms:
        if form == "iati":
            if code == "en":
                yield "plan-iati.xml", _iati(material)
            continue
        stem = "work-plan" if form == "xlsx" else "project-document"
        yield f"{stem}-{code}.{form}", makers[form]()
    if briefs:
        for fund in material.problem.funds:
            if material.solution.spent.get(fund.code, 0):
                yield f"brief-{fund.code}-{code}.pdf", pdf.render(build_brief(material, fund.code))


def _iati(material: "Material") -> bytes:
    from datetime import UTC, time
    from io import BytesIO

    from tutela.planning.engine.document.records import records
    from tutela.registry.engine.exchange.iati_writer import write_iati
    from tutela.registry.engine.record import Party, PartyRole

    publisher = Party(name=material.organisation, role=PartyRole.ACCOUNTABLE)
    stream = BytesIO()
    generated = datetime.combine(material.issued, time(), UTC)
    write_iati(records(material, prefix="XX-TUTELA-PLAN", publisher=publisher), stream=stream,
               generated=generated, publisher=publisher)
    return stream.getvalue()
