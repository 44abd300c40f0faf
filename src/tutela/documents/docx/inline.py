"""Texts as Word runs: one run a look and direction, links, notes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from tutela.documents.blocks import Span, Text
from tutela.documents.docx.styles import INDIGO, direct
from tutela.documents.docx.xml import make, text_element
from tutela.documents.runs import spans
from tutela.foundation.language import language

_RTL_SIGN = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
# Isolates stay with the run they enclose.
_ISOLATED = re.compile("(\u2066[^\u2066-\u2069]*\u2069)")


@dataclass(slots=True)
class Inline:
    """Writes texts into paragraphs and keeps the notes for later.

    Attributes:
        code: Language of the document.
        notes: Words of the footnotes, in order; the first has number 1.
    """

    code: str
    notes: list[str] = field(default_factory=list)

    @property
    def rtl(self) -> bool:
        """Return whether the document runs from right to left."""
        return language(self.code).rtl

    def fill(self, paragraph: Paragraph, text: Text, *, strong: bool = False) -> Paragraph:
        """Write a text into a paragraph and give it its direction."""
        if self.rtl:
            direct(paragraph._p.get_or_add_pPr())  # noqa: SLF001 - python-docx has no bidi
        for span in spans(text, self.code):
            target = _hyperlink(paragraph, span.link) if span.link else paragraph._p  # noqa: SLF001
            for words, backwards in self._directions(span):
                target.append(_run(span, words, backwards=backwards, strong=strong))
            if span.note:
                self.notes.append(span.note)
                paragraph._p.append(note_mark(len(self.notes)))  # noqa: SLF001
        return paragraph

    def runs(self, words: str) -> list[Any]:
        """Return plain words as runs, for notes."""
        made = Span(text=words)
        return [_run(made, part, backwards=rtl) for part, rtl in self._directions(made)]

    def _directions(self, span: Span) -> Iterator[tuple[str, bool]]:
        """Cut a span where the direction changes, so that each run can say its own."""
        if not self.rtl:
            # An Arabic word in another language still needs its run marked.
            yield span.text, bool(_RTL_SIGN.search(span.text)) and span.text.strip() != ""
            return
        for part in _ISOLATED.split(span.text):
            if part:
                yield part, not (span.code or _ISOLATED.fullmatch(part))


def _run(span: Span, words: str, *, backwards: bool, strong: bool = False) -> Any:
    # In the order of the schema.
    looks = (
        (span.strong or strong, ("w:b", "w:bCs")),
        (span.emphasis, ("w:i", "w:iCs")),
        (span.code, ("w:noProof",)),
    )
    properties = make("w:rPr", *(make(tag) for on, tags in looks if on for tag in tags))
    if span.code or span.link:
        properties.append(make("w:color", val=INDIGO))
    if span.link:
        properties.append(make("w:u", val="single"))
    if backwards:
        properties.append(make("w:rtl"))
    if span.code:
        properties.append(make("w:lang", val="en-GB"))
    run = make("w:r", *([properties] if len(properties) else []))
    for index, line in enumerate(words.split("\n")):
        run.extend([make("w:br")] if index else [])
        run.extend([text_element("w:t", line)] if line else [])
    return run


def _hyperlink(paragraph: Paragraph, address: str) -> Any:
    link = make("w:hyperlink")
    relation = paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link.set(qn("r:id"), relation)
    paragraph._p.append(link)  # noqa: SLF001 - python-docx cannot make links
    return link


def note_mark(number: int) -> Any:
    """Return the run that points at a footnote."""
    properties = make("w:rPr", make("w:rStyle", val="FootnoteReference"))
    return make("w:r", properties, make("w:footnoteReference", id=number))
