"""Footnotes as Word knows them: a part of their own."""

from typing import Any

from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from lxml import etree

from tutela.documents.docx.inline import Inline
from tutela.documents.docx.styles import direct
from tutela.documents.docx.xml import make, text_element

_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"


def add_notes(document: Any, inline: Inline) -> None:
    """Add the part that holds the footnotes collected so far; nothing when there are none."""
    if not inline.notes:
        return
    root = parse_xml(f"<w:footnotes {nsdecls('w')}/>")
    root.append(_rule(-1, "separator"))
    root.append(_rule(0, "continuationSeparator"))
    for number, words in enumerate(inline.notes, 1):
        root.append(_note(number, words, inline))
    blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    part = Part(PackURI("/word/footnotes.xml"), _TYPE, blob, document.part.package)
    document.part.relate_to(part, _KIND)
    settings = document.settings.element
    marks = [make("w:footnote", id=-1), make("w:footnote", id=0)]
    # The schema wants it before w:compat.
    settings.find(qn("w:compat")).addprevious(make("w:footnotePr", *marks))


def _rule(number: int, kind: str) -> Any:
    paragraph = make("w:p", make("w:r", make(f"w:{kind}")))
    return make("w:footnote", paragraph, type=kind, id=number)


def _note(number: int, words: str, inline: Inline) -> Any:
    properties = make("w:pPr", make("w:pStyle", val="FootnoteText"))
    if inline.rtl:
        direct(properties)
    mark = make(
        "w:r", make("w:rPr", make("w:rStyle", val="FootnoteReference")), make("w:footnoteRef")
    )
    space = make("w:r", text_element("w:t", " "))
    return make("w:footnote", make("w:p", properties, mark, space, *inline.runs(words)), id=number)
