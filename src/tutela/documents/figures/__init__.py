"""Figures as SVG, each with its words and its numbers; every function returns a Drawing."""

from tutela.documents.figures.barchart import Bar, bars
from tutela.documents.figures.gantt import GanttRow, gantt
from tutela.documents.figures.gapplot import GapRow, dots
from tutela.documents.figures.heatmap import HeatRow, heat
from tutela.documents.figures.levelgrid import GridRow, grid
from tutela.documents.figures.profile import Series, radar
from tutela.documents.figures.statebar import states
from tutela.documents.figures.tilemap import cells, tiles

__all__ = [
    "Bar", "GanttRow", "GapRow", "GridRow", "HeatRow", "Series", "bars", "cells", "dots", "gantt",
    "grid", "heat", "radar", "states", "tiles",
]
