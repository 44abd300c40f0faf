"""Readings of the registry. Each takes the viewer and returns only what the viewer may see.

``searching`` finds activities and counts facets; ``records`` reads one, and what is shared, for
exports; ``similar`` finds its likes; ``overview`` has calendar, timeline, matrix, provider and
State; ``coverage`` tells what is covered; ``desk`` what waits for a decision; ``resources``
materials and experts.
"""
