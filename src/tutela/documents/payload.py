"""A document as plain data for the Typst template: no text ever becomes Typst code.

The template reads this as JSON. Each text is a list of runs: ``p`` pieces between which a line
may break, and flags ``s`` strong, ``e`` emphasis, ``c`` code, ``l`` link, ``n`` note.
"""

import json
from dataclasses import dataclass, field
from typing import Any

from tutela.documents.blocks import (
    Block,
    Bullets,
    Callout,
    Cell,
    Choices,
    Contents,
    Document,
    Figure,
    Heading,
    Lines,
    Numbered,
    PageBreak,
    Paragraph,
    Span,
    Strip,
    Table,
    Text,
)
from tutela.documents.cells import widths, words_of
from tutela.documents.furniture import Counter, callout_word, cover_facts, title_of, words
from tutela.documents.runs import blank, pieces, plain, printable, printable_drawing, spans
from tutela.foundation.language import language

type Json = dict[str, Any]
_QUESTION = 2  # level of a heading, and below
_OF_A_QUESTION = frozenset({"paragraph", "choices", "lines"})
_A_PAGE = 12_000  # signs of data that surely fit a page
_UNBROKEN_ROW = 700  # signs; a longer row may break over pages
_ROOM = 170 / 25.4 * 72  # points between the margins of the page
_SIZES = {False: 9.0, True: 7.5}  # letters of a table and of a dense one, as in blocks.typ


@dataclass(slots=True)
class Payload:
    """Collects the drawings of a document while its blocks become data."""

    code: str
    counter: Counter = field(init=False)
    drawings: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.counter = Counter(self.code)

    def text(self, text: Text) -> list[Json]:
        """Return a text as runs."""
        return [run for span in spans(text, self.code) for run in _runs(span)]

    def labelled(self, label: str, text: Text) -> list[Json]:
        """Return a caption after its label."""
        tail = (text,) if isinstance(text, str) else text
        return self.text((Span(text=label, strong=True), " ", *tail))

    def blocks(self, blocks: tuple[Block, ...]) -> list[Json]:
        """Return blocks as data, in order."""
        return together([made for block in blocks for made in self.block(block)])

    def block(self, block: Block) -> list[Json]:  # noqa: C901, PLR0911 - a case for each kind
        """Return one block as one or two data blocks."""
        match block:
            case Heading() if blank(block.text):
                return [{"kind": "paragraph", "style": "body", "text": self.text(block.text)}]
            case Heading():
                level = self.counter.heading(block.level)
                return [{"kind": "heading", "level": level, "text": self.text(block.text)}]
            case Paragraph():
                return [{"kind": "paragraph", "style": block.style, "text": self.text(block.text)}]
            case Bullets():
                return [{"kind": "bullets", "items": [self.text(item) for item in block.items]}]
            case Numbered():
                return [{"kind": "numbered", "items": [self.text(item) for item in block.items]}]
            case Table():
                return [self._table(block)]
            case Figure():
                return self._figure(block)
            case Callout():
                return [self._callout(block)]
            case Choices():
                return [self._choices(block)]
            case Lines():
                return [{"kind": "lines", "text": self.text(block.label), "count": block.count}]
            case PageBreak():
                return [{"kind": "break"}]
            case Contents():
                self.counter.heading(1)
                return [{"kind": "contents"}]

    def _table(self, table: Table) -> Json:
        rows = [
            {
                "cells": [self._cell(cell) for cell in row],
                "whole": sum(len(plain(words_of(cell))) for cell in row) < _UNBROKEN_ROW,
            }
            for row in table.rows
        ]
        wide = widths(table, room=_ROOM, size=_SIZES[table.dense])
        return {
            "kind": "table",
            "dense": table.dense,
            "caption": self.labelled(self.counter.table(), table.caption),
            "columns": [
                {"text": self.text(column.title), "width": width, "numeric": column.numeric}
                for column, width in zip(table.columns, wide, strict=True)
            ],
            "rows": rows,
            "heads": table.row_heads,
            "note": self.text(table.note),
        }

    def _cell(self, cell: Cell) -> list[Json]:
        if isinstance(cell, Strip):
            drawn = {"at": cell.level, "low": cell.low, "high": cell.high, "target": cell.target}
            return [{"strip": drawn}]
        return self.text(cell)

    def _figure(self, figure: Figure) -> list[Json]:
        name = f"figure-{len(self.drawings) + 1}.svg"
        self.drawings[name] = printable_drawing(figure.drawing.svg)
        made = {
            "kind": "figure",
            "file": name,
            "width": figure.drawing.width,
            "alternative": printable(plain(figure.drawing.alternative)),
            "caption": self.labelled(self.counter.figure(), figure.caption),
            "note": self.text(figure.note),
        }
        return [made, self._table(figure.drawing.table)] if figure.show_table else [made]

    def _callout(self, callout: Callout) -> Json:
        return {
            "kind": "callout",
            "mood": callout.kind,
            "word": callout_word(self.code, callout.kind),
            "title": self.text(callout.title),
            "blocks": self.blocks(callout.blocks),
        }

    def _choices(self, choices: Choices) -> Json:
        hints = (*choices.hints, *[""] * len(choices.items))
        pairs = zip(choices.items, hints, strict=False)
        items = [{"text": self.text(item), "hint": self.text(hint)} for item, hint in pairs]
        return {"kind": "choices", "items": items}


def payload(document: Document) -> tuple[Json, dict[str, str]]:
    """Return the data of a document and its drawings as SVG by file name."""
    tongue = language(document.language)
    made = Payload(document.language)
    data = {
        "language": tongue.code,
        "rtl": tongue.rtl,
        "brief": document.brief,
        "words": words(document.language),
        "title": _line(title_of(document)),
        "subtitle": _line(document.subtitle),
        "organisation": _line(document.organisation),
        "reference": _line(document.reference),
        "classification": _line(document.classification),
        "summary": _line(document.summary),
        "keywords": [_line(word) for word in document.keywords],
        "issued": [document.issued.year, document.issued.month, document.issued.day],
        "cover": {
            "title": made.text(title_of(document)),
            "subtitle": made.text(document.subtitle),
            "organisation": made.text(document.organisation),
            "classification": made.text(document.classification),
            "facts": [
                {"label": made.text(label), "value": made.text(value)}
                for label, value in cover_facts(document)
            ],
        },
        "blocks": made.blocks(document.blocks),
    }
    return data, made.drawings


def together(blocks: list[Json]) -> list[Json]:
    """Keep a question of a form on one page: a low heading with the boxes and lines under it."""
    made: list[Json] = []
    for block in blocks:
        if block["kind"] == "heading" and block["level"] >= _QUESTION:
            made.append({"kind": "together", "blocks": [block]})
        elif made and made[-1]["kind"] == "together" and block["kind"] in _OF_A_QUESTION:
            made[-1]["blocks"].append(block)
        else:
            made.append(block)
    return [part for block in made for part in _opened(block)]


def _opened(block: Json) -> list[Json]:
    if block["kind"] != "together":
        return [block]
    inner: list[Json] = block["blocks"]
    ticked = any(part["kind"] == "choices" for part in inner)
    return [block] if ticked and len(json.dumps(inner)) < _A_PAGE else inner


def _line(text: str) -> str:
    return printable(plain(text)).replace("\n", " ").strip()


def _runs(span: Span) -> list[Json]:
    flags: Json = {}
    flags |= {"s": True} if span.strong else {}
    flags |= {"e": True} if span.emphasis else {}
    flags |= {"c": True} if span.code else {}
    flags |= {"l": span.link} if span.link else {}
    made: list[Json] = []
    for index, line in enumerate(printable(span.text).split("\n")):
        made += [{"br": True}] if index else []
        made += [{"p": list(pieces(line)), **flags}] if line else []
    return [*made, {"n": printable(span.note)}] if span.note else made
