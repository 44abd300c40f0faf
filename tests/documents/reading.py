"""What a test reads back out of a PDF: its structure, alternatives, fonts and words."""

import re
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject


def reader(blob: bytes) -> PdfReader:
    return PdfReader(BytesIO(blob))


def elements(pdf: PdfReader) -> Iterator[DictionaryObject]:
    """Yield every structure element in reading order."""
    yield from _walk(pdf.trailer["/Root"]["/StructTreeRoot"].get("/K"))


def _walk(kids: Any) -> Iterator[DictionaryObject]:
    kids = kids.get_object() if isinstance(kids, IndirectObject) else kids
    if isinstance(kids, ArrayObject):
        for kid in kids:
            yield from _walk(kid)
    elif isinstance(kids, DictionaryObject) and "/S" in kids:
        yield kids
        yield from _walk(kids.get("/K", ArrayObject()))


def tags(pdf: PdfReader) -> Counter[str]:
    return Counter(str(element["/S"]) for element in elements(pdf))


def alternatives(pdf: PdfReader) -> list[str]:
    return [str(e.get("/Alt", "")) for e in elements(pdf) if e["/S"] == "/Figure"]


def bookmarks(pdf: PdfReader, items: Any = None, depth: int = 0) -> list[str]:
    made = []
    for item in pdf.outline if items is None else items:
        if isinstance(item, list):
            made += bookmarks(pdf, item, depth + 1)
        else:
            made.append("  " * depth + str(item.title))
    return made


def fonts(pdf: PdfReader) -> dict[str, bool]:
    """Return the fonts by name, and whether each is embedded."""
    found = {}
    for page in pdf.pages:
        for font in page["/Resources"].get("/Font", {}).values():
            inner = font.get_object()["/DescendantFonts"][0].get_object()
            described = inner["/FontDescriptor"].get_object()
            embedded = {"/FontFile", "/FontFile2", "/FontFile3"} & set(described)
            found[re.sub(r"^/[A-Z]{6}\+", "", str(inner["/BaseFont"]))] = bool(embedded)
    return found


def description(blob: bytes) -> str:
    """Return what golden files keep of a PDF besides its digest."""
    pdf = reader(blob)
    lines = [f"pages {len(pdf.pages)}", *(f"tag {n} {c}" for n, c in sorted(tags(pdf).items()))]
    lines += [f"font {name}" for name in sorted(fonts(pdf))]
    lines += [f"bookmark {title}" for title in bookmarks(pdf)]
    lines += [f"alternative {words}" for words in alternatives(pdf)]
    for number, page in enumerate(pdf.pages, 1):
        lines += [f"--- page {number}", page.extract_text()]
    return "\n".join(line.rstrip() for line in "\n".join(lines).splitlines()) + "\n"
