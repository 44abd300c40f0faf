"""Putting the chapters together."""

from tutela.documents.blocks import Block, Contents, Document, PageBreak
from tutela.foundation.language import isolate
from tutela.planning.engine.document.annex import method, state_sheet, state_sheets
from tutela.planning.engine.document.doing import activities, partners, phases, work_plan
from tutela.planning.engine.document.material import Material
from tutela.planning.engine.document.measuring import budget, follow_up, logframe, risks
from tutela.planning.engine.document.opening import (
    finding,
    needs,
    objectives,
    situation,
    summary,
)


def build_project_document(material: Material) -> Document:
    """Return the full project document, in the language of the material.

    Source: E/CN.15/2014, para 41.
    """
    _ = material.gettext
    blocks: list[Block] = [
        Contents(),
        PageBreak(),
        *summary(material),
        *situation(material),
        *needs(material),
        *objectives(material),
        *activities(material),
        *partners(material),
        *logframe(material),
        *work_plan(material),
        *budget(material),
        *risks(material),
        *follow_up(material),
        *phases(material),
        *state_sheets(material),
        *method(material),
    ]
    return _document(material, title=_("Project document"), blocks=blocks)


def build_state_sheet(material: Material, state: str) -> Document:
    """Return the sheet of one State as a document of its own."""
    title = material.gettext("Plan for {state}").format(state=material.state(state))
    return _document(material, title=title, blocks=state_sheet(material, state))


def _document(material: Material, *, title: str, blocks: list[Block]) -> Document:
    _ = material.gettext
    return Document(
        title=title,
        subtitle=isolate(material.problem.title),
        language=material.language,
        organisation=material.organisation,
        issued=material.issued,
        blocks=tuple(blocks),
        reference=material.reference[:16],
        classification=_("Draft") if material.draft else "",
        facts=(
            (_("Version"), material.tongue.number(material.version)),
            (_("First quarter"), material.quarter(0)),
            (_("Last quarter"), material.quarter(material.problem.quarters - 1)),
            (_("States"), material.tongue.number(len(material.taking_part))),
            (_("Cost"), material.money(material.cost)),
        ),
        summary=finding(material),
    )
