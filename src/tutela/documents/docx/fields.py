"""Fields that Word fills in: page numbers and the table of contents."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from tutela.documents.docx.styles import direct
from tutela.documents.docx.xml import make, text_element


def field(code: str, shown: str = "1") -> list[Any]:
    """Return the runs of a field; ``shown`` stands until a program fills it in."""
    return [
        make("w:r", make("w:fldChar", fldCharType="begin")),
        make("w:r", text_element("w:instrText", f" {code} ")),
        make("w:r", make("w:fldChar", fldCharType="separate")),
        make("w:r", text_element("w:t", shown)),
        make("w:r", make("w:fldChar", fldCharType="end")),
    ]


def page_words(pattern: str, *, rtl: bool) -> list[Any]:
    """Return the runs of words with ``{page}`` and ``{pages}`` as fields."""
    made: list[Any] = []
    for part in re.split(r"(\{pages?\})", pattern):
        if part == "{page}":
            made += field("PAGE")
        elif part == "{pages}":
            made += field("NUMPAGES")
        elif part:
            look = [make("w:rPr", make("w:rtl"))] if rtl else []
            made.append(make("w:r", *look, text_element("w:t", part)))
    return made


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A line of the contents."""

    level: int
    words: str
    bookmark: str


def contents(entries: Iterable[Entry], *, rtl: bool) -> list[Any]:
    """Return the paragraphs of a table of contents that any program can show and Word renews."""
    lines = [_line(entry, rtl=rtl) for entry in entries]
    begin = [
        make("w:r", make("w:fldChar", fldCharType="begin", dirty="true")),
        make("w:r", text_element("w:instrText", ' TOC \\o "1-2" \\h \\z \\u ')),
        make("w:r", make("w:fldChar", fldCharType="separate")),
    ]
    if not lines:
        lines = [make("w:p", make("w:pPr", make("w:pStyle", val="TOC1")))]
    for place, run in enumerate(begin):
        lines[0].insert(1 + place, run)
    lines[-1].append(make("w:r", make("w:fldChar", fldCharType="end")))
    return lines


def _line(entry: Entry, *, rtl: bool) -> Any:
    properties = make(
        "w:pPr",
        make("w:pStyle", val=f"TOC{entry.level}"),
        make("w:tabs", make("w:tab", val="right", leader="dot", pos=9630)),
    )
    if rtl:
        direct(properties)
    run = make("w:r", text_element("w:t", entry.words))
    if rtl:
        run.insert(0, make("w:rPr", make("w:rtl")))
    link = make("w:hyperlink", run, make("w:r", make("w:tab")), anchor=entry.bookmark, history=1)
    link.extend(field(f"PAGEREF {entry.bookmark} \\h", ""))
    return make("w:p", properties, link)
