"""What kind of file some bytes are, decided by their content alone."""

import io
import zipfile
from enum import StrEnum

_OFFICE_LIMIT = 2000
_TEXT_CONTROLS = set(range(32)) - {9, 10, 12, 13} | {127}


class FileKind(StrEnum):
    """Kinds of file that are kept as evidence, by their media type."""

    PDF = "application/pdf"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    PNG = "image/png"
    JPEG = "image/jpeg"
    TEXT = "text/plain"


EXTENSIONS = {
    FileKind.PDF: "pdf",
    FileKind.DOCX: "docx",
    FileKind.XLSX: "xlsx",
    FileKind.PNG: "png",
    FileKind.JPEG: "jpg",
    FileKind.TEXT: "txt",
}


def kind_of(data: bytes) -> FileKind | None:
    r"""Return the kind of some bytes, or None if it is not one that is kept.

    Office files with macros, and archives that merely look like them, are none.

    >>> kind_of(b"%PDF-1.7 and more")
    <FileKind.PDF: 'application/pdf'>
    >>> kind_of(b"MZ\x00\x01") is None
    True
    """
    if data.startswith(b"%PDF-"):
        return FileKind.PDF
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return FileKind.PNG
    if data.startswith(b"\xff\xd8\xff"):
        return FileKind.JPEG
    if data.startswith(b"PK\x03\x04"):
        return _office_kind(data)
    return FileKind.TEXT if _is_text(data) else None


def _office_kind(data: bytes) -> FileKind | None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, UnicodeDecodeError):
        return None
    macros = any(name.lower().endswith("vbaproject.bin") for name in names)
    if macros or len(names) > _OFFICE_LIMIT or "[Content_Types].xml" not in names:
        return None
    if "word/document.xml" in names:
        return FileKind.DOCX
    return FileKind.XLSX if "xl/workbook.xml" in names else None


def _is_text(data: bytes) -> bool:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    # Markup that a browser could run is refused, whatever its name says.
    plain = bool(text.strip()) and not text.lstrip("\ufeff \t\r\n").startswith("<")
    return plain and not _TEXT_CONTROLS & {ord(character) for character in text}
