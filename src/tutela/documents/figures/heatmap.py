"""A heat map: rows against columns, the number in each cell, darker for more."""

from collections.abc import Sequence
from dataclasses import dataclass

from tutela.documents.blocks import Column, Drawing, Table
from tutela.documents.figures.canvas import Canvas, Form
from tutela.documents.figures.measure import wrap
from tutela.foundation.language import catalogue, language

_WIDTHS: dict[Form, tuple[float, float]] = {
    "wide": (1040, 250), "page": (640, 170), "narrow": (330, 104),
}
_STEPS = 5
_SENTENCE = 36
"""Signs from which the name of a row takes half of the sheet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeatRow:
    """One row; values in the order of the columns, None where unknown."""

    name: str
    values: tuple[float | None, ...]


def heat(
    rows: Sequence[HeatRow], columns: Sequence[str], *, code: str, title: str,
    lowest: float = 0, highest: float = 4, places: int = 1, form: Form = "page",
    name: str = "heat",
) -> Drawing:
    """Draw a table of shades, five steps from the lowest to the highest value.

    Args:
        rows: From top to bottom.
        columns: Words over the columns, in reading order.
        code: Language.
        title: Caption of the figure and its table.
        lowest: Value of the lightest shade.
        highest: Value of the darkest.
        places: Digits after the separator.
        form: "wide" and "narrow" for the site, "page" for documents.
        name: Prefix of identifiers.
    """
    width, near = _WIDTHS[form]
    if form != "narrow" and any(len(row.name) > _SENTENCE for row in rows):
        near = width * 0.48
    canvas = Canvas(name=f"{name}-{form}", code=code, width=width)
    wide = (width - near) / max(len(columns), 1)
    top = _heads(canvas, columns, near, wide)
    for index, row in enumerate(rows):
        y = top + index * 32
        lines = wrap(row.name, 13, near - 10, 2)
        for place, words in enumerate(lines):
            canvas.text(
                "g-axis", 0, y + 20 + (place - (len(lines) - 1) / 2) * 14, words
            )
        for place, value in enumerate(row.values):
            step = None if value is None else shade(value, lowest, highest)
            words = "" if value is None else language(code).number(value, places)
            _cell(canvas, near + place * wide, y, wide, step, words)
    bottom = top + len(rows) * 32
    canvas.height = canvas.legend(
        _key(rows, code, lowest, highest, places), bottom + 22
    )
    return canvas.finish(
        title=title, alternative=_alternative(rows, columns, code, title, places),
        table=_table(rows, columns, code, title, places), form=form,
    )


def shade(value: float, lowest: float, highest: float) -> int:
    """Return the step 0..4 of a value between two ends; values outside take the nearest.

    >>> [shade(value, 0, 4) for value in (-1, 0, 0.9, 2, 3.2, 4)]
    [0, 0, 1, 2, 4, 4]
    """
    share = (value - lowest) / (highest - lowest) if highest > lowest else 0
    return min(max(int(share * _STEPS), 0), _STEPS - 1)


def _heads(canvas: Canvas, columns: Sequence[str], near: float, wide: float) -> float:
    columns_lines = [wrap(words, 13, wide - 6, 3) for words in columns]
    deepest = max((len(lines) for lines in columns_lines), default=1)
    for place, lines in enumerate(columns_lines):
        for index, words in enumerate(lines):
            y = 14 + (deepest - len(lines) + index) * 15
            canvas.text("g-axis", near + (place + 0.5) * wide, y, words, "middle")
    return deepest * 15 + 8


def _cell(
    canvas: Canvas, along: float, y: float, wide: float, step: int | None, words: str
) -> None:
    look = "t-na" if step is None else f"t-{step}"
    canvas.rect(look, along + 1, y + 1, wide - 2, 30, 3)
    if step is not None:
        ink = f"g-name t-on-{step}" if step >= 2 else "g-name"  # noqa: PLR2004 - dark grounds
        canvas.text(ink, along + wide / 2, y + 21, words, "middle")


def _key(
    rows: Sequence[HeatRow], code: str, lowest: float, highest: float, places: int
) -> list[tuple[str, str]]:
    _ = catalogue(code).gettext
    number = language(code).number
    size = (highest - lowest) / _STEPS
    ends = [(lowest + step * size, lowest + (step + 1) * size) for step in range(_STEPS)]
    items = [
        (
            f"t-{step}",
            _("{low} to {high}").format(low=number(low, places), high=number(high, places)),
        )
        for step, (low, high) in enumerate(ends)
    ]
    unknown = any(value is None for row in rows for value in row.values)
    return items + ([("t-na", _("unknown"))] if unknown else [])


def _alternative(
    rows: Sequence[HeatRow], columns: Sequence[str], code: str, title: str, places: int
) -> str:
    catalog = catalogue(code)
    _, number = catalog.gettext, language(code).number
    known = [
        (value, row.name, column)
        for row in rows
        for column, value in zip(columns, row.values, strict=False)
        if value is not None
    ]
    sentences = [_("{title}.").format(title=title.rstrip("."))]
    if known:
        low = min(known, key=lambda cell: cell[0])
        high = max(known, key=lambda cell: cell[0])
        sentences.append(
            _("The lowest value is {low} ({row}, {column}), the highest {high} ({other}, "
              "{place}).").format(
                low=number(low[0], places), row=low[1], column=low[2],
                high=number(high[0], places), other=high[1], place=high[2],
            )
        )
    unknown = sum(len(row.values) for row in rows) - len(known)
    if unknown:
        words = catalog.ngettext(
            "{count} value is unknown.", "{count} values are unknown.", unknown
        )
        sentences.append(words.format(count=unknown))
    return " ".join(sentences)


def _table(
    rows: Sequence[HeatRow], columns: Sequence[str], code: str, title: str, places: int
) -> Table:
    _ = catalogue(code).gettext
    number = language(code).number
    return Table(
        caption=title,
        columns=(
            Column(title=_("Item"), width=4),
            *(Column(title=words, numeric=True) for words in columns),
        ),
        rows=tuple(
            (
                row.name,
                *(_("unknown") if v is None else number(v, places) for v in row.values),
            )
            for row in rows
        ),
    )
