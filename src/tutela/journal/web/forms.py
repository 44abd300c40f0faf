"""Choose which entries of the journal are shown."""

from datetime import UTC, datetime, time, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class FilterForm(forms.Form):
    """Action and days; every field may stay empty."""

    action = forms.ChoiceField(label=gettext_lazy("Action"), required=False)
    since = forms.DateField(
        label=gettext_lazy("From this day"), required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    until = forms.DateField(
        label=gettext_lazy("To this day"), required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
    )

    def __init__(self, *args: Any, actions: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("Every action")), *((action, action) for action in actions)]
        self.fields["action"].choices = choices  # type: ignore[attr-defined] # a ChoiceField

    def chosen(self) -> dict[str, Any]:
        """Return what the query takes; the last day is included."""
        if not self.is_valid():
            return {}
        given = self.cleaned_data
        since, until = given["since"], given["until"]
        return {
            "action": given["action"],
            "since": since and datetime.combine(since, time(), UTC),
            "until": until and datetime.combine(until + timedelta(days=1), time(), UTC),
        }
