"""Any text at all: it renders in every format, and the formats do not read it as their own."""

import os
from datetime import date
from html import escape
from io import BytesIO

import docx as python_docx
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.documents.reading import reader
from tutela.documents import docx, html, pdf
from tutela.documents.blocks import (
    Bullets,
    Callout,
    Choices,
    Column,
    Contents,
    Document,
    Figure,
    Heading,
    Lines,
    Paragraph,
    Span,
    Table,
)
from tutela.documents.figures import Bar, bars
from tutela.documents.runs import BOX, clean, printable, set_apart
from tutela.foundation.language import CODES

HOSTILE = st.sampled_from(
    [
        "#panic()", "$x$", "@cite", "*a*_b_`c`", "\\u{1}", "<b>&amp;</b>", "]]>", "{{ x }}", "//",
        "/* x */", "= Title", "- item", "\"'", "a" * 400, "\u202e\u2066", "\u2069\u2069",
        "\x00\x1b",
        "\ud800", "\uffff", "ﷺ", "\U0001f600", "क्षि", "e\u0301\u0323", "\u200f", "\n\n", "\t", "~",
        "\u3400", "龘", "ẹ́", "x\u0301", "شدّة وتنوينٌ", "→ لآ 中",
        "~---", "C05-1", "السلام 24/7.", "{page}", "\u2028", "",
    ]
)
ANY = st.one_of(HOSTILE, st.text(max_size=40), st.lists(HOSTILE, max_size=4).map("".join))


def document(code: str, words: str, other: str) -> Document:
    table = Table(
        caption=words, columns=(Column(title=other), Column(title=words, numeric=True)),
        rows=((words, other), (other, words)), note=other,
    )
    drawing = bars([Bar(name=words, value=1), Bar(name=other, value=None)], code=code, title=words)
    span = Span(text=words, link=other, note=words, code=True, strong=True, emphasis=True)
    return Document(
        title=words, subtitle=other, language=code, organisation=words, issued=date(2026, 1, 1),
        reference=other, classification=words, summary=other, keywords=(words, other),
        facts=((words, other),),
        blocks=(
            Contents(), Heading(text=words), Paragraph(text=(words, span, other)),
            Heading(text=(other, Span(text="", note=words)), level=3),
            Bullets(items=(words, other)),
            table, Figure(drawing=drawing, caption=words, show_table=True),
            Callout(title=words, blocks=(Paragraph(text=other),)),
            Choices(items=(words,), hints=(other,)), Lines(label=words),
        ),
    )


@settings(
    max_examples=int(os.environ.get("TUTELA_EXAMPLES", "40")), deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
@given(code=st.sampled_from(CODES), words=ANY, other=ANY)
def test_any_text_renders_in_every_format(code: str, words: str, other: str) -> None:
    made = document(code, words, other)
    assert len(reader(pdf.render(made)).pages) >= 2
    again = python_docx.Document(BytesIO(docx.render(made)))
    assert len(again.tables) == 2
    rtl = code == "ar"
    paragraph = f"<p>{escape(set_apart(clean(words), rtl=rtl))}".replace("\n", "<br>")
    assert paragraph in html.render(made)


@given(st.text())
def test_what_is_printed_is_printable(words: str) -> None:
    once = printable(clean(words))
    assert printable(once) == once


def test_what_fonts_lack_becomes_a_box() -> None:
    assert printable("a\U0001f600b") == f"a{BOX}b"
    assert printable("ẹ ﷼") == "e ریال"


def test_long_words_break_without_a_sign_in_the_text() -> None:
    made = document("en", "x" * 100, "y")
    words = "".join(page.extract_text() for page in reader(pdf.render(made)).pages)
    assert "\u200b" not in words
    assert "-" not in words.replace("\n", "")
