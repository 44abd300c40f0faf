"""HTML: one file, nothing fetched, nothing unescaped, every link lands."""

import re
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from tests.documents.samples import CODES, sample
from tutela.documents import html
from tutela.documents.blocks import Paragraph, Span
from tutela.foundation.language import language

VOID = {"meta", "br", "hr", "link", "img", "input"}


class Reader(HTMLParser):
    """Collects what the tests ask; fails on a tag that closes what it did not open."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def read(text: str) -> Reader:
    made = Reader()
    made.feed(text)
    made.close()
    assert made.open == []
    return made


@pytest.fixture(params=CODES)
def page(request: pytest.FixtureRequest) -> tuple[str, Reader]:
    return request.param, read(html.render(sample(request.param)))


def test_page_says_language_and_direction(page: tuple[str, Reader]) -> None:
    code, made = page
    wanted = {"lang": code, "dir": language(code).direction}
    assert [attrs for tag, attrs in made.seen if tag == "html"] == [wanted]


def test_identifiers_are_unique_and_links_land(page: tuple[str, Reader]) -> None:
    names = [attrs["id"] for _, attrs in page[1].seen if "id" in attrs]
    assert len(names) == len(set(names))
    links = [attrs["href"] for tag, attrs in page[1].seen if tag == "a"]
    inner = {str(link)[1:] for link in links if str(link).startswith("#")}
    assert inner <= set(names)
    described = [a["aria-labelledby"] for _, a in page[1].seen if "aria-labelledby" in a]
    assert {name for value in described for name in str(value).split()} <= set(names)


def test_nothing_is_fetched_or_run(page: tuple[str, Reader]) -> None:
    tags = {tag for tag, _ in page[1].seen}
    assert tags & {"script", "link", "img", "iframe", "object"} == set()
    names = {name for _, attrs in page[1].seen for name in attrs}
    assert {name for name in names if name.startswith("on") or name in {"style", "src"}} == set()


def test_heading_levels_never_skip(page: tuple[str, Reader]) -> None:
    levels = [int(tag[1]) for tag, _ in page[1].seen if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_fragment_has_classes_and_no_style() -> None:
    made = html.fragment(sample("en").blocks, "en", prefix="x-")
    assert "style=" not in made
    assert "<style" not in made
    assert all(
        str(attrs["id"]).startswith("x-") for _, attrs in read(made).seen if "id" in attrs
    )


def test_a_link_that_is_no_web_address_is_plain_words() -> None:
    text = ("see ", Span(text="this", link="javascript:alert(1)"))
    assert html.fragment([Paragraph(text=text)], "en") == "<p>see this</p>"
