"""Blocks as HTML, in the classes of the site's style sheet; no inline style."""

from dataclasses import dataclass, field
from html import escape

from tutela.documents.blocks import (
    Block,
    Bullets,
    Callout,
    Cell,
    Choices,
    Contents,
    Figure,
    Heading,
    Lines,
    Numbered,
    PageBreak,
    Paragraph,
    Strip,
    Table,
    Text,
)
from tutela.documents.furniture import Counter, callout_word, words
from tutela.documents.html.inline import Inline
from tutela.documents.html.strip import drawn
from tutela.documents.runs import blank, plain

_MOODS = {"note": "notice", "warning": "notice notice-warn", "good": "notice notice-good"}
_PARAGRAPHS = {"body": "", "lead": ' class="lead"', "small": ' class="src-line"'}
_CONTENTS = "\0contents\0"  # clean text holds no zero byte, so nothing can pass for it


@dataclass(slots=True)
class Body:
    """Writes blocks in reading order.

    Attributes:
        inline: Writes texts.
        first: Level of the heading a level 1 becomes: 2 under the title of a page.
    """

    inline: Inline
    first: int = 2
    counter: Counter = field(init=False)
    entries: list[tuple[int, str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.counter = Counter(self.inline.code)

    def write(self, blocks: tuple[Block, ...]) -> str:
        """Return blocks with their contents, and the notes after them."""
        made = "\n".join(self._one(block) for block in blocks)
        return made.replace(_CONTENTS, self._contents()) + self._notes()

    def _one(self, block: Block) -> str:  # noqa: C901, PLR0911 - a case for each kind
        match block:
            case Heading() if blank(block.text):
                return f"<p>{self.inline.text(block.text)}</p>"
            case Heading():
                return self._heading(block)
            case Paragraph():
                return f"<p{_PARAGRAPHS[block.style]}>{self.inline.text(block.text)}</p>"
            case Bullets():
                return f"<ul>{self._items(block.items)}</ul>"
            case Numbered():
                return f"<ol>{self._items(block.items)}</ol>"
            case Table():
                return self._table(block)
            case Figure():
                return self._figure(block)
            case Callout():
                return self._callout(block)
            case Choices():
                return self._choices(block)
            case Lines():
                rules = '<span class="write-line"></span>' * block.count
                label = self.inline.text(block.label)
                return f'<div class="write-lines"><p>{label}</p>{rules}</div>'
            case PageBreak():
                return '<hr class="page-break">'
            case Contents():
                self.counter.heading(1)
                return _CONTENTS

    def _items(self, items: tuple[Text, ...]) -> str:
        return "".join(f"<li>{self.inline.text(item)}</li>" for item in items)

    def _heading(self, heading: Heading) -> str:
        own = self.counter.heading(heading.level)
        level = min(own + self.first - 1, 6)
        name = f"{self.inline.prefix}part-{len(self.entries) + 1}"
        self.entries.append((own, name, plain(heading.text)))
        return f'<h{level} id="{name}">{self.inline.text(heading.text)}</h{level}>'

    def _contents(self) -> str:
        title = words(self.inline.code)["contents"]
        lines = "".join(
            f'<li class="contents-{level}"><a href="#{name}">{escape(text)}</a></li>'
            for level, name, text in self.entries
            if level <= 2  # noqa: PLR2004 - contents show two levels
        )
        name = f"{self.inline.prefix}contents"
        return (
            f'<nav class="contents" aria-labelledby="{name}"><h{self.first} id="{name}">'
            f"{escape(title)}</h{self.first}><ol>{lines}</ol></nav>"
        )

    def _table(self, table: Table, *, counted: bool = True) -> str:
        head = "".join(
            f'<th scope="col"{_numeric(column.numeric)}>{self.inline.text(column.title)}</th>'
            for column in table.columns
        )
        caption = self.inline.text(table.caption)
        if counted:
            caption = f"<strong>{escape(self.counter.table())}</strong> {caption}"
        rows = "".join(self._row(table, row) for row in table.rows)
        note = f'<p class="src-line">{self.inline.text(table.note)}</p>' if table.note else ""
        dense = " table-dense" if table.dense else ""
        return (
            f'<div class="table-wrap"><table class="table{dense}"><caption>{caption}</caption>'
            f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>{note}"
        )

    def _row(self, table: Table, row: tuple[Cell, ...]) -> str:
        cells = []
        for place, text in enumerate(row):
            numeric = place < len(table.columns) and table.columns[place].numeric
            if isinstance(text, Strip):
                cells.append(f'<td class="strip">{drawn(text, self.inline.code)}</td>')
                continue
            words_of = self.inline.text(text)
            if place == 0 and table.row_heads:
                cells.append(f'<th scope="row"{_numeric(numeric)}>{words_of}</th>')
            else:
                cells.append(f"<td{_numeric(numeric)}>{words_of}</td>")
        return f"<tr>{''.join(cells)}</tr>"

    def _figure(self, figure: Figure) -> str:
        label = escape(self.counter.figure())
        caption = f"<strong>{label}</strong> {self.inline.text(figure.caption)}"
        note = f'<p class="src-line">{self.inline.text(figure.note)}</p>' if figure.note else ""
        opened = " open" if figure.show_table else ""
        summary = escape(words(self.inline.code)["numbers"])
        # The drawing is made here, its words are escaped there; a second figure of the same
        # kind gets identifiers of its own.
        svg = _renamed(figure.drawing.svg, f"{self.inline.prefix}f{self.counter.figures}-")
        return (
            f'<figure class="figure-block"><figcaption>{caption}</figcaption>{svg}{note}'
            f'<details class="data"{opened}><summary>{summary}</summary>'
            f"{self._table(figure.drawing.table, counted=figure.show_table)}</details></figure>"
        )

    def _callout(self, callout: Callout) -> str:
        word = escape(callout_word(self.inline.code, callout.kind))
        inner = "\n".join(self._one(block) for block in callout.blocks)
        return (
            f'<aside class="{_MOODS[callout.kind]}"><div><p class="eyebrow">{word}</p>'
            f"<p><strong>{self.inline.text(callout.title)}</strong></p>{inner}</div></aside>"
        )

    def _choices(self, choices: Choices) -> str:
        hints = (*choices.hints, *[""] * len(choices.items))
        lines = []
        for item, hint in zip(choices.items, hints, strict=False):
            under = f"<br><small>{self.inline.text(hint)}</small>" if hint else ""
            lines.append(f"<li>{self.inline.text(item)}{under}</li>")
        return f'<ul class="choices">{"".join(lines)}</ul>'

    def _notes(self) -> str:
        if not self.inline.notes:
            return ""
        named, prefix = words(self.inline.code), self.inline.prefix
        lines = "".join(
            f'<li id="{prefix}note-{number}">{escape(note).replace(chr(10), "<br>")} '
            f'<a href="#{prefix}mark-{number}" role="doc-backlink">{escape(named["back"])}</a></li>'
            for number, note in enumerate(self.inline.notes, 1)
        )
        return (
            f'<section class="notes" role="doc-endnotes"><h{self.first}>{escape(named["notes"])}'
            f"</h{self.first}><ol>{lines}</ol></section>"
        )


def _numeric(numeric: bool) -> str:
    return ' class="n"' if numeric else ""


def _renamed(svg: str, prefix: str) -> str:
    name = svg.partition('aria-labelledby="')[2].partition("-t ")[0]
    if not name:
        return svg
    for mark in ('id="', "url(#", 'aria-labelledby="', "-t "):
        svg = svg.replace(f"{mark}{name}-", f"{mark}{prefix}{name}-")
    return svg
