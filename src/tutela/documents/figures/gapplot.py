"""The gap plot: where a State stands, how sure that is, and where it wants to be."""

from collections.abc import Sequence
from dataclasses import dataclass

from tutela.documents.blocks import Column, Drawing, Table
from tutela.documents.figures.canvas import Canvas, Form
from tutela.documents.figures.measure import wrap
from tutela.foundation.language import catalogue, language

_HIGHEST = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class GapRow:
    """One line of the plot; levels 0..4, None when unknown or not shown.

    Attributes:
        name: What is measured.
        level: Level today.
        low: Lower end of what the level could be.
        high: Upper end.
        target: Level aimed at.
        region: Median of the region.
    """

    name: str
    level: float | None
    low: float | None = None
    high: float | None = None
    target: float | None = None
    region: float | None = None

    @property
    def gap(self) -> float | None:
        """Return target minus level, None when either is missing."""
        if self.level is None or self.target is None:
            return None
        return self.target - self.level


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plan:
    width: float
    near: float
    far: float
    row: float
    top: float
    drop: float  # from the top of a row to its line

    def along(self, level: float) -> float:
        return self.near + (self.width - self.near - self.far) * level / _HIGHEST


_PLANS: dict[Form, _Plan] = {
    "wide": _Plan(width=1040, near=250, far=64, row=52, top=40, drop=26),
    "page": _Plan(width=640, near=196, far=34, row=42, top=44, drop=21),
    "narrow": _Plan(width=330, near=8, far=12, row=62, top=34, drop=42),
}


def dots(
    rows: Sequence[GapRow], *, code: str, title: str, form: Form = "page",
    scale: Sequence[str] = (), name: str = "gaps",
) -> Drawing:
    """Draw levels, ranges, targets and the region's median, one row each.

    Args:
        rows: From top to bottom.
        code: Language.
        title: Caption of the figure and its table.
        form: "wide" and "narrow" for the site, "page" for documents.
        scale: Words for levels 0 to 4, () for the usual ones.
        name: Prefix of identifiers, different for each figure of a page.
    """
    plan = _PLANS[form]
    canvas = Canvas(name=f"{name}-{form}", code=code, width=plan.width)
    bottom = plan.top + plan.row * len(rows)
    _axis(canvas, plan, form, scale, bottom)
    worst = largest(rows)
    for index, row in enumerate(rows):
        _row(canvas, plan, form, row, plan.top + index * plan.row, flag=row is worst)
    canvas.height = canvas.legend(_key(rows, code), bottom + 22)
    return canvas.finish(
        title=title, alternative=_alternative(rows, code, title),
        table=_table(rows, code, title), form=form,
    )


def largest(rows: Sequence[GapRow]) -> GapRow | None:
    """Return the row with the largest gap, the first of equals, None without a gap."""
    open_rows = [row for row in rows if (row.gap or 0) > 0]
    return max(open_rows, key=lambda row: row.gap or 0, default=None)


def _axis(
    canvas: Canvas, plan: _Plan, form: Form, scale: Sequence[str], bottom: float
) -> None:
    _ = catalogue(canvas.code).gettext
    words = scale or (
        _("absent"), _("initial"), _("partial"), _("established"), _("sustained"),
    )
    step = (plan.width - plan.near - plan.far) / _HIGHEST
    for level in range(_HIGHEST + 1):
        along = plan.along(level)
        canvas.line("g-grid", (along, plan.top - 8), (along, bottom))
        if form == "narrow":
            anchor = "start" if level == 0 else "end" if level == _HIGHEST else "middle"
            canvas.text("g-axis", along, plan.top - 16, str(level), anchor)  # type: ignore[arg-type]
            continue
        lines = wrap(words[level], 13, step - 6, 1)
        if form == "wide":
            canvas.text("g-axis", along, plan.top - 16, f"{level} {lines[0]}", "middle")
        else:
            canvas.text("g-axis", along, plan.top - 30, str(level), "middle")
            canvas.text("g-axis", along, plan.top - 14, lines[0], "middle")


def _row(
    canvas: Canvas, plan: _Plan, form: Form, row: GapRow, top: float, *, flag: bool
) -> None:
    y = top + plan.drop
    look = "g-name g-strong" if flag else "g-name"
    if form == "narrow":
        canvas.text(look, plan.near, y - 20, wrap(row.name, 15, plan.width - 16, 1)[0])
    else:
        lines = wrap(row.name, 15, plan.near - 14)
        for index, words in enumerate(lines):
            canvas.text(look, 0, y + 5 + (index - (len(lines) - 1) / 2) * 16, words)
    low, high = row.low, row.high
    if row.level is None:
        low, high = (0 if low is None else low), (_HIGHEST if high is None else high)
    if low is not None and high is not None:
        shade = "g-range" if row.level is not None else "hatch"
        canvas.rect(shade, plan.along(low), y - 6, plan.along(high) - plan.along(low), 12, 6)
    if row.gap is not None and row.level is not None and row.target is not None:
        canvas.line("g-gap", (plan.along(row.level), y), (plan.along(row.target), y))
    if row.region is not None:
        canvas.line("g-region", (plan.along(row.region), y - 10), (plan.along(row.region), y + 10))
    if row.target is not None:
        canvas.diamond("g-target", plan.along(row.target), y)
    if row.level is not None:
        canvas.dot("g-dot g-flag" if flag else "g-dot", plan.along(row.level), y)


def _key(rows: Sequence[GapRow], code: str) -> list[tuple[str, str]]:
    _ = catalogue(code).gettext
    items = [("dot", _("Level today"))]
    items += [("flag", _("Largest gap"))] if largest(rows) else []
    ranged = any(row.low is not None and row.level is not None for row in rows)
    items += [("range", _("What the level could be"))] if ranged else []
    items += [("target", _("Target"))] if any(row.target is not None for row in rows) else []
    known = any(row.region is not None for row in rows)
    items += [("region", _("Median of the region"))] if known else []
    return items + ([("hatch", _("Unknown"))] if any(row.level is None for row in rows) else [])


def _alternative(rows: Sequence[GapRow], code: str, title: str) -> str:
    catalog = catalogue(code)
    _, number = catalog.gettext, language(code).number
    sentences = [_("{title}.").format(title=title.rstrip("."))]
    worst = largest(rows)
    if worst is not None and worst.level is not None and worst.target is not None:
        sentences.append(
            _("{name} has the largest gap: level {level}, target {target}.").format(
                name=worst.name, level=number(worst.level, 1), target=number(worst.target, 1)
            )
        )
    known = [row for row in rows if row.level is not None]
    if known:
        best = max(known, key=lambda row: row.level or 0)
        sentences.append(
            _("{name} has the highest level: {level}.").format(
                name=best.name, level=number(best.level or 0, 1)
            )
        )
    unknown = len(rows) - len(known)
    if unknown:
        words = catalog.ngettext(
            "The level of {count} row is unknown.", "The level of {count} rows is unknown.", unknown
        )
        sentences.append(words.format(count=unknown))
    return " ".join(sentences)


def _table(rows: Sequence[GapRow], code: str, title: str) -> Table:
    _ = catalogue(code).gettext
    number = language(code).number

    def cell(value: float | None) -> str:
        return _("unknown") if value is None else number(value, 1)

    def other(value: float | None) -> str:
        return _("not set") if value is None else number(value, 1)

    columns = (
        Column(title=_("Need area"), width=2.4),
        *(
            Column(title=words, numeric=True)
            for words in (
                _("Level"), _("Lowest"), _("Highest"), _("Target"), _("Gap"), _("Region"),
            )
        ),
    )
    cells = tuple(
        (
            row.name, cell(row.level), cell(row.low), cell(row.high),
            other(row.target), cell(row.gap), other(row.region),
        )
        for row in rows
    )
    return Table(caption=title, columns=columns, rows=cells)
