"""Profiles: several States or years compared over the same need areas.

This stands where others draw a radar. A radar makes the area grow with the square of the level,
changes its shape with the order of the spokes, and hides small differences near the centre. Here
every area is a row on one common scale, each series has its own mark, and a line joins its marks.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tutela.documents.blocks import Column, Drawing, Table
from tutela.documents.figures.canvas import Canvas, Form
from tutela.documents.figures.measure import wrap
from tutela.foundation.language import catalogue, language

_WIDTHS: dict[Form, tuple[float, float, float]] = {
    "wide": (1040, 250, 40), "page": (640, 196, 30), "narrow": (330, 8, 12),
}
type _Scale = Callable[[float], float]
_MARKS = ("dot", "target", "square", "region")
"""Mark of the first, second, third and fourth series: they differ in shape, not colour alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """One line of the profile: values 0..highest in the order of the areas, None if unknown."""

    name: str
    values: tuple[float | None, ...]


def radar(
    areas: Sequence[str], series: Sequence[Series], *, code: str, title: str,
    highest: float = 4, places: int = 1, form: Form = "page", name: str = "profile",
) -> Drawing:
    """Draw up to four series over the same areas, as a profile on one scale.

    Args:
        areas: Words of the rows, from top to bottom.
        series: One to four; the first is the one the reader came for.
        code: Language.
        title: Caption of the figure and its table.
        highest: End of the scale, which begins at 0.
        places: Digits after the separator.
        form: "wide" and "narrow" for the site, "page" for documents.
        name: Prefix of identifiers.

    Raises:
        ValueError: No series, or more than can be told apart.
    """
    if not 1 <= len(series) <= len(_MARKS):
        raise ValueError("a profile shows one to four series")
    width, near, far = _WIDTHS[form]
    canvas = Canvas(name=f"{name}-{form}", code=code, width=width)
    row = 56 if form == "narrow" else 52
    bottom = 30 + row * len(areas)

    def along(value: float) -> float:
        return near + (width - near - far) * value / highest

    _grid(canvas, along, highest, bottom)
    heights = [
        30 + index * row + (36 if form == "narrow" else row / 2) for index in range(len(areas))
    ]
    for words, y in zip(areas, heights, strict=True):
        _name(canvas, words, near, y, form)
    # The first series is drawn last, over the others.
    for index in reversed(range(len(series))):
        _series(canvas, series[index], _MARKS[index], along, heights)
    items = [(_MARKS[index], line.name) for index, line in enumerate(series)]
    canvas.height = canvas.legend(items, bottom + 22)
    return canvas.finish(
        title=title, alternative=_alternative(areas, series, code, title, places),
        table=_table(areas, series, code, title, places), form=form,
    )


def _grid(canvas: Canvas, along: _Scale, highest: float, bottom: float) -> None:
    for step in range(int(highest) + 1):
        canvas.line("g-grid", (along(step), 22), (along(step), bottom))
        canvas.text("g-axis", along(step), 14, str(step), "middle")


def _name(canvas: Canvas, words: str, near: float, y: float, form: Form) -> None:
    if form == "narrow":
        canvas.text("g-name", near, y - 18, wrap(words, 15, canvas.width - 16, 1)[0])
        return
    lines = wrap(words, 15, near - 14)
    for index, line in enumerate(lines):
        canvas.text("g-name", 0, y + 5 + (index - (len(lines) - 1) / 2) * 16, line)


def _series(
    canvas: Canvas, line: Series, mark: str, along: _Scale, heights: Sequence[float]
) -> None:
    places = [
        (along(value), y)
        for value, y in zip(line.values, heights, strict=True)
        if value is not None
    ]
    joined = [
        ((along(a), y), (along(b), z))
        for a, b, y, z in zip(
            line.values, line.values[1:], heights, heights[1:], strict=False
        )
        if a is not None and b is not None
    ]
    for start, end in joined:
        canvas.line("g-series" if mark == "dot" else "g-gap", start, end)
    for x, y in places:
        _mark(canvas, mark, x, y)


def _mark(canvas: Canvas, mark: str, x: float, y: float) -> None:
    match mark:
        case "dot":
            canvas.dot("g-dot", x, y)
        case "target":
            canvas.diamond("g-target", x, y)
        case "square":
            canvas.rect("d-fill", x - 5.5, y - 5.5, 11, 11)
        case _:
            canvas.line("g-region", (x, y - 9), (x, y + 9))


def _alternative(
    areas: Sequence[str], series: Sequence[Series], code: str, title: str, places: int
) -> str:
    catalog = catalogue(code)
    _, number = catalog.gettext, language(code).number
    sentences = [_("{title}.").format(title=title.rstrip("."))]
    for line in series:
        known = [(v, area) for v, area in zip(line.values, areas, strict=True) if v is not None]
        if known:
            low = min(known, key=lambda pair: pair[0])
            high = max(known, key=lambda pair: pair[0])
            if low[0] == high[0]:
                sentences.append(
                    _("{name} is {value} in every area that is known.").format(
                        name=line.name, value=number(low[0], places)
                    )
                )
            else:
                sentences.append(_lowest_highest(line.name, low, high, code, places))
        unknown = len(line.values) - len(known)
        if unknown:
            words = catalog.ngettext(
                "{name} has {count} unknown value.", "{name} has {count} unknown values.", unknown
            )
            sentences.append(words.format(name=line.name, count=unknown))
    return " ".join(sentences)


def _lowest_highest(
    name: str, low: tuple[float, str], high: tuple[float, str], code: str, places: int
) -> str:
    _, number = catalogue(code).gettext, language(code).number
    return _("{name} is lowest in {area} ({low}) and highest in {other} ({high}).").format(
        name=name, area=low[1], low=number(low[0], places),
        other=high[1], high=number(high[0], places),
    )


def _table(
    areas: Sequence[str], series: Sequence[Series], code: str, title: str, places: int
) -> Table:
    _ = catalogue(code).gettext
    number = language(code).number
    return Table(
        caption=title,
        columns=(
            Column(title=_("Need area"), width=2),
            *(Column(title=line.name, numeric=True) for line in series),
        ),
        rows=tuple(
            (
                area,
                *(
                    _("unknown") if line.values[place] is None
                    else number(line.values[place] or 0, places)
                    for line in series
                ),
            )
            for place, area in enumerate(areas)
        ),
    )
