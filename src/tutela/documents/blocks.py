"""The block model: what a document holds, free of any format.

Every text is a ``Text``: a plain string, or a tuple of strings and Spans. Renderers decide the
look; blocks decide the meaning.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A run of text that differs from its neighbours.

    Attributes:
        text: The words.
        strong: Weightier than the rest.
        emphasis: Stressed or a title.
        code: A code, address or file name: set left to right and isolated in any language.
        link: Address it leads to, "" for none.
        note: Words of a footnote that hangs here, "" for none.
    """

    text: str
    strong: bool = False
    emphasis: bool = False
    code: bool = False
    link: str = ""
    note: str = ""


type Text = str | tuple[str | Span, ...]
type Block = (
    Heading | Paragraph | Bullets | Numbered | Table | Figure | Callout | Choices | Lines
    | PageBreak | Contents
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading, level 1..4; level 1 starts a chapter."""

    text: Text
    level: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Running text; "lead" opens a chapter, "small" holds sources and hints."""

    text: Text
    style: Literal["body", "lead", "small"] = "body"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bullets:
    """An unordered list."""

    items: tuple[Text, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbered:
    """An ordered list."""

    items: tuple[Text, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of a table; ``width`` is its share of the whole, any unit."""

    title: Text
    width: float = 1.0
    numeric: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """A level drawn on a line from 0 to 4, in a cell of a table.

    Those who cannot see it read the same numbers in other cells of the row.

    Attributes:
        level: Level, None when unknown.
        low: Lower end of what it could be.
        high: Upper end.
        target: Level aimed at, None for none.
    """

    level: float | None
    low: float
    high: float
    target: float | None = None


type Cell = Text | Strip


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table with a caption; the first column heads its row when ``row_heads``.

    ``dense`` sets it small, for annexes that are looked up and not read.
    """

    caption: Text
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    row_heads: bool = True
    note: Text = ""
    dense: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """A picture made here.

    Attributes:
        svg: Complete SVG, text as text; classes for the site's themes, colours for print.
        width: In CSS pixels.
        height: In CSS pixels.
        alternative: What a reader who cannot see it needs to know.
        table: Every number that is drawn.
    """

    svg: str
    width: float
    height: float
    alternative: str
    table: Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A drawing with a caption; its table follows when ``show_table``."""

    drawing: Drawing
    caption: Text
    note: Text = ""
    show_table: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Callout:
    """A set-apart remark."""

    title: Text
    blocks: tuple[Block, ...]
    kind: Literal["note", "warning", "good"] = "note"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """Boxes to tick on paper, one an item; ``hint`` under each may say what proves it."""

    items: tuple[Text, ...]
    hints: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Lines:
    """Empty lines to write on, with a label."""

    label: Text
    count: int = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class PageBreak:
    """What follows starts a page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """A table of contents of headings 1 and 2."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A whole document.

    Attributes:
        title: On the cover, in the metadata and in the header of every page.
        subtitle: Under the title on the cover.
        language: One of the six codes; decides direction, fonts and words of the furniture.
        organisation: Who issues it.
        issued: Day; also the only date in the file, so equal documents have equal bytes.
        blocks: The content.
        reference: Number or digest printed in the footer.
        classification: Word printed in the header, for instance "Draft".
        facts: Pairs of label and value on the cover.
        summary: One sentence for the metadata.
        brief: Whether the title stands on top of the first page, without a cover.
    """

    title: str
    subtitle: str
    language: str
    organisation: str
    issued: date
    blocks: tuple[Block, ...]
    reference: str = ""
    classification: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    summary: str = ""
    keywords: tuple[str, ...] = field(default=())
    brief: bool = False
