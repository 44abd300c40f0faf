"""Small invented IATI files and the two steps every test takes."""

import io
from datetime import date
from pathlib import Path

from tutela.registry.engine.exchange.iati_reader import read_iati
from tutela.registry.engine.exchange.reading import Feed

FILES = Path(__file__).parent.parent.parent / "files"
FEED = Feed(source="Marevia", read=date(2026, 11, 24), file="marevia.xml")

PARTS = {
    "iati-identifier": "<iati-identifier>XX-1</iati-identifier>",
    "reporting-org": '<reporting-org ref="XX" type="10"><narrative>Marevia</narrative>'
                     "</reporting-org>",
    "title": "<title><narrative>Course</narrative></title>",
    "description": '<description type="1"><narrative>About it.</narrative></description>',
    "participating-org": '<participating-org role="1"><narrative>Fund</narrative>'
                         "</participating-org>",
    "activity-status": '<activity-status code="2"/>',
    "activity-date": '<activity-date type="1" iso-date="2026-01-10"/>',
}
"""The least a valid activity holds, in order."""


def activity(attributes: str = "", more: str = "", **changes: str) -> str:
    """Return one activity; a part by its name (with underscores) is exchanged for other text."""
    parts = PARTS | {name.replace("_", "-"): text for name, text in changes.items()}
    return f"<iati-activity {attributes}>\n" + "\n".join(parts.values()) + f"{more}</iati-activity>"


def document(*activities: str, version: str | None = "2.03", prolog: str = "") -> bytes:
    """Return a file of activities."""
    stated = f' version="{version}"' if version else ""
    inside = "\n".join(activities)
    return f"{prolog}<iati-activities{stated}>\n{inside}\n</iati-activities>".encode()


def read(data: bytes, **options) -> list:
    """Read a whole file."""
    return list(read_iati(io.BytesIO(data), feed=FEED, **options))
