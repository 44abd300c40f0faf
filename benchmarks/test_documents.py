"""One document with every kind of block and figure, as PDF, DOCX and HTML."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.documents.samples import sample
from tutela.documents import docx, html, pdf
from tutela.documents.blocks import Document


@pytest.mark.benchmark(group="write a document")
@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("render", [pdf.render, docx.render, html.render],
                         ids=["PDF", "DOCX", "HTML"])
def test_document(
    benchmark: Any, render: Callable[[Document], bytes | str], language: str
) -> None:
    assert len(benchmark(render, sample(language))) > 0


@pytest.mark.benchmark(group="write a document")
def test_weasyprint_prints_our_html(benchmark: Any) -> None:
    weasyprint = pytest.importorskip("weasyprint", exc_type=(ImportError, OSError))
    page = html.render(sample("en"))
    made = benchmark(lambda: weasyprint.HTML(string=page).write_pdf(pdf_variant="pdf/ua-1"))
    assert made.startswith(b"%PDF-")
