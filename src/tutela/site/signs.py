"""Small signs drawn on the server: icons, level, bar of states, age of evidence.

Geometry stands in attributes and colour in classes, so that a strict Content-Security-Policy
holds and each sign follows light, dark and paper. All are decoration (``aria-hidden``): the
word or number stands beside them.
"""

import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

_HIDDEN = 'aria-hidden="true" focusable="false"'
STATE_ORDER = ("verified", "evidenced", "asserted", "contested", "not-applicable", "unknown")
"""States of an answer as a bar shows them, surest first."""


@cache
def icon(name: str) -> str:
    """Return one icon of the folder ``icons`` as inline SVG.

    Raises:
        KeyError: There is no such icon.
    """
    file = files("tutela.site").joinpath(f"icons/{name}.svg")
    if not re.fullmatch(r"[a-z0-9-]+", name) or not file.is_file():
        raise KeyError(name)
    shapes = re.search(r"<svg[^>]*>(.*)</svg>", file.read_text("utf-8"), re.DOTALL)
    if shapes is None:
        raise KeyError(name)
    inner = " ".join(shapes[1].split())
    return f'<svg class="icon" viewBox="0 0 16 16" {_HIDDEN}>{inner}</svg>'


def level(value: int | None) -> str:
    """Draw four rising steps, as many filled as the level 0..4; None draws the unknown sign."""
    steps = []
    for step in range(4):
        height = 4 + 4 * step
        kind = "lv-un" if value is None else "lv-on" if step < value else "lv-off"
        steps.append(f'<rect class="{kind}" x="{1 + step * 6}" y="{17 - height}" width="4" '
                     f'height="{height}" rx="1"/>')
    return (f'<svg class="level" viewBox="0 0 25 18" width="25" height="18" {_HIDDEN}>'
            f"{''.join(steps)}</svg>")


def statebar(counts: Iterable[tuple[str, int]], *, rtl: bool = False,
             width: int = 240, height: int = 10) -> str:
    """Draw a stacked bar of answer states.

    Args:
        counts: State and number of answers, in the order of the bar.
        rtl: Start at the right.
        width: Units of the drawing; the page stretches it.
        height: Units of the drawing.
    """
    parts = [(state, count) for state, count in counts if count > 0]
    total = sum(count for _, count in parts)
    pieces, start = [], 0.0
    for number, (state, count) in enumerate(parts, 1):
        share = width * count / total
        shown = share if number == len(parts) else max(share - 2, 0.5)
        left = width - start - shown if rtl else start
        fill = ' fill="url(#hatch)"' if state == "unknown" else ""
        pieces.append(f'<rect class="d-{state}" x="{left:.1f}" y="0" width="{shown:.1f}" '
                      f'height="{height}"{fill}/>')
        start += share
    return (f'<svg class="statebar" viewBox="0 0 {width} {height}" preserveAspectRatio="none" '
            f"{_HIDDEN}>{''.join(pieces)}</svg>")


def swatch(state: str) -> str:
    """Draw the little square that a legend puts before a state."""
    fill = ' fill="url(#hatch)"' if state == "unknown" else ""
    return (f'<svg width="14" height="14" {_HIDDEN}><rect class="d-{state}" width="14" '
            f'height="14" rx="3"{fill}/></svg>')


def agebar(share: float, *, rtl: bool = False) -> str:
    """Draw what a piece of evidence still weighs, share 0..1."""
    width = 60 * min(max(share, 0.0), 1.0)
    left = 60 - width if rtl else 0.0
    return (f'<svg class="agebar" viewBox="0 0 60 6" width="60" height="6" {_HIDDEN}>'
            '<rect class="d-track" width="60" height="6" rx="3"/>'
            f'<rect class="d-fill" x="{left:.1f}" width="{width:.1f}" height="6" rx="3"/></svg>')
