"""An import for its page: what it is, what it would change, what stays out and why."""

import csv
import io
from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from tutela.foundation.errors import Problem
from tutela.pages.request import spoken
from tutela.registry.engine.exchange.cells import guarded
from tutela.registry.engine.exchange.detect import Kind
from tutela.registry.store.queries.desk import Imported
from tutela.registry.web.presenters import values

SHOWN = 50
"""Rejected records that the page shows; the file to download holds more."""


def kinds() -> dict[str, str]:
    """Name the kinds of file."""
    return {
        Kind.IATI: _("IATI activities"), Kind.CSV: _("A table (CSV)"),
        Kind.XLSX: _("A workbook (XLSX)"), Kind.CALENDAR: _("A calendar (iCalendar)"),
        Kind.LINKED: _("schema.org courses (JSON-LD)"),
        Kind.HTML: _("A web page with schema.org courses"),
        Kind.RELIEFWEB: _("Training of ReliefWeb (JSON)"), Kind.TESS: _("Events of TeSS (JSON)"),
        Kind.OWN: _("Activities saved by Tutela (JSON)"), Kind.GZIP: _("A packed file"),
        Kind.ZIP: _("A packed file"), Kind.OLE: _("An old Excel workbook"),
        Kind.UNKNOWN: _("A file of an unknown kind"),
    }


def states() -> dict[str, str]:
    """Name how far an import is."""
    return {
        "columns": _("Waits for its columns"), "waiting": _("Is being read"),
        "pending": _("Waits for your decision"), "keeping": _("Is being taken over"),
        "kept": _("Taken over"), "discarded": _("Discarded"), "refused": _("Cannot be read"),
    }


def problems(found: Iterable[Problem]) -> list[dict[str, Any]]:
    """List problems by sheet, row and column, each with its words."""
    return [
        {"sheet": one.place.sheet, "row": one.place.row or "",
         "column": one.place.column or one.place.field, "text": one.text(spoken())}
        for one in found
    ]


def samples(found: Imported) -> dict[str, list[dict[str, Any]]]:
    """Return examples of new and of changed records, these with what would be different."""
    new = [dict(one) for one in found.samples if one["verdict"] == "new"]
    changed = [
        {
            **one,
            "address": reverse("registry:record", args=[one["record"]]) if one["record"] else "",
            "rows": [
                {"name": values.named(row["field"]),
                 "before": values.said_json(row["field"], row["before"]),
                 "after": values.said_json(row["field"], row["after"])}
                for row in one.get("changes", ())
            ],
        }
        for one in found.samples if one["verdict"] == "changed"
    ]
    return {"new": new, "changed": changed}


def refusals(found: Imported) -> list[dict[str, Any]]:
    """Return rejected records with their problems."""
    return [
        {"title": one.title or one.identifier or _("Without a title"),
         "problems": problems(one.problems)}
        for one in found.refusals[:SHOWN]
    ]


def rejected_csv(found: Imported) -> str:
    """Write the rejected records as CSV that no spreadsheet runs; with a mark for Unicode."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([
        _("File"), _("Sheet"), _("Row"), _("Column"), _("Identifier"), _("Title"), _("What to do"),
    ])
    for one in found.refusals:
        for problem in one.problems:
            place = problem.place
            cells = [
                place.file or found.file_name, place.sheet, str(place.row or ""),
                place.column or place.field, one.identifier, one.title, problem.text(spoken()),
            ]
            writer.writerow([guarded(cell) for cell in cells])
    return "\ufeff" + out.getvalue()
