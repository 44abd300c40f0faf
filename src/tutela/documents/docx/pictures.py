"""Drawings as PNG, for programs that cannot show SVG; drawn by Typst with the shipped fonts."""

from math import ceil

import typst

from tutela.documents.blocks import Drawing
from tutela.documents.pdf import shipped_fonts
from tutela.documents.runs import printable

_SCALE = 3  # sharp on paper: 3 pixels for each CSS pixel
_SHEET = b"""
#set page(width: auto, height: auto, margin: 0pt, fill: white)
#image("drawing.svg", width: float(sys.inputs.width) * .75pt)
"""


def picture(drawing: Drawing) -> bytes:
    """Return a drawing as PNG, three pixels for each CSS pixel."""
    sources = {"main.typ": _SHEET, "drawing.svg": printable(drawing.svg).encode()}
    compiler = typst.Compiler(
        sources, font_paths=shipped_fonts(), sys_inputs={"width": str(ceil(drawing.width))}
    )
    made: bytes = compiler.compile(format="png", ppi=96.0 * _SCALE)
    return made
