"""A grid of levels: one tile a question, one band a need area, darker for more."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import floor

from tutela.documents.blocks import Column, Drawing, Table
from tutela.documents.figures.canvas import Canvas, Form
from tutela.documents.figures.measure import wrap
from tutela.foundation.language import catalogue, language

_PLANS: dict[Form, tuple[float, float]] = {
    "wide": (1040, 250), "page": (640, 176), "narrow": (330, 0),
}
_TILE, _TALL, _APART = 33.0, 25.0, 9.0
_DARK = 2
"""From this level on the ground is dark enough for light letters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GridRow:
    """One need area; ``tiles`` are pairs of code and level 0..4, None where unknown."""

    name: str
    tiles: tuple[tuple[str, float | None], ...]


def grid(
    rows: Sequence[GridRow], *, code: str, title: str, form: Form = "page", name: str = "grid"
) -> Drawing:
    """Draw the level of every question, five steps from 0 to 4; a level between counts lower.

    Args:
        rows: From top to bottom.
        code: Language.
        title: Caption of the figure and its table.
        form: "wide" and "narrow" for the site, "page" for documents.
        name: Prefix of identifiers.
    """
    width, near = _PLANS[form]
    canvas = Canvas(name=f"{name}-{form}", code=code, width=width)
    y = 2.0
    for row in rows:
        y = _band(canvas, row, near, y)
    canvas.height = canvas.legend(_key(rows, code), y + 10)
    return canvas.finish(
        title=title, alternative=_alternative(rows, code, title),
        table=_table(rows, code, title), form=form,
    )


def _band(canvas: Canvas, row: GridRow, near: float, top: float) -> float:
    columns = int((canvas.width - near) // _TILE)
    if near:
        lines = wrap(row.name, 15, near - 14)
    else:
        lines = wrap(row.name, 15, canvas.width, 1)
        top += 22
    first = top + 17 if near else top - 6
    for index, words in enumerate(lines):
        canvas.text("g-name", 0, first + index * 17, words)
    for place, (code, level) in enumerate(row.tiles):
        along, y = near + place % columns * _TILE, top + place // columns * _TALL
        step = None if level is None else floor(level)
        look = "t-na" if step is None else f"t-{step}"
        canvas.rect(look, along, y, _TILE - 2, _TALL - 2, 3)
        ink = "g-axis" if step is None or step < _DARK else f"g-axis t-on-{step}"
        canvas.text(ink, along + _TILE / 2 - 1, y + 16, code, "middle")
    deep = max(-(-len(row.tiles) // columns) * _TALL, len(lines) * 17 + 6 if near else 0)
    return top + deep + _APART


def _key(rows: Sequence[GridRow], code: str) -> list[tuple[str, str]]:
    _ = catalogue(code).gettext
    words = (_("absent"), _("initial"), _("partial"), _("established"), _("sustained"))
    items = [(f"t-{level}", f"{level} {name}") for level, name in enumerate(words)]
    unknown = any(level is None for row in rows for _code, level in row.tiles)
    return items + ([("t-na", _("unknown"))] if unknown else [])


def _alternative(rows: Sequence[GridRow], code: str, title: str) -> str:
    catalog = catalogue(code)
    _ = catalog.gettext
    levels = [level for row in rows for _code, level in row.tiles]
    sentences = [_("{title}.").format(title=title.rstrip("."))]
    for step in range(5):
        count = sum(level is not None and floor(level) == step for level in levels)
        words = catalog.ngettext(
            "{count} question is at level {level}.", "{count} questions are at level {level}.",
            count,
        )
        sentences.append(words.format(count=count, level=step))
    if unknown := sum(level is None for level in levels):
        words = catalog.ngettext(
            "{count} value is unknown.", "{count} values are unknown.", unknown
        )
        sentences.append(words.format(count=unknown))
    return " ".join(sentences)


def _table(rows: Sequence[GridRow], code: str, title: str) -> Table:
    _, number = catalogue(code).gettext, language(code).number
    cells = tuple(
        (
            tile,
            row.name,
            _("unknown") if level is None else number(level, 0 if level == floor(level) else 1),
        )
        for row in rows
        for tile, level in row.tiles
    )
    return Table(
        caption=title,
        columns=(
            Column(title=_("Code"), width=0.7),
            Column(title=_("Need area"), width=3),
            Column(title=_("Level"), numeric=True),
        ),
        rows=cells,
    )
