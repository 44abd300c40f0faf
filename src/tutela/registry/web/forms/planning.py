"""What somebody plans, to be compared with what exists."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tutela.registry.engine.record import Activity, Presence, Proficiency, Site
from tutela.registry.engine.vocabulary import vocabulary
from tutela.registry.web.presenters import words
from tutela.registry.web.presenters.narrowing import state_choices

MOST_SEATS = 100_000


def _date(label: Any) -> forms.DateField:
    return forms.DateField(
        label=label, required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": gettext_lazy("Enter a date as year-month-day.")},
    )


class PlanForm(forms.Form):
    """What is planned: one State, one topic, for whom, how far and when."""

    state = forms.ChoiceField(label=gettext_lazy("State"), error_messages={
        "required": gettext_lazy("Choose the State."),
    })
    topic = forms.ChoiceField(label=gettext_lazy("Topic"), error_messages={
        "required": gettext_lazy("Choose the topic."),
    })
    audience = forms.MultipleChoiceField(
        label=gettext_lazy("Audience"), required=False, widget=forms.CheckboxSelectMultiple,
    )
    level = forms.ChoiceField(label=gettext_lazy("Level"), required=False)
    language = forms.ChoiceField(label=gettext_lazy("Language"), required=False)
    town = forms.CharField(label=gettext_lazy("Town"), required=False, max_length=100)
    starts = _date(gettext_lazy("First day"))
    ends = _date(gettext_lazy("Last day"))
    seats = forms.IntegerField(
        label=gettext_lazy("Seats"), required=False, min_value=1, max_value=MOST_SEATS,
    )

    def __init__(self, *args: Any, **kw: Any) -> None:
        super().__init__(*args, **kw)
        tables: Mapping[str, list[tuple[str, str]]] = {
            "state": state_choices(),
            "topic": [(code, words.topics()[code]) for code in vocabulary().topics],
            "level": list(words.levels().items()),
            "language": [one for one in words.languages().items() if one[0] != "other"],
        }
        for name, choices in tables.items():
            field = self.fields[name]
            field.choices = [  # type: ignore[attr-defined]
                ("", _("Choose one") if field.required else _("Not decided")), *choices,
            ]
        self.fields["audience"].choices = [  # type: ignore[attr-defined]
            (code, words.audiences()[code]) for code in vocabulary().audiences
        ]

    def clean(self) -> dict[str, Any]:
        """See that the last day is not before the first."""
        found = super().clean() or {}
        first, last = found.get("starts"), found.get("ends")
        if first and last and last < first:
            self.add_error("ends", _("The last day is before the first. Enter a later one."))
        return found

    def planned(self) -> Activity:
        """Return it as an activity without a key."""
        given = self.cleaned_data
        level, spoken = given["level"], given["language"]
        return Activity(
            identifier="", titles={}, sites=(Site(state=given["state"], town=given["town"]),),
            topics=(given["topic"],), audiences=tuple(sorted(given["audience"])),
            proficiency=Proficiency(level) if level else None,
            languages=(spoken,) if spoken else (), starts=given["starts"], ends=given["ends"],
            seats=given["seats"], presence=Presence.ONSITE if given["town"] else None,
        )
