"""Documents as DOCX: editable, with real styles, fields, footnotes and directions."""

from datetime import UTC, datetime, time
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from docx.enum.text import WD_BREAK, WD_TAB_ALIGNMENT
from docx.oxml.ns import qn
from docx.shared import Mm

from tutela.documents.blocks import Document
from tutela.documents.docx.body import Body
from tutela.documents.docx.fields import page_words
from tutela.documents.docx.inline import Inline
from tutela.documents.docx.notes import add_notes
from tutela.documents.docx.styles import prepare
from tutela.documents.docx.xml import make
from tutela.documents.furniture import Counter, cover_facts, title_of, words
from tutela.documents.runs import plain

_FIXED_TIME = (1980, 1, 1, 0, 0, 0)
_LONGEST_PROPERTY = 255  # signs; the core properties allow no more


def render(document: Document) -> bytes:
    """Return a document as DOCX.

    Equal documents give equal bytes: the file holds no date but ``document.issued``.

    Source: ISO/IEC 29500-1:2016.
    """
    made = docx.Document()
    inline = Inline(document.language)
    prepare(made, document.language)
    _page(made, document, inline)
    _properties(made, document)
    body = Body(made, inline, Counter(document.language))
    _cover(made, document, body)
    body.write(document.blocks)
    body.finish()
    add_notes(made, inline)
    stream = BytesIO()
    made.save(stream)
    return _packed(stream.getvalue())


def _page(made: Any, document: Document, inline: Inline) -> None:
    section = made.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(20)
    section.top_margin, section.bottom_margin = Mm(25), Mm(22)
    section.different_first_page_header_footer = True
    if inline.rtl:
        # In the order of the schema: after titlePg and textDirection.
        section._sectPr.find(qn("w:titlePg")).addnext(make("w:bidi"))  # noqa: SLF001
    head = section.header.paragraphs[0]
    inline.fill(head, title_of(document))
    head._p.append(make("w:r", make("w:tab")))  # noqa: SLF001 - python-docx has no tab in a run
    inline.fill(head, document.classification)
    foot = section.footer.paragraphs[0]
    origin = "  ·  ".join(part for part in (document.organisation, document.reference) if part)
    inline.fill(foot, origin)
    foot._p.append(make("w:r", make("w:tab")))  # noqa: SLF001
    foot._p.extend(page_words(words(document.language)["page"], rtl=inline.rtl))  # noqa: SLF001
    for style in ("Header", "Footer"):
        _far_tab(made.styles[style])


def _far_tab(style: Any) -> None:
    style.paragraph_format.tab_stops.clear_all()
    style.paragraph_format.tab_stops.add_tab_stop(Mm(170), WD_TAB_ALIGNMENT.RIGHT)


def _cover(made: Any, document: Document, body: Body) -> None:
    if document.classification:
        body.paragraph(document.classification, "Cover Note")
    body.paragraph(title_of(document), "Title")
    body.paragraph(document.subtitle, "Subtitle")
    body.paragraph(document.organisation, "Organisation")
    for label, value in cover_facts(document):
        line = body.paragraph("", "Normal")
        line.paragraph_format.tab_stops.add_tab_stop(Mm(45))
        body.inline.fill(line, label)
        line._p.append(make("w:r", make("w:tab")))  # noqa: SLF001
        body.inline.fill(line, value)
    if not document.brief:
        made.add_paragraph().add_run().add_break(WD_BREAK.PAGE)


def _properties(made: Any, document: Document) -> None:
    known = made.core_properties
    known.title = _short(title_of(document))
    known.subject = _short(document.subtitle)
    known.author = known.last_modified_by = _short(document.organisation)
    known.comments = _short(document.summary)
    known.keywords = _short(", ".join(document.keywords))
    known.identifier = _short(document.reference)
    known.category = _short(document.classification)
    known.language = document.language
    known.created = known.modified = datetime.combine(document.issued, time(), UTC)
    known.revision = 1


def _short(text: str) -> str:
    return plain(text).replace("\n", " ")[:_LONGEST_PROPERTY]


def _packed(blob: bytes) -> bytes:
    """Write the archive again with one time for all and the usual order of parts."""
    stream = BytesIO()
    with ZipFile(BytesIO(blob)) as old, ZipFile(stream, "w", ZIP_DEFLATED) as new:
        for name in sorted(old.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            entry = ZipInfo(name, _FIXED_TIME)
            entry.compress_type = ZIP_DEFLATED
            entry.create_system = 0  # the same on every system
            new.writestr(entry, old.read(name))
    return stream.getvalue()
