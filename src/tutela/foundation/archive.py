"""Unpack ZIP containers that somebody else made: counted, and measured while they are unpacked."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO

_PIECE = 1 << 16
_ENTITY = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_DECLARED = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9_.-]+)["']""")
_PLAIN = {b"utf-8", b"us-ascii"}

DAMAGE = (
    zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError,
    # RuntimeError is what zipfile raises for a part that needs a password.
    RuntimeError, OverflowError, IndexError,
)
"""What zipfile raises for a container that is no container."""


class ArchiveFault(Exception):  # noqa: N818 - said as a fact; each capability words it
    """A container that must not be opened.

    Attributes:
        reason: "entries", "encrypted", "duplicate", "bomb" or "damaged".
        part: The part at fault, "" for the whole.
    """

    def __init__(self, reason: str, part: str = "") -> None:
        super().__init__(reason)
        self.reason, self.part = reason, part


def parts(data: bytes, *, largest: int, most: int) -> Iterator[tuple[str, bytes]]:
    """Yield name and content of every part, one in memory at a time.

    Args:
        data: The container.
        largest: Most bytes of all parts together, unpacked; counted, not believed.
        most: Most parts.

    Raises:
        ArchiveFault: Damaged, protected by a password, too many or too large parts, or two parts
            with one name (programs differ in which of them they read).
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as container:
            infos = _checked(container, largest=largest, most=most)
            left = largest
            for info in infos:
                with container.open(info) as stream:
                    content = _measured(stream, limit=left)
                left -= len(content)
                yield info.filename, content
    except DAMAGE as fault:
        raise ArchiveFault("damaged") from fault


def _checked(container: zipfile.ZipFile, *, largest: int, most: int) -> list[zipfile.ZipInfo]:
    infos = container.infolist()
    if len(infos) > most:
        raise ArchiveFault("entries")
    seen: set[str] = set()
    for info in infos:
        if info.flag_bits & 1:
            raise ArchiveFault("encrypted")
        key = info.filename.casefold()
        if key in seen:
            raise ArchiveFault("duplicate", info.filename[:100])
        seen.add(key)
    if sum(info.file_size for info in infos) > largest:
        raise ArchiveFault("bomb")
    return infos


def _measured(stream: IO[bytes], *, limit: int) -> bytes:
    pieces, total = [], 0
    while piece := stream.read(_PIECE):
        total += len(piece)
        if total > limit:
            raise ArchiveFault("bomb")
        pieces.append(piece)
    return b"".join(pieces)


def xml_fault(data: bytes) -> str:
    r"""Return why a part of XML must not be parsed: "encoding", "entity" or "" for nothing.

    >>> xml_fault(b"<a/>"), xml_fault(b"<!DOCTYPE a>"), xml_fault(b"\xff\xfe<\x00a\x00")
    ('', 'entity', 'encoding')
    """
    declared = _DECLARED.match(data.removeprefix(b"\xef\xbb\xbf"))
    if b"\x00" in data[:4] or (declared and declared[1].lower() not in _PLAIN):
        # Another encoding would hide an entity from the check below; no office file uses one.
        return "encoding"
    return "entity" if _ENTITY.search(data) else ""
