"""Documents as PDF, set by Typst: tagged, for archives, and the same bytes on every machine."""

import json
from datetime import UTC, datetime, time
from functools import cache
from importlib.resources import files

from tutela.documents.blocks import Document
from tutela.documents.payload import payload
from tutela.documents.typesetter import typeset

STANDARDS = ["ua-1", "a-2a"]
"""PDF/UA-1 (ISO 14289-1) for assistive technology, PDF/A-2a (ISO 19005-2) for archives."""


def render(document: Document) -> bytes:
    """Return a document as PDF.

    The file is tagged, has its language, title and bookmarks, embeds its fonts, and holds no
    date but ``document.issued``: equal documents give equal bytes.

    Source: ISO 14289-1:2014; ISO 19005-2:2011, level A.
    """
    data, drawings = payload(document)
    sources = {**_templates(), "document.json": json.dumps(data, ensure_ascii=False).encode()}
    sources |= {name: svg.encode() for name, svg in drawings.items()}
    issued = datetime.combine(document.issued, time(), UTC)
    return typeset(
        sources, {}, format="pdf", pdf_standards=STANDARDS, timestamp=int(issued.timestamp())
    )


@cache
def _templates() -> dict[str, bytes]:
    folder = files("tutela.documents").joinpath("typst")
    return {
        path.name: path.read_bytes()
        for path in sorted(folder.iterdir(), key=lambda path: path.name)
        if path.name.endswith(".typ")
    }
