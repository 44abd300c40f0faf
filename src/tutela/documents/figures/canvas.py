"""A sheet on which figures are drawn: classes for the site, presentation attributes for print.

A class of the site's style sheet outranks a presentation attribute, so one file follows light
and dark on screen and keeps its colours on paper. Everything along the line is mirrored when
the language is written from right to left; text anchors are physical, because SVG renderers
disagree about ``direction``.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Literal

from tutela.documents.blocks import Drawing, Table
from tutela.documents.figures.measure import text_width
from tutela.documents.runs import clean, set_apart
from tutela.foundation.language import language

type Anchor = Literal["start", "middle", "end"]
type Form = Literal["wide", "page", "narrow"]

INK, INK_2, SURFACE, CORAL = "#191c43", "#4a4d71", "#ffffff", "#e4513f"
DATA = ("#dcdef1", "#b3b8e2", "#8188cb", "#4c53a8", "#1c2050")
_GREY, _SUNKEN, _GRID = "#8f8d9c", "#f3f0e9", "#e3dfd6"
FONTS = "Rubik, 'Noto Sans SC', sans-serif"
_FLIPPED: dict[Anchor, Anchor] = {"start": "end", "middle": "middle", "end": "start"}

LOOK: dict[str, dict[str, str]] = {
    "g-grid": {"stroke": _GRID, "stroke-width": "1"},
    "g-gap": {
        "stroke": DATA[2], "stroke-width": "1.5", "stroke-dasharray": "2 4",
        "stroke-linecap": "round",
    },
    "g-range": {"fill": DATA[1]},
    "g-region": {"stroke": INK_2, "stroke-width": "2.5"},
    "g-target": {"fill": SURFACE, "stroke": INK, "stroke-width": "1.75"},
    "g-dot": {"fill": DATA[4], "stroke": SURFACE, "stroke-width": "2"},
    "g-flag": {"fill": CORAL},
    "g-axis": {"fill": INK_2, "font-size": "13"},
    "g-name": {"fill": INK, "font-size": "15"},
    "g-strong": {"font-weight": "500"},
    "g-series": {"fill": "none", "stroke": DATA[3], "stroke-width": "2"},
    "t-na": {"stroke": _GREY, "stroke-width": "0.6"},
    "t-txt": {"fill": INK, "font-size": "8.5"},
    "t-on-2": {"fill": INK},
    "t-on-3": {"fill": SURFACE},
    "t-on-4": {"fill": SURFACE},
    "d-verified": {"fill": DATA[4]},
    "d-evidenced": {"fill": DATA[3]},
    "d-asserted": {"fill": DATA[1]},
    "d-contested": {"fill": CORAL},
    "d-fill": {"fill": DATA[3]},
    "d-track": {"fill": DATA[0]},
    "hatch-bg": {"fill": _SUNKEN},
    "hatch-line": {"stroke": _GREY, "stroke-width": "1.4"},
    **{f"t-{step}": {"fill": colour} for step, colour in enumerate(DATA)},
}


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


@dataclass(slots=True, kw_only=True)
class Canvas:
    """A sheet under construction.

    Attributes:
        name: Prefix of identifiers, so that two figures may stand on one page.
        code: Language.
        width: In CSS pixels.
        height: In CSS pixels; may grow until the sheet is finished.
        mirrored: Whether the line runs from right to left.
    """

    name: str
    code: str
    width: float
    height: float = 0
    mirrored: bool = field(default=False)
    parts: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.mirrored = language(self.code).rtl

    def x(self, along: float) -> float:
        """Return the place on the sheet of a place along the line."""
        return self.width - along if self.mirrored else along

    def rect(
        self, look: str, along: float, y: float, width: float, height: float, radius: float = 0
    ) -> None:
        """Draw a rectangle that begins at ``along``."""
        left = self.x(along + width) if self.mirrored else along
        fill = f' fill="url(#{self.name}-hatch)"' if look in {"hatch", "t-na"} else ""
        look = "" if look == "hatch" else look
        box = {"x": left, "y": y, "width": max(width, 0), "height": height, "rx": radius}
        self._add("rect", look, {name: value for name, value in box.items() if value}, fill)

    def line(self, look: str, start: tuple[float, float], end: tuple[float, float]) -> None:
        """Draw a straight line."""
        (x1, y1), (x2, y2) = start, end
        self._add("line", look, {"x1": self.x(x1), "y1": y1, "x2": self.x(x2), "y2": y2})

    def dot(self, look: str, along: float, y: float, radius: float = 6.5) -> None:
        """Draw a filled circle."""
        self._add("circle", look, {"cx": self.x(along), "cy": y, "r": radius})

    def diamond(self, look: str, along: float, y: float, radius: float = 7) -> None:
        """Draw a square that stands on its corner."""
        r, left = _number(radius), _number(self.x(along))
        shape = f' d="M{left} {_number(y - radius)} l{r} {r} -{r} {r} -{r} -{r} z"'
        self._add("path", look, {}, shape)

    def path(self, look: str, points: Sequence[tuple[float, float]]) -> None:
        """Draw a line through points."""
        steps = " L".join(f"{_number(self.x(x))} {_number(y)}" for x, y in points)
        self._add("path", look, {}, f' d="M{steps}"')

    def text(
        self, look: str, along: float, y: float, words: str, anchor: Anchor = "start"
    ) -> None:
        """Write a line of text; ``y`` is its baseline."""
        side = _FLIPPED[anchor] if self.mirrored else anchor
        shown = set_apart(clean(words).replace("\n", " "), rtl=self.mirrored)
        if self.mirrored:
            shown = f"\u2067{shown}\u2069"
        extra = f' text-anchor="{side}"' if side != "start" else ""
        place = {"x": self.x(along), "y": y}
        self._add("text", look, place, extra, escape(shown))

    def _add(
        self, tag: str, look: str, numbers: dict[str, float], extra: str = "", inner: str = ""
    ) -> None:
        paint: dict[str, str] = {}
        for name in look.split():
            paint |= LOOK.get(name, {})
        if "url(#" in extra:
            paint.pop("fill", None)
        look_text = f' class="{look}"' if look else ""
        shape = "".join(f' {name}="{_number(value)}"' for name, value in numbers.items())
        colours = "".join(f' {name}="{value}"' for name, value in paint.items())
        end = f">{inner}</{tag}>" if inner else "/>"
        self.parts.append(f"<{tag}{look_text}{shape}{extra}{colours}{end}")

    def legend(self, items: Sequence[tuple[str, str]], y: float) -> float:
        """Draw a key of signs and words, in as many lines as needed.

        Args:
            items: Pairs of look and words; the look is a class or one of dot, flag, target,
                region, square, range, hatch.
            y: Middle of the first line.

        Returns:
            The lower edge.
        """
        along = 0.0
        for look, words in items:
            wide = 30 + text_width(words, 13)
            if along and along + wide > self.width:
                along, y = 0.0, y + 24
            self._sign(look, along, y)
            self.text("g-axis", along + 26, y + 4.5, words)
            along += wide + 16
        return y + 14

    def _sign(self, look: str, along: float, y: float) -> None:
        match look:
            case "dot":
                self.dot("g-dot", along + 10, y)
            case "flag":
                self.dot("g-dot g-flag", along + 10, y)
            case "target":
                self.diamond("g-target", along + 10, y)
            case "region":
                self.line("g-region", (along + 10, y - 8), (along + 10, y + 8))
            case "square":
                self.rect("d-fill", along + 4.5, y - 5.5, 11, 11)
            case "range":
                self.rect("g-range", along, y - 6, 20, 12, 6)
            case _:
                self.rect(look, along + 2, y - 7, 16, 14, 3)

    def finish(self, *, title: str, alternative: str, table: Table, form: Form) -> Drawing:
        """Return the drawing."""
        own = "figure" if form == "page" else f"figure figure-{form}"
        width, height = _number(self.width), _number(self.height)
        head = (
            f'<svg xmlns="http://www.w3.org/2000/svg" class="{own}" viewBox="0 0 {width} {height}" '
            f'width="{width}" height="{height}" role="img" direction="ltr" '
            f'font-family="{FONTS}" lang="{self.code}" '
            f'aria-labelledby="{self.name}-t {self.name}-d">'
            f'<title id="{self.name}-t">{escape(clean(title))}</title>'
            f'<desc id="{self.name}-d">{escape(clean(alternative))}</desc>'
        )
        body = "".join(self.parts)
        hatch = _hatch(self.name) if f"#{self.name}-hatch" in body else ""
        return Drawing(
            svg=f"{head}{hatch}{body}</svg>", width=self.width, height=self.height,
            alternative=alternative, table=table,
        )


def _hatch(name: str) -> str:
    return (
        f'<defs><pattern id="{name}-hatch" width="6" height="6" patternUnits="userSpaceOnUse" '
        'patternTransform="rotate(45)">'
        f'<rect class="hatch-bg" width="6" height="6" fill="{_SUNKEN}"/>'
        f'<line class="hatch-line" x1="3" y1="0" x2="3" y2="6" stroke="{_GREY}" '
        'stroke-width="1.4"/></pattern></defs>'
    )
