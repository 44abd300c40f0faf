"""Forms for decisions by hand, approval, progress, requests and the catalogue."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tutela.planning.engine.catalogue import ActivityType
from tutela.planning.engine.problem import Pin
from tutela.planning.store.operations.types import NUMBERS
from tutela.planning.web.forms.setup import Choices, whole


class PinForm(forms.Form):
    """One decision by hand about one type."""

    where = forms.ChoiceField(label=_("Where"))
    rule = forms.ChoiceField(
        label=_("Decision"), widget=forms.RadioSelect,
        choices=[("in", _("It must be in the plan")), ("out", _("It must not be in the plan")),
                 ("at", _("If it is in the plan, then in this quarter:"))],
        error_messages={"required": _("Choose what you decide.")},
    )
    quarter = forms.TypedChoiceField(label=_("Quarter"), coerce=int, required=False,
                                     empty_value=None)

    def __init__(self, *args: Any, places: Choices, quarters: Sequence[str], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["where"].choices = list(places)  # type: ignore[attr-defined]
        self.fields["quarter"].choices = list(enumerate(quarters))  # type: ignore[attr-defined]

    def pin(self, kind: str) -> Pin:
        """Return the decision about a type."""
        sort, _mark, code = self.cleaned_data["where"].partition(":")
        timed = self.cleaned_data["rule"] == "at"
        return Pin(
            type=kind, rule=self.cleaned_data["rule"], state=code if sort == "state" else "",
            region=code if sort == "region" else "",
            quarter=(self.cleaned_data["quarter"] or 0) if timed else 0,
        )


class DecisionForm(forms.Form):
    """Approve, or return with a reason."""

    decision = forms.ChoiceField(
        label=_("Your decision"), widget=forms.RadioSelect,
        choices=[("approve", _("Approve this version")), ("return", _("Return it"))],
        error_messages={"required": _("Choose your decision.")},
    )
    reason = forms.CharField(
        label=_("Reason"), required=False, max_length=2000, widget=forms.Textarea({"rows": 4}),
        help_text=_("Needed when you return it. The planner and the journal keep it."),
    )


class ActualForm(forms.Form):
    """How one delivery went."""

    progress = forms.ChoiceField(
        label=_("How far it is"), widget=forms.RadioSelect,
        choices=[("planned", _("Not begun")), ("started", _("Begun")), ("done", _("Done")),
                 ("cancelled", _("Cancelled"))],
    )
    people = whole(_("People trained"), most=1_000_000, required=False)
    cost = whole(_("Cost"), required=False)
    ended = forms.DateField(
        label=_("Last day"), required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("Enter a date as year-month-day, such as 2026-11-23.")},
    )
    note_text = forms.CharField(
        label=_("Note"), required=False, max_length=500, widget=forms.Textarea({"rows": 3}),
    )


class RequestForm(forms.Form):
    """What a State asks for."""

    asks = forms.ChoiceField(
        label=_("What your State asks for"), widget=forms.RadioSelect,
        choices=[("everything", _("Whatever serves our needs")),
                 ("chosen", _("Only the activities marked below")),
                 ("nothing", _("Nothing now: our earlier request is withdrawn"))],
        error_messages={"required": _("Choose what your State asks for.")},
    )
    types = forms.MultipleChoiceField(
        label=_("Activities"), required=False, widget=forms.CheckboxSelectMultiple,
    )
    note_text = forms.CharField(
        label=_("Note for the programme"), required=False, max_length=500,
        widget=forms.Textarea({"rows": 3}),
    )

    def __init__(self, *args: Any, types: Choices, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["types"].choices = list(types)  # type: ignore[attr-defined]


_NUMBER_WORDS = {
    "days": _("Length of one delivery, in working days"),
    "seats": _("Places in one delivery"),
    "trainer_days": _("Trainer-days of one delivery"),
    "most_states": _("States that one delivery can serve"),
    "fixed_cost": _("Cost of one delivery, USD"),
    "state_cost": _("Further cost for each State, USD"),
}


class EditsForm(forms.Form):
    """A file of edits of the catalogue, to be looked at."""

    file = forms.FileField(
        label=_("File of changes"),
        help_text=_("TOML, as it is downloaded here. It takes the place of all present changes."),
        error_messages={"required": _("Choose a file."), "empty": _("The file is empty.")},
    )


class KeepEditsForm(forms.Form):
    """The same file again, to be kept, or all changes to be taken back."""

    text = forms.CharField(widget=forms.HiddenInput, required=False, strip=False)
    stamp = forms.CharField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("Where these changes come from"), max_length=500,
        error_messages={"required": _("Say where the changes come from.")},
    )


class TypeForm(forms.Form):
    """Numbers of one activity type."""

    def __init__(
        self, *args: Any, kind: ActivityType, names: Mapping[str, str], **more: Any
    ) -> None:
        super().__init__(*args, **more)
        for name, (least, most) in NUMBERS.items():
            self.fields[name] = whole(
                _NUMBER_WORDS[name], least=least, most=most, initial=getattr(kind, name)
            )
        self._effects = dict(kind.effects)
        for code, effect in kind.effects.items():
            self.fields[f"effect-{code}"] = forms.FloatField(
                label=names[code], min_value=0, max_value=4, initial=effect.levels,
                help_text=_("Levels by which it rises; 0 takes the effect away."),
                error_messages={"required": _("Enter a number from 0 to 4."),
                                "invalid": _("Enter a number from 0 to 4.")},
            )
        self.fields["reason"] = forms.CharField(
            label=_("Where these numbers come from"), max_length=500,
            error_messages={"required": _("Say where the new numbers come from.")},
        )

    def values(self) -> dict[str, Any]:
        """Return the numbers, effects under their own key."""
        data = self.cleaned_data
        effects = {
            code: {
                "levels": data[f"effect-{code}"], "ceiling": before.ceiling,
                "basis": before.basis if data[f"effect-{code}"] == before.levels
                else data["reason"][:200],
            }
            for code, before in self._effects.items() if data[f"effect-{code}"]
        }
        return {name: data[name] for name in NUMBERS} | {"effects": effects}
