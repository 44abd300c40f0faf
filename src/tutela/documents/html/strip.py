"""A level on a line from 0 to 4, as SVG in a cell; the words stand in other cells."""

from tutela.documents.blocks import Strip
from tutela.documents.figures.canvas import Canvas

_WIDTH, _HEIGHT, _MARGIN = 128.0, 20.0, 8.0


def drawn(strip: Strip, code: str) -> str:
    """Return a strip as SVG that assistive technology passes over."""
    canvas = Canvas(name="strip", code=code, width=_WIDTH, height=_HEIGHT)
    middle = _HEIGHT / 2

    def along(level: float) -> float:
        return _MARGIN + (_WIDTH - 2 * _MARGIN) * level / 4

    for level in range(5):
        canvas.line("g-grid", (along(level), 0), (along(level), _HEIGHT))
    look = "d-track" if strip.level is None else "g-range"
    canvas.rect(look, along(strip.low), middle - 4, along(strip.high) - along(strip.low), 8, 4)
    if strip.level is not None and strip.target is not None and strip.target > strip.level:
        canvas.line("g-gap", (along(strip.level), middle), (along(strip.target), middle))
    if strip.target is not None:
        canvas.diamond("g-target", along(strip.target), middle, 5)
    if strip.level is not None:
        canvas.dot("g-dot", along(strip.level), middle, 5)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" aria-hidden="true" focusable="false" '
        f'viewBox="0 0 {_WIDTH:.0f} {_HEIGHT:.0f}" width="{_WIDTH:.0f}" '
        f'height="{_HEIGHT:.0f}">{"".join(canvas.parts)}</svg>'
    )
