"""The form of an activity; ``forms.drafting`` turns it into an activity and back."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tutela.foundation.language import CODES
from tutela.registry.engine.vocabulary import vocabulary
from tutela.registry.web.forms import choices
from tutela.registry.web.presenters import words

MOST_ROWS = 60
"""Most places, and most organisations, that the form holds."""


class ActivityForm(forms.Form):
    """Everything one may say of an activity.

    Titles and descriptions have a field for each language, ``title_fr``; places and organisations
    a group of fields for each row, ``state_0`` and ``town_0``.
    """

    def __init__(
        self, *args: Any, spoken: str, further: Sequence[str] = (), places: int = 2,
        partners: int = 2, purpose: str = "own", **kw: Any,
    ) -> None:
        super().__init__(*args, **kw)
        self.codes = [spoken, *(code for code in (*CODES, *further) if code != spoken)]
        self.places, self.partners = min(places, MOST_ROWS), min(partners, MOST_ROWS)
        self.purpose = purpose
        self._add_words()
        self._add_subject()
        self._add_places()
        self._add_people()
        self._add_decision()

    def _add_words(self) -> None:
        first, *others = self.codes
        elsewhere = any(self.data.get(f"title_{code}", "").strip() for code in others)
        named = {**words.languages(), "und": _("language not stated")}
        for code in self.codes:
            name = named.get(code, code)
            self.fields[f"title_{code}"] = choices.text(
                _("Title"), required=code == first and not elsewhere,
                error_messages={"required": _("Enter a title.")},
            )
            self.fields[f"summary_{code}"] = choices.text(
                _("Description"), longest=20_000, rows=4,
                help_text=_("What people learn or get, in a few sentences.")
                if code == first else "",
            )
            for field in ("title", "summary"):
                self.fields[f"{field}_{code}"].tongue = name  # type: ignore[attr-defined]
        self.fields["sort"] = forms.ChoiceField(
            label=_("Kind of activity"), choices=list(words.sorts().items()),
            widget=forms.Select(attrs={"class": "w-medium"}),
        )

    def _add_subject(self) -> None:
        known = vocabulary()
        self.fields["topics"] = choices.several(_("Topics"), words.topics().items())
        self.fields["audiences"] = choices.several(
            _("Audience"), [(code, words.audiences()[code]) for code in known.audiences]
        )
        self.fields["proficiency"] = choices.one_of(
            _("Level"), words.levels().items(), help_text=_("How far it takes people."),
        )
        self.fields["languages"] = choices.several(
            _("Languages it is given in"), choices.languages()
        )

    def _add_places(self) -> None:
        listed = [("", _("No State")), *choices.states()]
        for number in range(self.places):
            self.fields[f"state_{number}"] = forms.ChoiceField(
                label=_("State"), choices=listed, required=False
            )
            self.fields[f"town_{number}"] = choices.text(_("Town or place"), longest=200)
        self.fields["presence"] = choices.one_of(_("Presence"), words.presences().items())
        self.fields["starts"] = choices.day(_("First day"))
        self.fields["ends"] = choices.day(_("Last day"))
        self.fields["status"] = choices.one_of(_("Status"), words.statuses().items())
        self.fields["seats"] = choices.count(_("Seats"))
        self.fields["attendance"] = choices.count(_("People who took part"))

    def _add_people(self) -> None:
        for number in range(self.partners):
            self.fields[f"party_{number}"] = choices.text(_("Organisation"), longest=300)
            self.fields[f"role_{number}"] = forms.ChoiceField(
                label=_("What it does"), choices=list(words.roles().items()), required=False
            )
            self.fields[f"party_key_{number}"] = choices.text(
                _("IATI identifier"), longest=200
            )
        self.fields["cost_band"] = choices.one_of(
            _("What it costs to take part"), words.cost_bands().items()
        )
        self.fields["budget"] = forms.DecimalField(
            label=_("Budget"), required=False, max_digits=18, decimal_places=2,
            help_text=_("Of the whole activity, in figures."),
            error_messages={"invalid": _("Enter an amount in figures, such as 48000.")},
            widget=forms.NumberInput(attrs={"class": "w-medium", "step": "any"}),
        )
        self.fields["currency"] = choices.text(
            _("Currency"), longest=3, help_text=_("Three letters, such as USD."),
        )
        self.fields["currency"].widget.attrs["class"] = "w-short"
        self.fields["contact"] = choices.text(
            _("Contact"), longest=500, help_text=_("A public address of an office, not of a "
                                                    "person at home."))
        self.fields["url"] = choices.text(_("Web page"), longest=2000)
        self.fields["parent"] = choices.text(
            _("Part of"), longest=500, help_text=_("Key of the programme it belongs to."),
        )
        self.fields["evaluation"] = choices.text(
            _("Result of the evaluation"), longest=5000, rows=3
        )

    def _add_decision(self) -> None:
        if self.purpose in {"own", "edit"}:
            self.fields["visibility"] = forms.ChoiceField(
                label=_("Who sees it"), widget=forms.RadioSelect, initial="shared",
                choices=[("shared", _("Everyone who is signed in")),
                         ("own", _("Only your organisation"))],
            )
        if self.purpose in {"edit", "suggest", "propose"}:
            self.fields["why"] = choices.text(
                _("Why"), longest=500, rows=2, required=True,
                help_text=_("It is kept with the record, so that others understand."),
                error_messages={"required": _("Say why, in a sentence.")},
            )
