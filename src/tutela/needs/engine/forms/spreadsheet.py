"""Read the cells of an XLSX workbook: values, formulas and errors, nothing else.

Our own reader instead of openpyxl's, because it touches five kinds of part only, streams, counts
while it reads, tells a formula from a value, and refuses entities.

Source: ECMA-376 part 1, 18.2 (workbook), 18.3 (worksheet), 18.4 (shared strings).
"""

import io
import posixpath
import re
from collections.abc import Mapping
from datetime import date
from xml.sax import SAXException
from xml.sax.handler import (
    ContentHandler,
    feature_namespaces,
)
from xml.sax.xmlreader import AttributesNSImpl

from defusedxml import DefusedXmlException
from defusedxml.sax import make_parser

from tutela.needs.engine.forms.entries import Raw
from tutela.needs.engine.forms.reading import Ledger
from tutela.needs.engine.forms.sheets import Cell, Sheet, column_number

MOST_ROWS, MOST_COLUMNS, MOST_CELLS, MOST_SHEETS = 20_000, 4_000, 400_000, 60
_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_EPOCH, _EPOCH_1904 = date(1899, 12, 30), date(1904, 1, 1)


class _TooLarge(SAXException):
    """The sheet has more rows, columns or cells than any form."""

    def __init__(self) -> None:
        super().__init__("too large")


class _Tags(ContentHandler):
    """Collects the attributes of every element of one name."""

    def __init__(self, *wanted: str) -> None:
        super().__init__()
        self.wanted = frozenset(wanted)
        self.found: list[tuple[str, dict[str, str]]] = []

    def startElementNS(  # noqa: N802 - SAX's name
        self, name: tuple[str | None, str], qname: str | None, attrs: AttributesNSImpl  # noqa: ARG002
    ) -> None:
        if name[1] in self.wanted:
            plain = {key[1] if key[1] != "id" or not key[0] else "r:id": attrs.getValue(key)
                     for key in attrs.getNames()}
            self.found.append((name[1], plain))


class _Strings(ContentHandler):
    """Collects shared strings; runs are joined, phonetic hints left out."""

    def __init__(self) -> None:
        super().__init__()
        self.strings: list[str] = []
        self._text: list[str] = []
        self._inside, self._phonetic = False, False

    def startElementNS(  # noqa: N802 - SAX's name
        self, name: tuple[str | None, str], qname: str | None, attrs: AttributesNSImpl  # noqa: ARG002
    ) -> None:
        if name[1] == "si":
            self._text = []
            if len(self.strings) > MOST_CELLS:
                raise _TooLarge
        elif name[1] == "rPh":
            self._phonetic = True
        elif name[1] == "t":
            self._inside = not self._phonetic

    def endElementNS(self, name: tuple[str | None, str], qname: str | None) -> None:  # noqa: ARG002, N802 - SAX's name
        if name[1] == "si":
            self.strings.append("".join(self._text))
        elif name[1] == "rPh":
            self._phonetic = False
        elif name[1] == "t":
            self._inside = False

    def characters(self, content: str) -> None:
        if self._inside:
            self._text.append(content)


class _Cells(ContentHandler):
    """Collects the cells of one sheet, and counts."""

    def __init__(self, strings: list[str]) -> None:
        super().__init__()
        self.strings = strings
        self.cells: dict[tuple[int, int], Cell] = {}
        self.count = 0
        self._row, self._column = 0, 0
        self._kind, self._formula = "n", False
        self._text: list[str] = []
        self._inside, self._phonetic = False, False

    def startElementNS(  # noqa: N802 - SAX's name
        self, name: tuple[str | None, str], qname: str | None, attrs: AttributesNSImpl  # noqa: ARG002
    ) -> None:
        tag = name[1]
        if tag == "row":
            number = attrs.get((None, "r"), "")
            self._row = int(number) if number.isdigit() else self._row + 1
            self._column = 0
        elif tag == "c":
            self._start_cell(attrs)
        elif tag == "f":
            self._formula = True
        elif tag == "rPh":
            self._phonetic = True
        elif tag in {"v", "t"}:
            self._inside = not self._phonetic

    def _start_cell(self, attrs: AttributesNSImpl) -> None:
        match = _REFERENCE.fullmatch(attrs.get((None, "r"), ""))
        if match:
            self._row, self._column = int(match[2]), column_number(match[1])
        else:
            self._column += 1
        self._kind, self._formula, self._text = attrs.get((None, "t"), "n"), False, []

    def endElementNS(self, name: tuple[str | None, str], qname: str | None) -> None:  # noqa: ARG002, N802 - SAX's name
        tag = name[1]
        if tag == "c":
            self._end_cell()
        elif tag == "rPh":
            self._phonetic = False
        elif tag in {"v", "t"}:
            self._inside = False

    def _end_cell(self) -> None:
        text = "".join(self._text)
        if not text and not self._formula:
            return
        self.count += 1
        if self._row > MOST_ROWS or self._column > MOST_COLUMNS or self.count > MOST_CELLS:
            raise _TooLarge
        if self._formula:
            cell = Cell(raw=None, fault="cell.formula")
        elif self._kind == "e":
            cell = Cell(raw=None, fault="cell.error")
        else:
            cell = Cell(raw=self._value(text))
        if (self._row, self._column) in self.cells:
            raise ValueError("one cell twice")
        self.cells[self._row, self._column] = cell

    def _value(self, text: str) -> Raw:
        if self._kind == "s":
            return self.strings[int(text)]
        if self._kind == "b":
            return text.strip() == "1"
        if self._kind == "n":
            number = float(text)
            return int(number) if number.is_integer() else number
        return text

    def characters(self, content: str) -> None:
        if self._inside:
            self._text.append(content)


def _parse(data: bytes, handler: ContentHandler) -> None:
    parser = make_parser()
    parser.forbid_dtd = True
    parser.setFeature(feature_namespaces, True)
    parser.setContentHandler(handler)
    parser.parse(io.BytesIO(data))


def read_sheets(parts: Mapping[str, bytes], *, ledger: Ledger) -> list[Sheet]:
    """Return the sheets in the order of the workbook; empty when it was refused.

    Args:
        parts: Unpacked and inspected parts.
        ledger: Takes what is wrong.
    """
    sheets: list[Sheet] = []
    try:
        tags = _tags(parts["xl/workbook.xml"], "sheet", "workbookPr")
        targets = _targets(parts)
        strings = _shared_strings(parts, targets)
        dated = any(attrs.get("date1904") in {"1", "true"} for tag, attrs in tags
                    if tag == "workbookPr")
        entries = [attrs for tag, attrs in tags if tag == "sheet"][:MOST_SHEETS]
        for attrs in entries:
            handler = _Cells(strings)
            _parse(parts[targets[attrs["r:id"]][1]], handler)
            sheets.append(Sheet(
                name=attrs["name"], hidden=attrs.get("state", "visible") != "visible",
                cells=handler.cells, file=ledger.file,
                epoch=_EPOCH_1904 if dated else _EPOCH,
            ))
    except _TooLarge:
        ledger.error("workbook.too-large", rows=MOST_ROWS, columns=MOST_COLUMNS)
        return []
    except (SAXException, DefusedXmlException, KeyError, IndexError, ValueError, OverflowError,
            LookupError):
        ledger.error("file.damaged")
        return []
    if len({sheet.name.casefold() for sheet in sheets}) < len(sheets):
        ledger.error("sheet.duplicate")
        return []
    return sheets


def _tags(data: bytes, *wanted: str) -> list[tuple[str, dict[str, str]]]:
    handler = _Tags(*wanted)
    _parse(data, handler)
    return handler.found


def _targets(parts: Mapping[str, bytes]) -> dict[str, tuple[str, str]]:
    """Return type and part name by identifier of the workbook's relationships."""
    found = _tags(parts["xl/_rels/workbook.xml.rels"], "Relationship")
    return {
        attrs["Id"]: (
            attrs.get("Type", "").rsplit("/", 1)[-1],
            posixpath.normpath(posixpath.join("/xl", attrs["Target"])).lstrip("/"),
        )
        for _, attrs in found if attrs.get("TargetMode") != "External"
    }


def _shared_strings(
    parts: Mapping[str, bytes], targets: Mapping[str, tuple[str, str]]
) -> list[str]:
    names = [name for kind, name in targets.values() if kind == "sharedStrings"]
    if not names or names[0] not in parts:
        return []
    handler = _Strings()
    _parse(parts[names[0]], handler)
    return handler.strings
