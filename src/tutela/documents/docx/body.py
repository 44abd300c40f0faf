"""Blocks as paragraphs, tables and pictures of a Word document."""

from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from docx.enum.text import WD_BREAK
from docx.oxml.ns import qn
from docx.shared import Mm
from docx.text.paragraph import Paragraph as WordParagraph

from tutela.documents.blocks import (
    Block,
    Bullets,
    Callout,
    Choices,
    Contents,
    Drawing,
    Figure,
    Heading,
    Lines,
    Numbered,
    PageBreak,
    Paragraph,
    Span,
    Table,
    Text,
)
from tutela.documents.docx.fields import Entry, contents
from tutela.documents.docx.inline import Inline
from tutela.documents.docx.pictures import picture
from tutela.documents.docx.styles import MOODS, border
from tutela.documents.docx.tables import add_table
from tutela.documents.docx.xml import make
from tutela.documents.furniture import Counter, callout_word, words
from tutela.documents.runs import blank, plain

_WIDTH_MM = 160
_STYLES = {"body": "Normal", "lead": "Lead", "small": "Small"}


@dataclass(slots=True)
class Body:
    """Writes blocks at the end of a document, in reading order."""

    document: Any
    inline: Inline
    counter: Counter
    entries: list[Entry] = field(default_factory=list)
    places: list[Any] = field(default_factory=list)

    def write(self, blocks: tuple[Block, ...], style: str = "Normal") -> None:
        """Write blocks; ``style`` is that of plain paragraphs."""
        for block in blocks:
            self._one(block, style)

    def finish(self) -> None:
        """Put the contents where they were asked for, now that every heading is known."""
        for place in self.places:
            for line in contents(self.entries, rtl=self.inline.rtl):
                place.addprevious(line)
            place.getparent().remove(place)

    def _one(self, block: Block, style: str) -> None:  # noqa: C901, PLR0912 - a case for each kind
        match block:
            case Heading() if blank(block.text):
                self.paragraph(block.text, style)
            case Heading():
                self._heading(block)
            case Paragraph():
                kind = style if block.style == "body" else _STYLES[block.style]
                self.paragraph(block.text, kind)
            case Bullets():
                for item in block.items:
                    self.paragraph(item, "List Bullet")
            case Numbered():
                self._numbered(block)
            case Table():
                self._table(block)
            case Figure():
                self._figure(block)
            case Callout():
                self._callout(block)
            case Choices():
                self._choices(block)
            case Lines():
                self.paragraph(block.label, "Small").paragraph_format.keep_with_next = True
                for _ in range(block.count):
                    self.paragraph("", "Writing Line")
            case PageBreak():
                self.document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
            case Contents():
                self._contents()

    def paragraph(self, text: Text, style: str) -> WordParagraph:
        """Write one paragraph."""
        return self.inline.fill(self.document.add_paragraph(style=style), text)

    def _heading(self, heading: Heading) -> None:
        level = self.counter.heading(heading.level)
        made = self.paragraph(heading.text, f"Heading {level}")
        number = len(self.entries) + 1
        name = f"_Toc{number:08d}"
        start = make("w:bookmarkStart", id=number, name=name)
        made._p.get_or_add_pPr().addnext(start)  # noqa: SLF001 - python-docx has no bookmarks
        made._p.append(make("w:bookmarkEnd", id=number))  # noqa: SLF001
        if level <= 2:  # noqa: PLR2004 - contents show two levels
            self.entries.append(Entry(level=level, words=plain(heading.text), bookmark=name))

    def _contents(self) -> None:
        self.counter.heading(1)
        self.paragraph(words(self.inline.code)["contents"], "Contents Heading")
        self.places.append(self.document.add_paragraph()._p)  # noqa: SLF001

    def _numbered(self, block: Numbered) -> None:
        number = _restarted(self.document)
        for item in block.items:
            made = self.paragraph(item, "List Number")
            properties = made._p.get_or_add_pPr()  # noqa: SLF001
            numbering = properties.get_or_add_numPr()  # type: ignore[attr-defined] # made at run time
            numbering.get_or_add_ilvl().val = 0
            numbering.get_or_add_numId().val = number

    def _caption(self, label: str, text: Text) -> None:
        tail = (text,) if isinstance(text, str) else text
        self.paragraph((Span(text=label, strong=True), " ", *tail), "Caption")

    def _table(self, table: Table) -> None:
        self._caption(self.counter.table(), table.caption)
        add_table(self.document, table, self.inline, _WIDTH_MM)
        self.paragraph(table.note, "Small")

    def _figure(self, figure: Figure) -> None:
        self._caption(self.counter.figure(), figure.caption)
        paragraph = self.paragraph("", "Normal")
        width = min(figure.drawing.width * 25.4 / 96, _WIDTH_MM)
        shape = paragraph.add_run().add_picture(BytesIO(picture(figure.drawing)), Mm(width))
        _describe(shape, figure.drawing, self.counter.figures)
        if figure.note:
            self.paragraph(figure.note, "Small")
        if figure.show_table:
            self._table(figure.drawing.table)

    def _callout(self, callout: Callout) -> None:
        word = callout_word(self.inline.code, callout.kind)
        tail = (callout.title,) if isinstance(callout.title, str) else callout.title
        start = len(self.document.element.body)
        self.paragraph((f"{word}\n", *tail), "Callout Title")
        self.write(callout.blocks, "Callout Text")
        ground, edge = MOODS[callout.kind]
        side = "w:right" if self.inline.rtl else "w:left"
        if callout.kind != "note":
            for element in self.document.element.body[start - 1 : -1]:
                style = element.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
                if style is not None and style.get(qn("w:val"), "").startswith("Callout"):
                    mark = make(side, val="single", sz=18, space=10, color=edge)
                    border(element.pPr, mark, fill=ground)

    def _choices(self, choices: Choices) -> None:
        hints = (*choices.hints, *[""] * len(choices.items))
        for item, hint in zip(choices.items, hints, strict=False):
            tail = (item,) if isinstance(item, str) else item
            made = self.paragraph(("\u2610\u2002", *tail), "Choice")
            if hint:
                made.paragraph_format.keep_with_next = True
                self.paragraph(hint, "Hint")


def _describe(shape: Any, drawing: Drawing, number: int) -> None:
    words_of = shape._inline.docPr  # noqa: SLF001 - alternative text has no other door
    words_of.set("id", str(number))
    words_of.set("name", f"Figure {number}")
    words_of.set("descr", plain(drawing.alternative))


def _restarted(document: Any) -> int:
    """Return a numbering that begins at 1, in the look of List Number."""
    style = document.styles["List Number"].element.pPr.numPr.numId.val
    numbering = document.part.numbering_part.element
    abstract = numbering.num_having_numId(style).abstractNumId.val
    made = numbering.add_num(abstract)
    made.add_lvlOverride(ilvl=0).add_startOverride(1)
    return int(made.numId)
