"""Drawings as PNG, for programs that cannot show SVG; drawn by Typst with the shipped fonts."""

from math import ceil

from tutela.documents.blocks import Drawing
from tutela.documents.runs import printable_drawing
from tutela.documents.typesetter import typeset

_SCALE = 2  # pixels for each CSS pixel: sharp on paper, small in the file
_SHEET = b"""
#set page(width: auto, height: auto, margin: 0pt, fill: white)
#image("drawing.svg", width: float(sys.inputs.width) * .75pt)
"""


def picture(drawing: Drawing) -> bytes:
    """Return a drawing as PNG, two pixels for each CSS pixel."""
    sources = {"main.typ": _SHEET, "drawing.svg": printable_drawing(drawing.svg).encode()}
    return typeset(sources, {"width": str(ceil(drawing.width))}, format="png", ppi=96.0 * _SCALE)
