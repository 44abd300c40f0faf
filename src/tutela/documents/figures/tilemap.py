"""A map of the world in tiles: one square a State, so that small States are as visible as large.

Cells stand in data/tiles.csv. A map is never mirrored.
"""

import csv
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

from tutela.documents.blocks import Column, Drawing, Table
from tutela.documents.figures.canvas import Canvas, Form
from tutela.documents.figures.measure import wrap
from tutela.foundation.country import countries
from tutela.foundation.language import catalogue, language

_SIDES: dict[Form, float] = {"wide": 1040 / 27, "page": 640 / 27, "narrow": 330 / 27}
_CLASSES = 5


@cache
def cells() -> Mapping[str, tuple[int, int]]:
    """Return column and row, from 0, of each State by its three letters, in that order."""
    text = files("tutela.documents").joinpath("data/tiles.csv").read_text("utf-8")
    return {
        row["alpha3"]: (int(row["column"]), int(row["row"]))
        for row in csv.DictReader(text.splitlines())
    }


def tiles(
    values: Mapping[str, float | None], *, code: str, title: str, bounds: Sequence[float],
    labels: Sequence[str], places: int = 1, form: Form = "page", name: str = "map",
) -> Drawing:
    """Draw a value for each State in up to five classes.

    Args:
        values: By three-letter code; a State that is absent, or None, is unknown and hatched.
        code: Language.
        title: Caption of the figure and its table.
        bounds: Upper end of every class but the last, rising; an end belongs to its class.
        labels: Words for each class, one more than bounds, at most five.
        places: Digits after the separator in the table.
        form: "wide" and "narrow" for the site, "page" for documents.
        name: Prefix of identifiers.

    Raises:
        ValueError: Labels and bounds do not match, or a code has no cell.
    """
    if len(labels) != len(bounds) + 1 or len(labels) > _CLASSES:
        raise ValueError("there is one label more than bounds, at most five")
    strange = sorted(set(values) - set(cells()))
    if strange:
        raise ValueError(f"no cell on the map for {strange[0]}")
    side = _SIDES[form]
    canvas = Canvas(name=f"{name}-{form}", code=code, width=side * 27)
    mirrored, canvas.mirrored = canvas.mirrored, False
    for state, (column, row) in cells().items():
        _tile(canvas, state, column * side, row * side, side, _class(values.get(state), bounds))
    canvas.mirrored = mirrored
    bottom = (max(row for _, row in cells().values()) + 1) * side
    _ = catalogue(code).gettext
    key = [(f"t-{_spread(index, len(labels))}", words) for index, words in enumerate(labels)]
    bottom = canvas.legend([*key, ("t-na", _("No figure"))], bottom + 18)
    canvas.height = _disclaimer(canvas, bottom)
    return canvas.finish(
        title=title, alternative=_alternative(values, code, title, bounds, labels),
        table=_table(values, code, title, places), form=form,
    )


def _class(value: float | None, bounds: Sequence[float]) -> int | None:
    if value is None:
        return None
    step = sum(value > bound for bound in bounds)
    return _spread(step, len(bounds) + 1)


def _spread(step: int, count: int) -> int:
    # Few classes use the whole ramp, so that they can be told apart.
    return round(step * (_CLASSES - 1) / max(count - 1, 1))


def _tile(
    canvas: Canvas, state: str, x: float, y: float, side: float, step: int | None
) -> None:
    look = "t-na" if step is None else f"t-{step}"
    canvas.rect(look, x + 0.75, y + 0.75, side - 1.5, side - 1.5, 2)
    if side >= 20:  # noqa: PLR2004 - letters do not fit into smaller squares
        ink = "t-txt" if step is None else f"t-txt t-on-{step}"
        if step is None:  # letters do not stand on hatching
            canvas.rect("hatch-bg", x + side * 0.14, y + side * 0.28, side * 0.72, side * 0.44, 2)
        canvas.text(ink, x + side / 2, y + side / 2 + 3, state, "middle")


def _disclaimer(canvas: Canvas, top: float) -> float:
    _ = catalogue(canvas.code).gettext
    words = _(
        "Squares are placed for reading. No opinion on the legal status of any country, territory "
        "or area, or on its borders, is expressed."
    )
    for line in wrap(words, 13, canvas.width - 8, 6):
        top += 17
        canvas.text("g-axis", 0, top, line)
    return top + 8


def _alternative(
    values: Mapping[str, float | None], code: str, title: str, bounds: Sequence[float],
    labels: Sequence[str],
) -> str:
    catalog = catalogue(code)
    _ = catalog.gettext
    known = [value for value in values.values() if value is not None]
    sentences = [_("{title}.").format(title=title.rstrip("."))]
    for index, label in enumerate(labels):
        count = sum(sum(value > bound for bound in bounds) == index for value in known)
        words = catalog.ngettext(
            "{label}: {count} State.", "{label}: {count} States.", count
        )
        sentences.append(words.format(label=label, count=count))
    missing = len(cells()) - len(known)
    words = catalog.ngettext("No figure: {count} State.", "No figure: {count} States.", missing)
    return " ".join([*sentences, words.format(count=missing)])


def _table(values: Mapping[str, float | None], code: str, title: str, places: int) -> Table:
    _ = catalogue(code).gettext
    number = language(code).number
    named = countries()
    # In the order of codes: sorting names needs each language's own collation.
    rows = tuple(
        (
            named[state].name(code), state,
            _("no figure") if values.get(state) is None
            else number(values.get(state) or 0, places),
        )
        for state in cells()
    )
    columns = (
        Column(title=_("State"), width=3), Column(title=_("Code")),
        Column(title=_("Value"), numeric=True),
    )
    return Table(caption=title, columns=columns, rows=rows)
