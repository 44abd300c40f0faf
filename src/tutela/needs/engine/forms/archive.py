"""Unpack a workbook without trusting it: counted, measured and checked before anything reads it."""

import re
from collections.abc import Mapping

from tutela.foundation.archive import ArchiveFault, parts, xml_fault
from tutela.needs.engine.forms.reading import Ledger

LARGEST_FILE = 20_000_000
LARGEST_UNPACKED = 60_000_000
MOST_PARTS = 1000
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_EXTERNAL = re.compile(rb"<[^<>]*TargetMode\s*=\s*[\"']External[\"'][^<>]*>", re.IGNORECASE)
_CODES = {"entries": "zip.entries", "encrypted": "file.encrypted", "duplicate": "zip.duplicate",
          "bomb": "zip.bomb", "damaged": "file.damaged"}


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
    found: dict[str, bytes] = {}
    try:
        found.update(parts(data, largest=LARGEST_UNPACKED, most=MOST_PARTS))
    except ArchiveFault as fault:
        limit = {"entries": MOST_PARTS, "bomb": LARGEST_UNPACKED // 1_000_000}
        ledger.error(_CODES[fault.reason], ledger.place(), part=fault.part,
                     limit=limit.get(fault.reason, 0))
        return {}
    _inspect(found, ledger=ledger)
    return {} if ledger.errors else found


def _inspect(found: Mapping[str, bytes], *, ledger: Ledger) -> None:
    for name, data in found.items():
        lower = name.lower()
        if lower.endswith("vbaproject.bin"):
            ledger.error("workbook.macro")
        elif lower == "xl/workbook.bin":
            ledger.error("workbook.binary")
        elif lower.startswith(("xl/externallinks/", "xl/embeddings/", "xl/activex/")):
            ledger.error("workbook.external", part=name[:100])
        elif lower.endswith((".xml", ".rels", ".vml")):
            _inspect_xml(name, data, ledger=ledger)
    if b"macroEnabled" in found.get("[Content_Types].xml", b""):
        ledger.error("workbook.macro")


def _inspect_xml(name: str, data: bytes, *, ledger: Ledger) -> None:
    wrong = xml_fault(data)
    if wrong == "encoding":
        ledger.error("file.encoding", ledger.place(field=name[:100]))
    elif wrong:
        ledger.error("xml.entity", ledger.place(), part=name[:100])
    elif name.lower().endswith(".rels"):
        for tag in _EXTERNAL.findall(data):
            # A pasted address becomes a hyperlink, which nobody follows on reading.
            if b"/hyperlink" not in tag:
                ledger.error("workbook.external", part=name[:100])
