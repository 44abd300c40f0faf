"""DOCX: it opens again, runs in the right direction, and says what it shows."""

from io import BytesIO
from zipfile import ZipFile

import docx as python_docx
import pytest
from docx.oxml.ns import qn

from tests.documents.samples import CODES, WORDS, sample
from tutela.documents import docx
from tutela.documents.blocks import Figure
from tutela.foundation.language import language


@pytest.fixture(scope="module", params=CODES)
def made(request: pytest.FixtureRequest) -> tuple[str, bytes]:
    return request.param, docx.render(sample(request.param))


def test_headings_are_headings(made: tuple[str, bytes]) -> None:
    code, blob = made
    words = WORDS[code]
    found = [
        (paragraph.style.name, paragraph.text)
        for paragraph in python_docx.Document(BytesIO(blob)).paragraphs
        if paragraph.style.name.startswith("Heading")
    ]
    assert found == [
        ("Heading 1", words["summary"]), ("Heading 2", words["priorities"]),
        ("Heading 1", words["figures"]), ("Heading 1", words["questions"]),
        ("Heading 2", words["question"]),
    ]


def test_direction_is_said_on_every_level(made: tuple[str, bytes]) -> None:
    code, blob = made
    body = python_docx.Document(BytesIO(blob)).element.body
    rtl = language(code).rtl
    paragraphs = [p for p in body.iter(qn("w:p")) if p.find(f".//{qn('w:t')}") is not None]
    directed = [p.find(f"{qn('w:pPr')}/{qn('w:bidi')}") is not None for p in paragraphs]
    assert set(directed) == {rtl}
    assert (body.find(qn("w:sectPr")).find(qn("w:bidi")) is not None) == rtl
    tables = list(body.iter(qn("w:tbl")))
    assert {t.tblPr.find(qn("w:bidiVisual")) is not None for t in tables} == {rtl}
    assert bool(list(body.iter(qn("w:rtl")))) == rtl


def test_codes_run_left_to_right_inside_arabic() -> None:
    body = python_docx.Document(BytesIO(docx.render(sample("ar")))).element.body
    runs = [
        run for run in body.iter(qn("w:r")) if run.text.strip("\u2066\u2069") in {"C05-1", "24/7"}
    ]
    assert {run.text for run in runs} == {"\u2066C05-1\u2069", "\u206624/7\u2069"}
    assert all(run.find(f"{qn('w:rPr')}/{qn('w:rtl')}") is None for run in runs)


def test_table_heads_repeat(made: tuple[str, bytes]) -> None:
    for table in python_docx.Document(BytesIO(made[1])).tables:
        marked = [row._tr.find(f".//{qn('w:tblHeader')}") is not None for row in table.rows]
        assert marked == [True] + [False] * (len(marked) - 1)


def test_pictures_have_alternatives(made: tuple[str, bytes]) -> None:
    code, blob = made
    body = python_docx.Document(BytesIO(blob)).element.body
    found = [item.get("descr") for item in body.iter(qn("wp:docPr"))]
    wanted = [b.drawing.alternative for b in sample(code).blocks if isinstance(b, Figure)]
    assert found == wanted


def test_notes_are_footnotes(made: tuple[str, bytes]) -> None:
    code, blob = made
    with ZipFile(BytesIO(blob)) as archive:
        notes = archive.read("word/footnotes.xml").decode()
        settings = archive.read("word/settings.xml").decode()
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert notes.count("<w:footnoteRef/>") == 2
    assert settings.count("<w:footnote ") == 2
    assert sample(code).title == python_docx.Document(BytesIO(blob)).core_properties.title


def test_equal_documents_give_equal_bytes(made: tuple[str, bytes]) -> None:
    assert docx.render(sample(made[0])) == made[1]
