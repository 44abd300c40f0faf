"""What can be wrong with an IATI file, in words a person can act on."""

from dataclasses import dataclass, field
from typing import cast

from lxml import etree

from tutela.foundation.errors import N_, InputRefused, Place, Problem
from tutela.registry.engine.exchange.reading import MAX_BYTES, MAX_RECORD_BYTES, MAX_TEXT

TEXTS = {
    "iati.empty": N_("The file is empty. Get it from the publisher again."),
    "iati.not-xml": N_(
        "This is not an IATI file: it does not begin as XML. Choose the XML file of the "
        "publisher's activities."),
    "iati.encoding": N_(
        "The text encoding {encoding} is not read here. Save the file as UTF-8 and try again."),
    "iati.document-type": N_(
        "The file declares a document type, which may hide entities that harm the reader. "
        "Remove the line that begins with <!DOCTYPE and try again."),
    "iati.root": N_(
        "The outermost element is {element}, not iati-activities. Choose the publisher's file "
        "of activities, not the one of organisations or another format."),
    "iati.version": N_(
        "Version {version} of IATI is not read here. Ask the publisher for version 2.03."),
    "iati.damaged": N_(
        "The file breaks off or is damaged from here on ({reason}). Get a whole copy from the "
        "publisher, or mend this line in an XML editor."),
    "iati.too-large": N_(
        "The file is larger than {size} MB. Split it into smaller files and read them one "
        "after the other."),
    "iati.too-deep": N_(
        "Elements are nested far deeper than IATI ever needs. Get a correct file from the "
        "publisher."),
    "iati.huge-text": N_(
        "One text or name is so long that it cannot be read safely. Get a correct file from "
        "the publisher."),
    "iati.record-too-large": N_(
        "This activity is larger than {size} MB. Ask the publisher to split it or to leave out "
        "single transactions."),
    "iati.text-too-long": N_(
        "The text of {element} has {count} characters; at most {most} are kept. Shorten it and "
        "link the full text as a document."),
    "iati.no-identifier": N_(
        "The activity has no identifier. Ask the publisher to fill iati-identifier."),
    "iati.no-title": N_("The activity has no title. Ask the publisher to fill title."),
    "iati.no-reporter": N_(
        "The activity does not say who reports it. Ask the publisher to fill reporting-org."),
    "iati.repeated": N_(
        "The identifier {identifier} stands for another activity of this file already, at line "
        "{first}. Keep one of the two, or give each its own identifier."),
    "iati.missing-attribute": N_(
        "{element} lacks {attribute}. Add it, as version 2.03 of IATI asks."),
    "iati.date": N_(
        "{value} is not a day, in {attribute} of {element}. Write it like 2026-11-24."),
    "iati.number": N_(
        "{value} is not a number, in {element}. Write it like 1250.50, without spaces or signs "
        "of a currency."),
    "iati.value": N_(
        "{value} cannot stand in {attribute} of {element}. Look up what version 2.03 of IATI "
        "allows there and correct it."),
    "iati.dates": N_(
        "The activity ends on {ends}, before it starts on {starts}. Correct one of the dates."),
    "iati.order": N_(
        "{element} stands where version 2.03 of IATI does not expect it. It was left out or "
        "read all the same; tell the publisher."),
    "iati.incomplete": N_(
        "{element} lacks a part that version 2.03 of IATI asks for. The rest was read; tell the "
        "publisher."),
    "iati.unknown-code": N_(
        "{value} is not a code known for {element}. It was left out; tell the publisher."),
    "iati.currencies": N_(
        "The budgets are in several currencies ({currencies}), so no sum was kept. Enter the "
        "budget by hand."),
}
"""Message ids by stable code."""


_LIMITS: dict[str, dict[str, object]] = {
    "iati.too-large": {"size": MAX_BYTES // 1_000_000},
    "iati.record-too-large": {"size": MAX_RECORD_BYTES // 1_000_000},
    "iati.text-too-long": {"most": MAX_TEXT},
}


def line_of(element: etree._Element) -> int:
    """Return the line an element begins at, from 1; 0 when the parser did not keep it."""
    return cast("int | None", element.sourceline) or 0


def problem(code: str, *, file: str = "", line: int = 0, field: str = "",
            **params: object) -> Problem:
    """Make one problem with its place.

    >>> problem("iati.no-title", file="a.xml", line=7).text()
    'The activity has no title. Ask the publisher to fill title.'
    """
    return Problem(code=code, template=TEXTS[code], place=Place(file=file, row=line, field=field),
                   params={**_LIMITS.get(code, {}), **params})


def refused(code: str, *, file: str, line: int = 0, **params: object) -> InputRefused:
    """Make the error that refuses a whole file."""
    return InputRefused([problem(code, file=file, line=line, field="", **params)])


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """What was found wrong with one activity while it was read.

    Attributes:
        file: Name for places.
        line: Line of the activity, for what has no line of its own.
        refused: Reasons not to take it.
        noted: What was left out or mended while the rest was taken.
    """

    file: str
    line: int
    refused: list[Problem] = field(default_factory=list)
    noted: list[Problem] = field(default_factory=list)

    def refuse(self, code: str, *, line: int = 0, field: str = "", **params: object) -> None:
        """Add a reason not to take the activity."""
        self.refused.append(
            problem(code, file=self.file, line=line or self.line, field=field, **params))

    def note(self, code: str, *, line: int = 0, field: str = "", **params: object) -> None:
        """Add something that does not stand in the way."""
        self.noted.append(
            problem(code, file=self.file, line=line or self.line, field=field, **params))
