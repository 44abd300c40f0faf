"""Decide what a breach of the standard means for one activity: refuse it, or take it and say so.

Only what we build on refuses an activity: a date, a role, a code, an amount that cannot be read.
An unknown, absent or misplaced part elsewhere is noted, because publishers err often and the rest
of the record is still of use.
"""

import re
from collections.abc import Iterable, Iterator
from typing import cast

from lxml import etree

from tutela.registry.engine.exchange.iati_problems import Findings
from tutela.registry.engine.exchange.iati_schema import schema
from tutela.registry.engine.exchange.iati_structure import structure

NEEDED = frozenset({
    ("activity-date", "iso-date"), ("activity-date", "type"), ("participating-org", "role"),
    ("recipient-country", "code"), ("related-activity", "ref"), ("related-activity", "type"),
    ("activity-status", "code"), ("value", ""),
})
"""Element and attribute ("" for its text) without which a record cannot be trusted."""
MAX_NOTES = 20
"""Most notes kept of one activity."""

_NAMED = re.compile(r"^Element '([^']*)'(?:, attribute '([^']*)')?: ?")
_VALUE = re.compile(r"'(.*)' is not a valid value", re.DOTALL)
_LACKING = re.compile(r"The attribute '([^']*)' is required")
_TYPE = re.compile(r"type '(?:\w+:)?([\w.-]+)'\.?$")
_STEP = re.compile(r"(?:\w+:)?([\w*.-]+)(?:\[\d+\])?$")


def _path(entry: "etree._LogEntry") -> str:
    try:
        return entry.path or ""
    except UnicodeDecodeError:  # libxml2 cuts long paths, now and then inside a character
        return ""


class _Breach:
    """One message of the schema, taken apart."""

    def __init__(self, entry: "etree._LogEntry") -> None:
        message = entry.message
        self.line = entry.line
        steps = [found[1] for step in _path(entry).split("/")
                 if step and not step.startswith("@") and (found := _STEP.search(step))]
        inside = steps[steps.index("iati-activity") + 1:] if "iati-activity" in steps else steps
        self.top = inside[0] if inside else ""
        self.depth = len(inside)
        named = _NAMED.match(message)
        self.element = named[1] if named else self.top
        self.attribute = (named[2] or "") if named else ""
        self.lacking = found[1] if (found := _LACKING.search(message)) else ""
        said = message[named.end():] if named else message
        self.value = found[1][:80] if (found := _VALUE.search(said)) else ""
        self.faulty = bool(found)
        self.type = found[1] if (found := _TYPE.search(message)) else ""
        self.unexpected = "not expected" in message or "not allowed" in message

    @property
    def needed(self) -> bool:
        """Whether the record cannot do without what is wrong here."""
        if not (self.lacking or self.faulty):
            return False
        if self.element == "value":
            return self.top == "budget" and not self.attribute and not self.lacking
        return self.depth == 1 and (self.element, self.lacking or self.attribute) in NEEDED

    def words(self) -> tuple[str, dict[str, object]]:
        """Return code and params of the message."""
        names: dict[str, object] = {"element": self.element}
        if self.lacking:
            return "iati.missing-attribute", {**names, "attribute": self.lacking}
        if self.faulty:
            code = {"date": "iati.date", "decimal": "iati.number"}.get(self.type, "iati.value")
            attribute = self.attribute or "text"
            return code, {**names, "value": self.value or '""', "attribute": attribute}
        return ("iati.order" if self.unexpected else "iati.incomplete"), names


def _breaches(judge: etree.XMLSchema, element: etree._Element) -> Iterator[_Breach]:
    if not judge.validate(element):
        seen = set()
        for entry in cast("Iterable[etree._LogEntry]", judge.error_log):  # noqa: SLF001 - its type
            breach = _Breach(entry)
            # libxml2 says some faults twice, once for the type's base.
            key = (breach.line, _path(entry), breach.element, breach.attribute, breach.lacking)
            if key not in seen:
                seen.add(key)
                yield breach


def repair(element: etree._Element, *, shape: str = "iati-activity") -> None:
    """Put children into the standard's order and drop those it does not know, at every depth."""
    table = structure().shapes
    if shape not in table or table[shape].text:
        return
    order = {child.name: (place, child.shape) for place, child in enumerate(table[shape].children)}
    last = len(order)
    kept = [child for child in element
            if isinstance(child.tag, str) and (child.tag in order or child.tag.startswith("{"))]
    for child in list(element):
        element.remove(child)
    for child in sorted(kept, key=lambda one: order.get(str(one.tag), (last, ""))[0]):
        element.append(child)
        if child.tag in order:
            repair(child, shape=order[str(child.tag)][1])


def judge(element: etree._Element, *, findings: Findings, strict: bool) -> None:
    """Judge one activity and put its children in order.

    Args:
        element: The activity; it is changed when it breaks the standard.
        findings: Where refusals and notes go.
        strict: Whether to note every breach; converted older files are not noted.
    """
    if strict:
        breaches = list(_breaches(schema(), element))
        if not breaches:
            return
        for breach in [one for one in breaches if not one.needed][:MAX_NOTES]:
            code, params = breach.words()
            findings.note(code, line=breach.line, field=breach.element, **params)
    repair(element)
    for breach in _breaches(schema(lenient=True), element):
        if breach.needed:
            code, params = breach.words()
            findings.refuse(code, line=breach.line, field=breach.element, **params)
