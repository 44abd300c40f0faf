"""Tags of the registry: ``{% drawing d "figure-wide" %}`` and ``{% drawing_table t %}``."""

from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe

from tutela.documents.blocks import Drawing, Strip, Table, Text

register = template.Library()


@register.simple_tag
def drawing(figure: Drawing, name: str = "") -> SafeString:
    """Put a figure into the page, with a class that shows it at one width only."""
    svg = figure.svg.replace("<svg ", f'<svg class="figure {name}" ', 1)
    return mark_safe(svg)  # noqa: S308 - drawn here; words in it were escaped by the canvas


@register.inclusion_tag("registry/part_table.html")
def drawing_table(table: Table) -> dict[str, Any]:
    """Write the numbers of a figure as a table."""
    columns = [(_plain(column.title), column.numeric) for column in table.columns]
    rows = [
        [(words, _plain(cell), numeric)
         for cell, (words, numeric) in zip(row, columns, strict=True)]
        for row in table.rows
    ]
    return {"caption": _plain(table.caption), "columns": columns, "rows": rows}


def _plain(text: Text | Strip) -> str:
    if isinstance(text, Strip):
        return ""  # other cells of the row hold its numbers
    if isinstance(text, str):
        return text
    return "".join(part if isinstance(part, str) else part.text for part in text)
