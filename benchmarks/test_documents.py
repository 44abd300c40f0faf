"""One document with every kind of block and figure, as PDF, DOCX and HTML."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.documents.samples import sample
from tutela.documents import docx, html, pdf
from tutela.documents.blocks import Document


# The typesetter remembers what it set before: only the first time of a process counts.
@pytest.mark.benchmark(group="print a document as PDF")
@pytest.mark.parametrize("language", ["en", "ar"])
def test_pdf(benchmark: Any, language: str) -> None:
    made = benchmark.pedantic(pdf.render, args=(sample(language),), rounds=1)
    assert made.startswith(b"%PDF-")


@pytest.mark.benchmark(group="print a document as PDF")
def test_weasyprint_prints_our_html(benchmark: Any) -> None:
    weasyprint = pytest.importorskip("weasyprint", exc_type=(ImportError, OSError))
    page = html.render(sample("en"))
    made = benchmark.pedantic(
        lambda: weasyprint.HTML(string=page).write_pdf(pdf_variant="pdf/ua-1"), rounds=1
    )
    assert made.startswith(b"%PDF-")


@pytest.mark.benchmark(group="write a document")
@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("render", [docx.render, html.render], ids=["DOCX", "HTML"])
def test_document(
    benchmark: Any, render: Callable[[Document], bytes | str], language: str
) -> None:
    assert len(benchmark(render, sample(language))) > 0
