"""Read any file the registry can read: what it is shows in its content, never in its name."""

import gzip
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from enum import StrEnum
from typing import BinaryIO, cast

from tutela.foundation.archive import DAMAGE
from tutela.foundation.errors import InputRefused, Place
from tutela.registry.engine.exchange.api_json import FORMAT, read_own
from tutela.registry.engine.exchange.calendar_in import read_calendar
from tutela.registry.engine.exchange.faults import refusal
from tutela.registry.engine.exchange.linked_in import read_linked
from tutela.registry.engine.exchange.mapping import Mapping
from tutela.registry.engine.exchange.reading import MAX_BYTES, Feed, Read
from tutela.registry.engine.exchange.reliefweb_in import read_reliefweb
from tutela.registry.engine.exchange.source_bytes import Progress, head_of, measured
from tutela.registry.engine.exchange.table import read_table
from tutela.registry.engine.exchange.tess_in import read_tess

_LARGEST_ZIP = 100_000_000
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_IATI = re.compile(rb"<(?:\w+:)?iati-activit(?:y|ies)\b")
_XML = re.compile(rb"\s*<(?:\?xml|!--|!DOCTYPE(?!\s+html)|\w+:?iati)", re.IGNORECASE)
_HTML = re.compile(rb"\s*<(?:!doctype\s+html|html|head|body|script|meta)\b", re.IGNORECASE)
_CONTROLS = re.compile(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f]")
_LINKED = re.compile(rb'"@(?:context|graph|type)"\s*:')
_RELIEFWEB = re.compile(rb'"(?:how_to_register|training_language|career_categories|event_url)"\s*:')
_FIELDS = re.compile(rb'"fields"\s*:\s*\{')
_TESS = re.compile(
    rb'"(?:attributes|event_types|event-types|scientific_topics|scientific-topics|content_provider'
    rb'|target_audience|resource_type|cost_basis|host_institutions|external_resources'
    rb'|last_scraped|difficulty_level|learning_objectives)"\s*:'
)


class Kind(StrEnum):
    """Kinds of file, packed ones included."""

    IATI = "iati"
    CSV = "csv"
    XLSX = "xlsx"
    CALENDAR = "icalendar"
    LINKED = "json-ld"
    HTML = "html"
    RELIEFWEB = "reliefweb"
    TESS = "tess"
    OWN = "tutela-json"
    GZIP = "gzip"
    ZIP = "zip"
    OLE = "ole"
    UNKNOWN = "unknown"


def kind_of(head: bytes, name: str = "") -> Kind:  # noqa: ARG001 - the name never decides; callers have it at hand
    r"""Return the kind of a file from its first bytes, some thousands if there are as many.

    >>> kind_of(b"BEGIN:VCALENDAR\r\n"), kind_of(b"Title;State\r\n"), kind_of(b"%PDF-1.7")
    (<Kind.CALENDAR: 'icalendar'>, <Kind.CSV: 'csv'>, <Kind.UNKNOWN: 'unknown'>)
    """
    if head.startswith(b"\x1f\x8b"):
        return Kind.GZIP
    if head.startswith(b"PK\x03\x04"):
        return Kind.XLSX if b"xl/" in head or b"[Content_Types].xml" in head[:200] else Kind.ZIP
    if head.startswith(_OLE):
        return Kind.OLE
    text = head
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in head[:200]:
        text = _as_utf8(head)
    text = text.removeprefix(b"\xef\xbb\xbf").lstrip()
    if not text or _CONTROLS.search(text[:4000]) or text.startswith((b"%PDF", b"\x89PNG")):
        return Kind.UNKNOWN
    return _text_kind(text)


def _as_utf8(head: bytes) -> bytes:
    encoding = "utf-16" if head[:2] in {b"\xff\xfe", b"\xfe\xff"} else (
        "utf-16-le" if head[1:2] == b"\x00" else "utf-16-be")
    return head.decode(encoding, errors="ignore").encode("utf-8", errors="ignore")


def _text_kind(text: bytes) -> Kind:
    if text[:15].upper() == b"BEGIN:VCALENDAR":
        return Kind.CALENDAR
    if text.startswith((b"{", b"[")):
        return _json_kind(text)
    if text.startswith(b"<"):
        if _IATI.search(text):
            return Kind.IATI
        if _HTML.match(text):
            return Kind.HTML
        return Kind.IATI if _XML.match(text) else Kind.UNKNOWN
    line = text.split(b"\n", 1)[0]
    return Kind.CSV if any(mark in line for mark in (b",", b";", b"\t", b"|")) else Kind.UNKNOWN


def _json_kind(text: bytes) -> Kind:
    if f'"{FORMAT}"'.encode() in text[:2000]:
        return Kind.OWN
    if _LINKED.search(text):
        return Kind.LINKED
    if _RELIEFWEB.search(text) or _FIELDS.search(text):
        return Kind.RELIEFWEB
    return Kind.TESS if _TESS.search(text) else Kind.UNKNOWN


def read_any(
    data: BinaryIO,
    *,
    feed: Feed,
    mapping: Mapping | None = None,
    progress: Progress | None = None,
) -> Iterator[Read]:
    """Yield the records and refusals of a file of any kind that can be read.

    Args:
        data: The file; a .gz or .zip may hold one file of any of the kinds.
        feed: Becomes the origin of every field.
        mapping: Of a table; without one it is guessed.
        progress: Told how many bytes were read.

    Raises:
        InputRefused: Another kind of file, or one that as a whole cannot be read.
    """
    source = measured(data, file=feed.file, progress=progress)
    place = Place(file=feed.file)
    kind = kind_of(head_of(source), feed.file)
    if kind is Kind.GZIP:
        packed = cast("BinaryIO", gzip.GzipFile(fileobj=source))
        yield from _unpacked(packed, feed=feed, mapping=mapping)
    elif kind in {Kind.ZIP, Kind.XLSX}:
        yield from _from_zip(source, feed=feed, mapping=mapping)
    else:
        if not head_of(source).strip():
            raise refusal("file.empty", place)
        yield from _read(kind, source, feed=feed, mapping=mapping)


def _read(kind: Kind, source: BinaryIO, *, feed: Feed, mapping: Mapping | None) -> Iterator[Read]:
    place = Place(file=feed.file)
    if kind is Kind.OLE:
        raise refusal("file.old-excel", place)
    if kind is Kind.CSV:
        return read_table(source, feed=feed, mapping=mapping)
    if kind is Kind.IATI:
        # Looked up when it is needed: the reader of IATI is heavy to load.
        from tutela.registry.engine.exchange.iati_reader import read_iati  # noqa: PLC0415 - see above

        return read_iati(source, feed=feed)
    readers = {
        Kind.CALENDAR: read_calendar, Kind.LINKED: read_linked, Kind.HTML: read_linked,
        Kind.RELIEFWEB: read_reliefweb, Kind.TESS: read_tess, Kind.OWN: read_own,
    }
    if kind not in readers:
        raise refusal("file.kind", place)
    return readers[kind](source, feed=feed)


def _unpacked(packed: BinaryIO, *, feed: Feed, mapping: Mapping | None) -> Iterator[Read]:
    """Read what a packed file holds; it is measured as it comes out."""
    place = Place(file=feed.file)
    inner = measured(packed, file=feed.file, limit=MAX_BYTES, code="zip.bomb")
    try:
        kind = kind_of(head_of(inner), feed.file)
        if kind in {Kind.GZIP, Kind.ZIP}:
            raise refusal("zip.nested", place)
        if kind is Kind.XLSX:
            yield from read_table(inner, feed=feed, mapping=mapping)
        else:
            yield from _read(kind, inner, feed=feed, mapping=mapping)
    except InputRefused:
        raise
    except (*DAMAGE, zlib.error, gzip.BadGzipFile) as fault:
        raise refusal("file.damaged", place) from fault


def _from_zip(source: BinaryIO, *, feed: Feed, mapping: Mapping | None) -> Iterator[Read]:
    place = Place(file=feed.file)
    data = measured(source, file=feed.file, limit=_LARGEST_ZIP).read()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as container:
            infos = [info for info in container.infolist() if not info.is_dir()]
            names = {info.filename for info in infos}
            if "xl/workbook.xml" in names or "[Content_Types].xml" in names:
                yield from read_table(io.BytesIO(data), feed=feed, mapping=mapping)
                return
            if len(infos) != 1:
                raise refusal("zip.several", place, count=len(infos))
            if infos[0].flag_bits & 1:
                raise refusal("file.encrypted", place)
            if infos[0].file_size > MAX_BYTES:
                raise refusal("zip.bomb", place, limit=MAX_BYTES // 1_000_000)
            with container.open(infos[0]) as inner:
                yield from _unpacked(cast("BinaryIO", inner), feed=feed, mapping=mapping)
    except InputRefused:
        raise
    except DAMAGE as fault:
        raise refusal("file.damaged", place) from fault
