"""A Gantt chart in quarters: one row an activity, a bar for each run of quarters."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from tutela.documents.blocks import Column, Drawing, Table
from tutela.documents.figures.canvas import Canvas, Form
from tutela.documents.figures.measure import wrap
from tutela.foundation.language import catalogue, language

type Phase = Literal["pilot", "rollout", "online"]
_PLANS: dict[Form, tuple[float, float]] = {
    "wide": (1040, 300), "page": (640, 210), "narrow": (330, 0),
}
_LOOKS: dict[Phase, str] = {"pilot": "t-4", "rollout": "d-fill", "online": "g-range"}
_ROW = 34.0


@dataclass(frozen=True, slots=True, kw_only=True)
class GanttRow:
    """One activity.

    Attributes:
        name: Of the activity.
        spans: First quarter, last quarter (from 0, both included) and phase.
        amount: What it costs, in whole units.
    """

    name: str
    spans: tuple[tuple[int, int, Phase], ...]
    amount: int = 0


def gantt(
    rows: Sequence[GanttRow], *, quarters: Sequence[str], unit: str, code: str, title: str,
    form: Form = "page", name: str = "gantt",
) -> Drawing:
    """Draw when each activity is delivered.

    Args:
        rows: From top to bottom.
        quarters: Words over the columns, in order of time.
        unit: Of the amounts: a currency.
        code: Language.
        title: Caption of the figure and its table.
        form: "wide" and "narrow" for the site, "page" for documents.
        name: Prefix of identifiers.
    """
    width, near = _PLANS[form]
    canvas = Canvas(name=f"{name}-{form}", code=code, width=width)
    step = (width - near) / max(len(quarters), 1)
    top = _heads(canvas, quarters, near, step)
    tall = _ROW if near else _ROW + 18
    for index, row in enumerate(rows):
        _bars(canvas, row, top + index * tall, near, step)
    bottom = top + len(rows) * tall
    for place in range(len(quarters) + 1):
        canvas.line("g-grid", (near + place * step, top - 4), (near + place * step, bottom))
    shown = {phase for row in rows for *_, phase in row.spans}
    words = _words(code)
    key = [(_LOOKS[phase], words[phase]) for phase in _LOOKS if phase in shown]
    canvas.height = canvas.legend(key, bottom + 22) if key else bottom
    return canvas.finish(
        title=title, alternative=_alternative(rows, quarters, code, title),
        table=_table(rows, quarters, unit, code, title), form=form,
    )


def _heads(canvas: Canvas, quarters: Sequence[str], near: float, step: float) -> float:
    lines = [wrap(words, 13, step - 10, 2) for words in quarters]
    for place, words in enumerate(lines):
        for number, line in enumerate(words):
            canvas.text("g-axis", near + (place + 0.5) * step, 14 + number * 15, line, "middle")
    return 14 + 15 * max((len(words) for words in lines), default=1)


def _bars(canvas: Canvas, row: GanttRow, top: float, near: float, step: float) -> None:
    if near:
        lines = wrap(row.name, 13, near - 12, 2)
        for number, line in enumerate(lines):
            canvas.text("g-axis", 0, top + 21 + (number - (len(lines) - 1) / 2) * 14, line)
    else:
        canvas.text("g-axis", 0, top + 16, wrap(row.name, 13, canvas.width, 1)[0])
        top += 18
    for first, last, phase in row.spans:
        start = near + first * step + 2
        canvas.rect(_LOOKS[phase], start, top + 9, (last - first + 1) * step - 4, 15, 3)


def _words(code: str) -> dict[Phase, str]:
    _ = catalogue(code).gettext
    return {"pilot": _("Pilot"), "rollout": _("Roll-out"), "online": _("Online")}


def _when(row: GanttRow, quarters: Sequence[str], code: str) -> str:
    _, words = catalogue(code).gettext, _words(code)
    parts = []
    for first, last, phase in row.spans:
        span = quarters[first] if first == last else _("{first} to {last}").format(
            first=quarters[first], last=quarters[last])
        parts.append(_("{label}: {value}").format(label=words[phase], value=span))
    return _("; ").join(parts)


def _alternative(
    rows: Sequence[GanttRow], quarters: Sequence[str], code: str, title: str
) -> str:
    catalog = catalogue(code)
    _ = catalog.gettext
    count = len(rows)
    words = catalog.ngettext(
        "{count} activity between {first} and {last}.",
        "{count} activities between {first} and {last}.", count,
    )
    head = _("{title}.").format(title=title.rstrip("."))
    if not quarters:
        return head
    return f"{head} {words.format(count=count, first=quarters[0], last=quarters[-1])}"


def _table(
    rows: Sequence[GanttRow], quarters: Sequence[str], unit: str, code: str, title: str
) -> Table:
    _, number = catalogue(code).gettext, language(code).number
    return Table(
        caption=title,
        columns=(
            Column(title=_("Activity"), width=2.4),
            Column(title=_("When"), width=2.2),
            Column(title=unit, numeric=True),
        ),
        rows=tuple((row.name, _when(row, quarters, code), number(row.amount)) for row in rows),
    )
