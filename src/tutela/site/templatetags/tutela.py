"""Tags and filters for every page: ``{% load tutela %}``.

Signs: ``{% icon "key" %}``, ``{% level 3 %}``, ``{% state "contested" %}``,
``{% state "contested" "2 to settle" %}``, ``{% statebar counts %}``, ``{% swatch "asserted" %}``,
``{% agebar 0.45 %}``. Values in the reader's language: ``{{ day|day }}``, ``{{ moment|moment }}``,
``{{ n|number }}``, ``{{ n|number:1 }}``, ``{{ share|share }}``, ``{{ kilobytes|size }}``.
Codes, addresses and file names inside any language: ``{{ "C05"|code }}``.
Figures: ``{% drawing d "figure-wide" %}``, and their numbers: ``{% drawing_table d.table %}``.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, get_language_bidi, pgettext_lazy
from django.utils.translation import gettext as _

from tutela.documents.blocks import Drawing, Strip, Table, Text
from tutela.foundation.language import Language, from_tag, language
from tutela.site import signs

register = template.Library()
_MEGABYTE = 1_000_000

_STATE_ICONS = {
    "verified": "patch-check-fill",
    "evidenced": "paperclip",
    "asserted": "chat-left-text",
    "contested": "exclamation-diamond-fill",
    "unknown": "question-circle",
    "not-applicable": "circle",
    "warn": "exclamation-triangle-fill",
    "good": "check-circle-fill",
}
_STATE_WORDS = {
    "verified": pgettext_lazy("state of an answer", "Verified"),
    "evidenced": pgettext_lazy("state of an answer", "With evidence"),
    "asserted": pgettext_lazy("state of an answer", "Stated only"),
    "contested": pgettext_lazy("state of an answer", "Agencies disagree"),
    "unknown": pgettext_lazy("state of an answer", "Unknown"),
    "not-applicable": pgettext_lazy("state of an answer", "Does not apply"),
}


def _spoken() -> Language:
    return language(from_tag(get_language()))


def _safe(markup: str) -> SafeString:
    return mark_safe(markup)  # noqa: S308 - drawn by signs from numbers and file names of ours


def state_words(state: str) -> str:
    """Say the state of an answer in the reader's language."""
    return str(_STATE_WORDS[state])


@register.simple_tag
def icon(name: str) -> SafeString:
    """Draw an icon; a word must stand beside it."""
    return _safe(signs.icon(name))


@register.simple_tag
def level(value: int | None) -> SafeString:
    """Draw the sign of a level 0..4, or of unknown for None."""
    return _safe(signs.level(value))


@register.simple_tag
def state(name: str, words: str = "") -> SafeString:
    """Write a state as icon and word; other words may take the place of the usual ones."""
    return format_html('<span class="state state-{}">{}{}</span>', name,
                       _safe(signs.icon(_STATE_ICONS[name])), words or state_words(name))


@register.simple_tag
def statebar(counts: Mapping[str, int], size: str = "") -> SafeString:
    """Draw a bar of answer states from a mapping of state to number; size "large" for a head."""
    ordered = [(name, counts.get(name, 0)) for name in signs.STATE_ORDER]
    width, height = (720, 20) if size == "large" else (240, 10)
    bar = signs.statebar(ordered, rtl=get_language_bidi(), width=width, height=height)
    return _safe(f'<div class="statebar-lg">{bar}</div>' if size == "large" else bar)


@register.inclusion_tag("parts/tally.html")
def tally(counts: Mapping[str, int]) -> dict[str, Any]:
    """List the numbers behind a bar of answer states."""
    names = [name for name in signs.STATE_ORDER if counts.get(name) or name != "not-applicable"]
    return {"rows": [(name, state_words(name), counts.get(name, 0)) for name in names]}


@register.simple_tag
def swatch(name: str) -> SafeString:
    """Draw the square of a legend for a state."""
    return _safe(signs.swatch(name))


@register.simple_tag
def agebar(share_left: float) -> SafeString:
    """Draw what evidence still weighs, share 0..1."""
    return _safe(signs.agebar(share_left, rtl=get_language_bidi()))


@register.filter
def day(value: date | None) -> str:
    """Write a full date; nothing for None."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = timezone.localtime(value).date()
    return _spoken().date(value)


@register.filter
def moment(value: datetime | None) -> str:
    """Write a date and time in the time zone of the installation; nothing for None."""
    if value is None:
        return ""
    local = timezone.localtime(value)
    return _("{day}, {time}").format(day=_spoken().date(local.date()), time=f"{local:%H:%M}")


@register.filter
def number(value: float | None, places: int = 0) -> str:
    """Write a number with the separators of the reader's language; nothing for None."""
    return "" if value is None else _spoken().number(value, places)


@register.filter
def share(value: float | None, places: int = 0) -> str:
    """Write a share 0..1 as per cent; nothing for None."""
    return "" if value is None else _spoken().share(value, places)


@register.filter
def size(octets: int) -> str:
    """Write the size of a file in kB or MB."""
    if octets < _MEGABYTE:
        return _("{number} kB").format(number=_spoken().number(max(octets / 1000, 1)))
    return _("{number} MB").format(number=_spoken().number(octets / _MEGABYTE, 1))


@register.filter
def code(value: object) -> SafeString:
    """Set a code, address or file name apart, left to right, so that its marks do not move."""
    return format_html('<bdi dir="ltr">{}</bdi>', value)


@register.simple_tag
def drawing(figure: Drawing, name: str = "") -> SafeString:
    """Put a figure into the page, with a class that shows it at one width only."""
    svg = figure.svg.replace("<svg ", f'<svg class="figure {name}" ', 1)
    return mark_safe(svg)  # noqa: S308 - drawn here; words in it were escaped by the canvas


@register.inclusion_tag("parts/figure_table.html")
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
