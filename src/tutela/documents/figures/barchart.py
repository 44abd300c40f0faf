"""Horizontal bars: one amount a row, hatched where nobody knows."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from tutela.documents.blocks import Column, Drawing, Table
from tutela.documents.figures.canvas import Canvas, Form
from tutela.documents.figures.measure import wrap
from tutela.foundation.language import catalogue, language

type Unit = Literal["number", "share"]
_WIDTHS: dict[Form, tuple[float, float]] = {
    "wide": (1040, 250), "page": (640, 196), "narrow": (330, 0),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One bar.

    Attributes:
        name: What is measured.
        value: Amount, not negative; share 0..1 where the unit is a share; None when unknown.
        flagged: Drawn in the colour that means "look here".
    """

    name: str
    value: float | None
    flagged: bool = False


def bars(
    rows: Sequence[Bar], *, code: str, title: str, unit: Unit = "number", places: int = 0,
    highest: float | None = None, form: Form = "page", name: str = "bars",
) -> Drawing:
    """Draw amounts as horizontal bars from zero.

    Args:
        rows: From top to bottom.
        code: Language.
        title: Caption of the figure and its table.
        unit: "share" writes per cent.
        places: Digits after the separator.
        highest: Amount of a bar of full length; None takes the largest.
        form: "wide" and "narrow" for the site, "page" for documents.
        name: Prefix of identifiers.
    """
    width, near = _WIDTHS[form]
    canvas = Canvas(name=f"{name}-{form}", code=code, width=width)
    known = [bar.value for bar in rows if bar.value is not None]
    most = highest or max(known, default=0) or 1
    room = width - near - 90
    step = 50
    for index, bar in enumerate(rows):
        middle = 20 + index * step + (14 if form == "narrow" else 0)
        _label(canvas, bar, near, middle)
        words = _amount(bar.value, code, unit, places)
        length = 56.0 if bar.value is None else room * min(bar.value / most, 1)
        look = "hatch" if bar.value is None else "g-flag" if bar.flagged else "d-fill"
        canvas.rect(look, near, middle - 8, max(length, 1.5), 16, 3)
        canvas.text("g-axis", near + max(length, 1.5) + 8, middle + 5, words)
    canvas.line("g-region", (near, 6), (near, 20 + len(rows) * step - 6))
    canvas.height = 20 + len(rows) * step
    table = Table(
        caption=title,
        columns=(
            Column(title=catalogue(code).gettext("Item"), width=3),
            Column(title=catalogue(code).gettext("Amount"), numeric=True),
        ),
        rows=tuple((bar.name, _amount(bar.value, code, unit, places)) for bar in rows),
    )
    alternative = _alternative(rows, code, title, unit, places)
    return canvas.finish(title=title, alternative=alternative, table=table, form=form)


def _label(canvas: Canvas, bar: Bar, near: float, middle: float) -> None:
    look = "g-name g-strong" if bar.flagged else "g-name"
    if not near:
        canvas.text(look, 0, middle - 14, wrap(bar.name, 15, canvas.width, 1)[0])
        return
    lines = wrap(bar.name, 15, near - 14)
    for index, words in enumerate(lines):
        canvas.text(look, 0, middle + 5 + (index - (len(lines) - 1) / 2) * 16, words)


def _amount(value: float | None, code: str, unit: Unit, places: int) -> str:
    if value is None:
        return catalogue(code).gettext("unknown")
    tongue = language(code)
    return tongue.share(value, places) if unit == "share" else tongue.number(value, places)


def _alternative(
    rows: Sequence[Bar], code: str, title: str, unit: Unit, places: int
) -> str:
    catalog = catalogue(code)
    _ = catalog.gettext
    sentences = [_("{title}.").format(title=title.rstrip("."))]
    known = [bar for bar in rows if bar.value is not None]
    if known:
        most = max(known, key=lambda bar: bar.value or 0)
        least = min(known, key=lambda bar: bar.value or 0)
        sentences.append(
            _("The most is {most} for {name}, the least {least} for {other}.").format(
                most=_amount(most.value, code, unit, places), name=most.name,
                least=_amount(least.value, code, unit, places), other=least.name,
            )
        )
    unknown = len(rows) - len(known)
    if unknown:
        words = catalog.ngettext(
            "{count} amount is unknown.", "{count} amounts are unknown.", unknown
        )
        sentences.append(words.format(count=unknown))
    return " ".join(sentences)
