"""Read a file of IATI activities: 2.01 to 2.03, and 1.0x converted.

Source: IATI Standard 2.03 (http://iatistandard.org/).
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any, BinaryIO

from lxml import etree

from tutela.foundation.errors import Problem
from tutela.registry.engine.exchange.iati_amounts import budget_of, dates_of
from tutela.registry.engine.exchange.iati_judging import judge
from tutela.registry.engine.exchange.iati_older import LANGUAGE, convert
from tutela.registry.engine.exchange.iati_own import FIELD, FILLED
from tutela.registry.engine.exchange.iati_parties import contact_of, page_of, parties_of
from tutela.registry.engine.exchange.iati_places import sites_of
from tutela.registry.engine.exchange.iati_problems import Findings, line_of, refused
from tutela.registry.engine.exchange.iati_stream import Found, activities
from tutela.registry.engine.exchange.iati_structure import codes
from tutela.registry.engine.exchange.iati_tags import tags_of
from tutela.registry.engine.exchange.iati_texts import (
    language_of,
    name_in,
    one_line,
    own_text,
    summaries,
    wording,
)
from tutela.registry.engine.exchange.reading import Feed, Read, Rejected
from tutela.registry.engine.record import Activity, Origin, Status

_VERSIONS = re.compile(r"1\.0\d|1|2\.0[123]|2")


def _older(found: Found, *, file: str) -> bool:
    """Say whether an activity is 1.0x: by the file's version, else by its title."""
    version = found.root.get("version", "").strip()
    if version and not _VERSIONS.fullmatch(version):
        raise refused("iati.version", file=file, line=1, version=version[:80])
    return version.startswith("1") if version else found.element.find("title/narrative") is None


def _status(activity: etree._Element, *, findings: Findings) -> Status | None:
    element = activity.find("activity-status")
    if element is None or element.get(FILLED):
        return None
    code = str(element.get("code", "")).strip()
    meaning = codes("activity-status").get(code)
    if meaning is None and code:
        findings.note("iati.unknown-code", line=line_of(element),
                      field="activity-status", element="activity-status", value=code[:80])
    return Status(meaning) if meaning else None


def _relations(activity: etree._Element) -> tuple[str, tuple[str, ...]]:
    parent, related = "", []
    for element in activity.findall("related-activity"):
        kind = codes("related-activity").get(str(element.get("type", "")).strip())
        key = one_line(str(element.get("ref", "")))
        if kind == "parent" and not parent:
            parent = key
        elif kind in ("parent", "related") and key:
            related.append(key)
    return parent, tuple(dict.fromkeys(related))


def _essentials(activity: etree._Element, *, default: str,
                findings: Findings) -> tuple[str, dict[str, str]]:
    """Return identifier and titles, refusing an activity that lacks one or its reporter."""
    identifier = own_text(activity.find("iati-identifier"), findings=findings)
    title = activity.find("title")
    titles = {} if title is None else wording(title, default=default, findings=findings)
    reporter = activity.find("reporting-org")
    known = reporter is not None and (
        name_in(reporter, findings=findings) or str(reporter.get("ref", "")).strip())
    if not findings.refused:
        for present, code, field in ((identifier, "iati.no-identifier", "iati-identifier"),
                                     (titles, "iati.no-title", "title"),
                                     (known, "iati.no-reporter", "reporting-org")):
            if not present:
                findings.refuse(code, field=field)
    return identifier, titles


def _origins(feed: Feed, *, line: int, committed: bool) -> dict[str, Origin]:
    origin = Origin(source=feed.source, read=feed.read, address=f"{feed.file}:{line}")
    origins = {"": origin}
    if committed:
        origins["budget"] = replace(origin, address=f"{origin.address} transaction/commitment")
    return origins


def _activity(element: etree._Element, *, default: str, feed: Feed,
              findings: Findings) -> Activity:
    identifier, titles = _essentials(element, default=default, findings=findings)
    starts, ends = dates_of(element, findings=findings)
    budget, currency, committed = budget_of(element, findings=findings)
    parent, related = _relations(element)
    evaluation = next((name_in(one, findings=findings) for one in element.findall("description")
                       if one.get(FIELD) == "evaluation"), "")
    fields: dict[str, Any] = {"status": _status(element, findings=findings)}
    fields |= tags_of(element, findings=findings)
    return Activity(
        identifier=identifier, titles=titles, parent=parent, related=related,
        summaries=summaries(element, default=default, findings=findings),
        parties=parties_of(element, findings=findings),
        sites=sites_of(element, findings=findings),
        starts=starts, ends=ends, budget=budget, currency=currency, evaluation=evaluation,
        contact=contact_of(element, findings=findings), url=page_of(element),
        origins=_origins(feed, line=findings.line, committed=committed), **fields)


def _rejected(element: etree._Element, findings: Findings) -> Rejected:
    title = element.find("title")
    first = "" if title is None else " ".join(str(text) for text in title.itertext())
    return Rejected(identifier=one_line(element.findtext("iati-identifier") or "")[:200],
                    title=one_line(first)[:200], problems=tuple(findings.refused))


def _repeated(record: Activity, *, first: int, findings: Findings) -> Rejected:
    findings.refuse("iati.repeated", field="iati-identifier", identifier=record.identifier,
                    first=first)
    return Rejected(identifier=record.identifier, title=record.title(),
                    problems=tuple(findings.refused))


def _read(found: Found, *, feed: Feed, findings: Findings) -> Read:
    element = found.element
    if found.oversized:
        findings.refuse("iati.record-too-large")
        return _rejected(element, findings)
    older = _older(found, file=feed.file)
    outer = language_of(found.root.get(LANGUAGE), default="und")
    default = language_of(element.get(LANGUAGE), default=outer)
    if older:
        convert(element)
    judge(element, findings=findings, strict=not older)
    record = _activity(element, default=default, feed=feed, findings=findings)
    return _rejected(element, findings) if findings.refused else record


def read_iati(stream: BinaryIO, *, feed: Feed, progress: Callable[[int], None] | None = None,
              note: Callable[[Problem], None] | None = None) -> Iterator[Read]:
    """Yield the records of an IATI file in its order, in constant memory.

    Damage further on in the file shows only when the reader gets there, after records before it
    were yielded: collect them all, and keep them only once the iterator has ended.

    Args:
        stream: The file, unpacked.
        feed: Where it comes from.
        progress: Called with the number of bytes read so far.
        note: Called with each breach of the standard that did not refuse its activity.

    Raises:
        InputRefused: The file as a whole cannot be read; nothing of it may be kept.
    """
    lines: dict[str, int] = {}
    for found in activities(stream, file=feed.file, progress=progress):
        findings = Findings(file=feed.file, line=found.line)
        record = _read(found, feed=feed, findings=findings)
        if isinstance(record, Activity):
            if record.identifier in lines:
                record = _repeated(record, first=lines[record.identifier], findings=findings)
            else:
                lines[record.identifier] = found.line
        if note:
            for one in findings.noted:
                note(one)
        yield record
