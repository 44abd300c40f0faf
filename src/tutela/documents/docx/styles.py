"""Styles of a Word document: fonts, sizes and colours by role, in the direction of the language.

A reader of Word rarely has Rubik: Arial covers Latin, Cyrillic and Arabic on every system, and
Microsoft YaHei (or its substitute) Chinese.
"""

from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt, RGBColor

from tutela.documents.docx.xml import make, replace_child
from tutela.foundation.language import language

INDIGO, INDIGO_DEEP, CORAL = "2D3385", "1C2050", "E4513F"
INK, INK_2, RULE, LINE = "191C43", "4A4D71", "E3DFD6", "85839A"
MOODS = {"note": ("ECEEFA", INDIGO), "warning": ("FFF3D6", "7A4B00"), "good": ("E6F3EC", "17694A")}
TABLE_STYLE = "Tutela Table"

_TAGS = {
    "ar": {"val": "en-GB", "eastAsia": "zh-CN", "bidi": "ar-SA"},
    "zh": {"val": "en-GB", "eastAsia": "zh-CN", "bidi": "ar-SA"},
    "en": {"val": "en-GB", "eastAsia": "zh-CN", "bidi": "ar-SA"},
    "fr": {"val": "fr-FR", "eastAsia": "zh-CN", "bidi": "ar-SA"},
    "ru": {"val": "ru-RU", "eastAsia": "zh-CN", "bidi": "ar-SA"},
    "es": {"val": "es-ES", "eastAsia": "zh-CN", "bidi": "ar-SA"},
}
# Name: size in points, weight, colour, space before and after in points, base style.
_PARAGRAPHS: dict[str, tuple[float, bool, str, float, float]] = {
    "Normal": (10.5, False, INK, 0, 6),
    "Title": (30, True, INDIGO_DEEP, 150, 10),
    "Subtitle": (14, False, INK_2, 0, 30),
    "Heading 1": (20, True, INK, 26, 8),
    "Heading 2": (15, True, INK, 20, 6),
    "Heading 3": (12, True, INK, 14, 4),
    "Heading 4": (10.5, True, INK_2, 12, 3),
    "Caption": (9.5, False, INK, 14, 5),
    "List Bullet": (10.5, False, INK, 0, 3),
    "List Number": (10.5, False, INK, 0, 3),
    "Header": (8.5, False, INK_2, 0, 0),
    "Footer": (8.5, False, INK_2, 0, 0),
    "Lead": (12.5, False, INK_2, 0, 10),
    "Small": (9, False, INK_2, 2, 6),
    "Cover Note": (11, True, CORAL, 0, 0),
    "Organisation": (13, True, INK, 0, 12),
    "Table Text": (9.5, False, INK, 2, 2),
    "Table Dense": (8, False, INK, 1, 1),
    "Table Head": (9, True, INK_2, 2, 2),
    "Callout Title": (10.5, True, INK, 10, 2),
    "Callout Text": (10.5, False, INK, 0, 4),
    "Choice": (10.5, False, INK, 4, 2),
    "Hint": (9, False, INK_2, 0, 4),
    "Writing Line": (18, False, INK, 0, 0),
    "Contents Heading": (20, True, INK, 0, 10),
    "TOC 1": (10.5, True, INK, 6, 2),
    "TOC 2": (10.5, False, INK, 0, 2),
    "Footnote Text": (8.5, False, INK_2, 0, 2),
}
_KEEP_WITH_NEXT = {"Heading 1", "Heading 2", "Heading 3", "Heading 4", "Caption", "Callout Title"}


def prepare(document: Any, code: str) -> None:
    """Set every style of a new document for one language."""
    for name, role in _PARAGRAPHS.items():
        _paragraph_style(document, name, role, code)
    _reference_style(document)
    document.styles.element.append(_table_style())
    defaults = document.styles.element.find(qn("w:docDefaults"))
    properties = defaults.find(qn("w:rPrDefault")).find(qn("w:rPr"))
    replace_child(properties, fonts())
    replace_child(properties, make("w:lang", **_TAGS[code]))
    _indents(document, code)


def fonts() -> Any:
    """Return the fonts for each kind of script."""
    return make(
        "w:rFonts", ascii="Arial", hAnsi="Arial", eastAsia="Microsoft YaHei", cs="Arial"
    )


def _paragraph_style(
    document: Any, name: str, role: tuple[float, bool, str, float, float], code: str
) -> None:
    size, bold, colour, before, after = role
    names = [style.name for style in document.styles]
    if name in names:
        style = document.styles[name]
    else:
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = document.styles["Normal"]
    style.quick_style = True
    properties = style.element.get_or_add_rPr()
    for child in list(properties):
        properties.remove(child)
    style.font.size, style.font.bold = Pt(size), bold
    style.font.color.rgb = RGBColor.from_string(colour)
    # Arabic reads the "complex script" twins of size and weight.
    properties.insert(0, fonts())
    _twin(properties, "w:b", make("w:bCs", val=int(bold)))
    _twin(properties, "w:sz", make("w:szCs", val=int(size * 2)))
    look = style.paragraph_format
    look.space_before, look.space_after = Pt(before), Pt(after)
    look.line_spacing = 1.35 if code in {"ar", "zh"} else 1.2
    look.keep_with_next = name in _KEEP_WITH_NEXT
    borders = style.element.get_or_add_pPr().find(qn("w:pBdr"))
    if borders is not None:
        style.element.pPr.remove(borders)
    if language(code).rtl:
        direct(style.element.get_or_add_pPr())


def _twin(properties: Any, after: str, twin: Any) -> None:
    found = properties.find(qn(after))
    found.addnext(twin)


_BEFORE_BIDI = (
    "pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr",
    "suppressLineNumbers", "pBdr", "shd", "tabs", "suppressAutoHyphens", "kinsoku", "wordWrap",
    "overflowPunct", "topLinePunct", "autoSpaceDE", "autoSpaceDN",
)


def direct(properties: Any) -> None:
    """Make a paragraph run from right to left."""
    replace_child(properties, make("w:bidi"), _BEFORE_BIDI)


_BEFORE_BORDER = _BEFORE_BIDI[:8]


def border(properties: Any, *sides: Any, fill: str = "") -> None:
    """Give a paragraph borders and a ground."""
    replace_child(properties, make("w:pBdr", *sides), _BEFORE_BORDER)
    if fill:
        shade = make("w:shd", val="clear", color="auto", fill=fill)
        replace_child(properties, shade, (*_BEFORE_BORDER, "pBdr"))


def _indents(document: Any, code: str) -> None:
    styles = document.styles
    for name, start in (("Hint", 22), ("Choice", 22), ("TOC 2", 16)):
        styles[name].paragraph_format.left_indent = Pt(start)
    styles["Choice"].paragraph_format.first_line_indent = Pt(-22)
    line: dict[str, str | int] = {"val": "single", "sz": 4, "space": 1, "color": LINE}
    border(
        styles["Writing Line"].element.get_or_add_pPr(),
        make("w:bottom", **line), make("w:between", **line),
    )
    side = "w:right" if language(code).rtl else "w:left"
    mark: dict[str, str | int] = {"val": "single", "sz": 18, "space": 10}
    for name in ("Callout Title", "Callout Text"):
        look = styles[name].element.get_or_add_pPr()
        border(look, make(side, **mark, color=INDIGO), fill=MOODS["note"][0])
        styles[name].paragraph_format.left_indent = Pt(12)
        styles[name].paragraph_format.right_indent = Pt(8)


def _reference_style(document: Any) -> None:
    style = document.styles.add_style("Footnote Reference", WD_STYLE_TYPE.CHARACTER)
    style.font.superscript = True


def _table_style() -> Any:
    return parse_xml(f"""
<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="TutelaTable">
  <w:name w:val="{TABLE_STYLE}"/><w:basedOn w:val="TableNormal"/><w:uiPriority w:val="59"/>
  <w:pPr><w:spacing w:after="0" w:line="240" w:lineRule="auto"/></w:pPr>
  <w:tblPr>
    <w:tblBorders>
      <w:bottom w:val="single" w:sz="6" w:space="0" w:color="{LINE}"/>
      <w:insideH w:val="single" w:sz="4" w:space="0" w:color="{RULE}"/>
    </w:tblBorders>
    <w:tblCellMar><w:top w:w="40" w:type="dxa"/><w:left w:w="90" w:type="dxa"/>
      <w:bottom w:w="40" w:type="dxa"/><w:right w:w="90" w:type="dxa"/></w:tblCellMar>
  </w:tblPr>
  <w:tblStylePr w:type="firstRow">
    <w:rPr><w:b/><w:bCs/></w:rPr>
    <w:tcPr><w:tcBorders><w:bottom w:val="single" w:sz="8" w:space="0" w:color="{INK}"/>
    </w:tcBorders></w:tcPr>
  </w:tblStylePr>
  <w:tblStylePr w:type="firstCol"><w:rPr><w:b/><w:bCs/></w:rPr></w:tblStylePr>
</w:style>""")
