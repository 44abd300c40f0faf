"""Forms for digests and for keys."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tutela.registry.web.forms import choices
from tutela.registry.web.forms.resources import multiple

FREQUENCIES = {"daily": _("Every day"), "weekly": _("Every week"), "monthly": _("Every month")}
SCOPES = {
    "read:activities": _("Read shared activities"), "read:materials": _("Read shared materials"),
    "read:experts": _("Read experts who agreed to be seen by everyone"),
}
OFFERED = ("read:activities", "read:materials")
"""Rights that an address of the interface asks for."""
_HELD = timedelta(days=365)


class WatchForm(forms.Form):
    """What to be told about, and how often."""

    def __init__(self, *args: Any, **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.fields["states"] = multiple(
            _("States"), choices.states(),
            help_text=_("Choose none for all. Hold Ctrl or Command to choose several."),
        )
        self.fields["topics"] = choices.several(
            _("Topics"), choices.topics(), help_text=_("Choose none for all.")
        )
        self.fields["frequency"] = forms.ChoiceField(
            label=_("How often"), choices=list(FREQUENCIES.items()), initial="weekly",
            widget=forms.RadioSelect,
        )


class KeyForm(forms.Form):
    """A key for another system."""

    name = choices.text(
        _("What the key is for"), longest=100, required=True,
        help_text=_("Such as the name of the system that will use it."),
        error_messages={"required": _("Enter what the key is for.")},
    )
    scopes = forms.MultipleChoiceField(
        label=_("What it allows"), choices=[pair for pair in SCOPES.items() if pair[0] in OFFERED],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one right.")},
    )
    expires = choices.day(_("Last day"), required=True)

    def __init__(self, *args: Any, today: date, **kw: Any) -> None:
        kw["initial"] = {"expires": today + _HELD, "scopes": ["read:activities"]}
        self.today = today
        super().__init__(*args, **kw)

    def clean_expires(self) -> date:
        """Refuse a day that has passed."""
        day: date = self.cleaned_data["expires"]
        if day < self.today:
            raise forms.ValidationError(_("Choose a day from today on."))
        return day
