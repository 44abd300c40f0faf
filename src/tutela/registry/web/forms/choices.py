"""Fields that several forms of the registry share."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tutela.foundation.country import countries
from tutela.pages.request import spoken
from tutela.people.engine.states import INVENTED, state_name
from tutela.registry.engine.vocabulary import vocabulary
from tutela.registry.web.presenters import values, words

DATE_ERRORS = {
    "required": _("Enter a date."),
    "invalid": _("Enter a date as year-month-day, such as 2026-11-23."),
}
NUMBER_ERRORS = {
    "invalid": _("Enter a whole number, such as 24, or leave the field empty."),
    "min_value": _("Enter a number that is not below zero, or leave the field empty."),
}


def day(label: Any, **extra: Any) -> forms.DateField:
    """Return a field for a day."""
    return forms.DateField(
        label=label, required=extra.pop("required", False), error_messages=DATE_ERRORS,
        widget=forms.DateInput(attrs={"type": "date", "class": "w-medium"}, format="%Y-%m-%d"),
        **extra,
    )


def count(label: Any, **extra: Any) -> forms.IntegerField:
    """Return a field for a number of people."""
    return forms.IntegerField(
        label=label, required=False, min_value=0, max_value=10_000_000,
        error_messages=NUMBER_ERRORS, widget=forms.NumberInput(attrs={"class": "w-short"}), **extra,
    )


def text(label: Any, *, longest: int = 300, rows: int = 0, **extra: Any) -> forms.CharField:
    """Return a field for a line, or for some rows of text."""
    widget = forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput()
    return forms.CharField(
        label=label, required=extra.pop("required", False), max_length=longest, widget=widget,
        error_messages=extra.pop("error_messages", {}), **extra,
    )


def one_of(label: Any, rows: Any, **extra: Any) -> forms.ChoiceField:
    """Return a field for one of some values, or none of them."""
    listed = [("", _("Not stated")), *rows]
    return forms.ChoiceField(
        label=label, choices=listed, required=False,
        widget=forms.Select(attrs={"class": "w-medium"}), **extra,
    )


def several(label: Any, rows: Any, **extra: Any) -> forms.MultipleChoiceField:
    """Return a field for any of some values."""
    return forms.MultipleChoiceField(
        label=label, choices=list(rows), required=False,
        widget=forms.CheckboxSelectMultiple, **extra,
    )


def states() -> list[Any]:
    """Return the States by name in the language of the page; invented ones stand apart."""
    here = spoken()
    real = sorted(((code, state_name(code, here)) for code in countries()), key=_name)
    made = sorted(((code, state_name(code, here)) for code in INVENTED), key=_name)
    return [(_("States"), real), (_("Invented States, for exercises"), made)]


def _name(pair: tuple[str, str]) -> str:
    return pair[1].casefold()


def languages() -> list[tuple[str, str]]:
    """Return the languages that are counted, without "another"."""
    return [(code, name) for code, name in words.languages().items() if code != "other"]


def topics() -> list[Any]:
    """Return the topics by need area; one that belongs to several stands in the first."""
    known, named = vocabulary(), words.topics()
    return [
        (area, rows) for letter, area in values.areas().items()
        if (rows := [(code, named[code]) for code in known.topics
                     if known.areas(code)[0] == letter])
    ]
