"""Unpack a workbook without trusting it: counted, measured and checked before anything reads it."""

import io
import re
import zipfile
import zlib
from collections.abc import Mapping

from tutela.needs.engine.forms.reading import Ledger

LARGEST_FILE = 20_000_000
LARGEST_UNPACKED = 60_000_000
MOST_PARTS = 1000
_PIECE = 1 << 16
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_ENTITY = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_DECLARED = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9_.-]+)["']""")
_EXTERNAL = re.compile(rb"<[^<>]*TargetMode\s*=\s*[\"']External[\"'][^<>]*>", re.IGNORECASE)


def is_ole(data: bytes) -> bool:
    """Return whether bytes are an OLE container: an old workbook or an encrypted one."""
    return data.startswith(_OLE)


def refuse_ole(data: bytes, *, ledger: Ledger) -> None:
    """Say whether an OLE container is an encrypted workbook or an old one.

    Source: [MS-OFFCRYPTO] 2.3.4: an encrypted workbook holds a stream named EncryptedPackage.
    """
    encrypted = "EncryptedPackage".encode("utf-16-le") in data
    ledger.error("file.encrypted" if encrypted else "file.old-excel")


def unpack(data: bytes, *, ledger: Ledger) -> dict[str, bytes]:
    """Return the XML parts of a ZIP container by name; an empty mapping when it was refused.

    Parts are measured while they are unpacked: what the container says of itself is not believed.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as container:
            names = _names(container, ledger=ledger)
            parts = {} if ledger.errors else _read(container, names, ledger=ledger)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError,
            RuntimeError, UnicodeDecodeError, OverflowError, IndexError):
        # RuntimeError is what zipfile raises for a part that needs a password.
        ledger.error("file.damaged")
        return {}
    if not ledger.errors:
        _inspect(parts, ledger=ledger)
    return {} if ledger.errors else parts


def _names(container: zipfile.ZipFile, *, ledger: Ledger) -> list[zipfile.ZipInfo]:
    infos = container.infolist()
    if len(infos) > MOST_PARTS:
        ledger.error("zip.entries", limit=MOST_PARTS)
        return []
    seen: set[str] = set()
    for info in infos:
        if info.flag_bits & 1:
            ledger.error("file.encrypted")
            return []
        # Programs differ in which of two equal names they read: refuse instead of choosing.
        key = info.filename.casefold()
        if key in seen:
            ledger.error("zip.duplicate", ledger.place(), part=info.filename[:100])
        seen.add(key)
    if sum(info.file_size for info in infos) > LARGEST_UNPACKED:
        ledger.error("zip.bomb", limit=LARGEST_UNPACKED // 1_000_000)
    return infos


def _read(
    container: zipfile.ZipFile, infos: list[zipfile.ZipInfo], *, ledger: Ledger
) -> dict[str, bytes]:
    parts: dict[str, bytes] = {}
    total = 0
    for info in infos:
        pieces = []
        with container.open(info) as stream:
            while piece := stream.read(_PIECE):
                total += len(piece)
                if total > LARGEST_UNPACKED:
                    ledger.error("zip.bomb", limit=LARGEST_UNPACKED // 1_000_000)
                    return {}
                pieces.append(piece)
        parts[info.filename] = b"".join(pieces)
    return parts


def _inspect(parts: Mapping[str, bytes], *, ledger: Ledger) -> None:
    for name, data in parts.items():
        lower = name.lower()
        if lower.endswith("vbaproject.bin"):
            ledger.error("workbook.macro")
        elif lower == "xl/workbook.bin":
            ledger.error("workbook.binary")
        elif lower.startswith(("xl/externallinks/", "xl/embeddings/", "xl/activex/")):
            ledger.error("workbook.external", part=name[:100])
        elif lower.endswith((".xml", ".rels", ".vml")):
            _inspect_xml(name, data, ledger=ledger)
    if b"macroEnabled" in parts.get("[Content_Types].xml", b""):
        ledger.error("workbook.macro")


def _inspect_xml(name: str, data: bytes, *, ledger: Ledger) -> None:
    declared = _DECLARED.match(data.removeprefix(b"\xef\xbb\xbf"))
    if b"\x00" in data[:4] or (declared and declared[1].lower() not in {b"utf-8", b"us-ascii"}):
        # Another encoding would hide an entity from the check below; no workbook uses one.
        ledger.error("file.encoding", ledger.place(field=name[:100]))
    elif _ENTITY.search(data):
        ledger.error("xml.entity", ledger.place(), part=name[:100])
    elif name.lower().endswith(".rels"):
        for tag in _EXTERNAL.findall(data):
            # A pasted address becomes a hyperlink, which nobody follows on reading.
            if b"/hyperlink" not in tag:
                ledger.error("workbook.external", part=name[:100])
