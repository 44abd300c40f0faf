"""Golden files: UPDATE_GOLDEN=1 writes them again; look at every changed page before keeping it."""

import hashlib
import os
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.documents.reading import description
from tests.documents.samples import CODES, sample
from tutela.documents import docx, html, pdf

GOLDEN = Path(__file__).parents[1] / "golden/documents"


def compare(name: str, made: str) -> None:
    path = GOLDEN / name
    if os.environ.get("UPDATE_GOLDEN") == "1":
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(made, "utf-8", newline="")
    assert made == path.read_text("utf-8", newline="")


@pytest.mark.parametrize("code", CODES)
def test_pdf_keeps_its_bytes_structure_and_words(code: str) -> None:
    blob = pdf.render(sample(code))
    digest = hashlib.sha256(blob).hexdigest()
    compare(f"{code}.pdf.txt", f"sha256 {digest}\n{description(blob)}")


@pytest.mark.parametrize("code", CODES)
def test_docx_keeps_its_text_and_notes(code: str) -> None:
    with ZipFile(BytesIO(docx.render(sample(code)))) as archive:
        parts = [archive.read(f"word/{name}.xml").decode() for name in ("document", "footnotes")]
    compare(f"{code}.docx.xml", "\n".join(parts).replace("<w:p>", "\n<w:p>"))


@pytest.mark.parametrize("code", CODES)
def test_html_keeps_its_text(code: str) -> None:
    compare(f"{code}.html", html.render(sample(code)))
