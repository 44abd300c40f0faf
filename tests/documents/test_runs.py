"""Text before it is rendered: clean, isolated, its links safe."""

import pytest

from tutela.documents.blocks import Span
from tutela.documents.runs import clean, pieces, plain, safe_link, set_apart, spans


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("رمز C05-1 (2023-2026).", "رمز \u2066C05-1\u2069 (\u20662023-2026\u2069)."),
        ("يعمل 24/7.", "يعمل \u206624/7\u2069."),
        ("عدد 14 دولة", "عدد 14 دولة"),
        ("قال \u2068X\u2069 C05", "قال \u2068X\u2069 C05"),
    ],
)
def test_foreign_runs_are_isolated_in_arabic(text: str, wanted: str) -> None:
    assert set_apart(text, rtl=True) == wanted


def test_arabic_is_isolated_elsewhere() -> None:
    assert set_apart("see سلام عليكم.", rtl=False) == "see \u2068سلام عليكم\u2069."


@pytest.mark.parametrize(
    "address", ["javascript:x", "data:text/html,x", "//e.org", "", "http://a b"]
)
def test_only_web_and_mail_addresses_are_links(address: str) -> None:
    assert safe_link(address) == ""


def test_empty_spans_vanish_but_their_notes_stay() -> None:
    text = ("", Span(text=""), Span(text="", note="n"), Span(text="C1", code=True))
    assert [span.text for span in spans(text, "en")] == ["", "\u2066C1\u2069"]
    assert plain(text) == "C1"


def test_lone_surrogates_and_controls_are_replaced() -> None:
    assert clean("\ud800a\x07\r\n\u2028") == "\ufffda\ufffd\n\n"


def test_pieces_join_to_the_text() -> None:
    text = "x" * 60 + "e\u0301" * 20 + " short " + "中文" * 20
    assert "".join(pieces(text)) == text
