"""Read what our own vocabularies say in an IATI activity."""

from enum import StrEnum
from typing import Any

from lxml import etree

from tutela.registry.engine.exchange.iati_own import SETS, VOCABULARY, field_of
from tutela.registry.engine.exchange.iati_problems import Findings, line_of
from tutela.registry.engine.exchange.iati_texts import one_line
from tutela.registry.engine.record import CostBand, Presence, Proficiency, Sort, Status
from tutela.registry.engine.vocabulary import vocabulary

_ENUMS: dict[str, type[StrEnum]] = {
    "sort": Sort, "proficiency": Proficiency, "presence": Presence, "cost-band": CostBand,
    "status": Status,
}
_COUNTS = frozenset({"seats", "attendance"})
_MOST_DIGITS = 9


def _value(field: str, code: str) -> Any:
    """Return what a code stands for, None when it stands for nothing we know."""
    if field in _ENUMS:
        return _ENUMS[field](code) if code in list(_ENUMS[field]) else None
    if field in _COUNTS:
        plain = code.isascii() and code.isdigit() and len(code) <= _MOST_DIGITS
        return int(code) if plain else None
    if field == "topics":
        return code if code in vocabulary().topics else None
    if field == "audiences":
        return code if code in vocabulary().audiences else None
    return code or None


def tags_of(activity: etree._Element, *, findings: Findings) -> dict[str, Any]:
    """Return fields of the record by name, from tags and sectors of our vocabularies."""
    found: dict[str, Any] = {}
    for element in [*activity.findall("tag"), *activity.findall("sector")]:
        if element.get("vocabulary") != VOCABULARY:
            continue
        field = field_of(str(element.get("vocabulary-uri", "")))
        if not field:
            continue
        code = one_line(str(element.get("code", "")))
        value = _value(field, code)
        if value is None:
            findings.note("iati.unknown-code", line=line_of(element),
                          field=str(element.tag), element=str(element.tag), value=code[:80])
        elif field in SETS:
            found.setdefault(field, set()).add(value)
        else:
            found.setdefault(field.replace("-", "_"), value)
    return {field: tuple(sorted(value)) if isinstance(value, set) else value
            for field, value in found.items()}
