"""One bar of answer states: how much is verified, evidenced, asserted, contested, unknown."""

from collections.abc import Mapping
from typing import Literal

from tutela.documents.blocks import Column, Drawing, Table
from tutela.documents.figures.canvas import Canvas, Form
from tutela.foundation.language import catalogue, language

type State = Literal["verified", "evidenced", "asserted", "contested", "unknown"]
_ORDER: tuple[State, ...] = ("verified", "evidenced", "asserted", "contested", "unknown")
_WIDTHS: dict[Form, float] = {"wide": 1040, "page": 640, "narrow": 330}


def states(
    counts: Mapping[State, int], *, code: str, title: str, form: Form = "page",
    name: str = "states",
) -> Drawing:
    """Draw how answers divide over their states, the best founded first.

    Args:
        counts: Answers by state; an absent state counts none.
        code: Language.
        title: Caption of the figure and its table.
        form: "wide" and "narrow" for the site, "page" for documents.
        name: Prefix of identifiers.
    """
    canvas = Canvas(name=f"{name}-{form}", code=code, width=_WIDTHS[form])
    _bar(canvas, counts)
    words = _words(code)
    number = language(code).number
    total = sum(counts.get(state, 0) for state in _ORDER)
    _ = catalogue(code).gettext
    labelled = [
        (_look(state), _("{label}: {value}").format(
            label=words[state], value=number(counts.get(state, 0))))
        for state in _ORDER
    ]
    canvas.height = canvas.legend(labelled, 42)
    table = Table(
        caption=title,
        columns=(
            Column(title=_("State of the answer"), width=2),
            Column(title=_("Answers"), numeric=True),
        ),
        rows=tuple((words[state], number(counts.get(state, 0))) for state in _ORDER),
    )
    sentences = [_("{title}.").format(title=title.rstrip("."))]
    sentences += [
        _("{label}: {value} of {total}.").format(
            label=words[state], value=number(counts.get(state, 0)), total=number(total))
        for state in _ORDER
    ]
    return canvas.finish(
        title=title, alternative=" ".join(sentences), table=table, form=form
    )


def _bar(canvas: Canvas, counts: Mapping[State, int]) -> None:
    total = sum(counts.get(state, 0) for state in _ORDER)
    present = [state for state in _ORDER if counts.get(state, 0)]
    along = 0.0
    for state in present:
        length = canvas.width * counts[state] / total
        gap = 0 if state == present[-1] else 2
        canvas.rect(_look(state), along, 0, length - gap, 20, 2)
        along += length
    if not present:
        canvas.rect("d-track", 0, 0, canvas.width, 20, 2)


def _look(state: State) -> str:
    return "hatch" if state == "unknown" else f"d-{state}"


def _words(code: str) -> dict[State, str]:
    _ = catalogue(code).gettext
    return {
        "verified": _("Verified"),
        "evidenced": _("Evidenced"),
        "asserted": _("Asserted"),
        "contested": _("Contested"),
        "unknown": _("Unknown"),
    }
