"""Forms for setting a plan up: its time, States, money, trainers, rules, needs."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tutela.people.engine.states import is_state
from tutela.planning.engine.problem import Fund, PlannedState

Choices = Sequence[tuple[str, Any]]
_WHOLE = {"required": _("Enter a whole number."), "invalid": _("Enter a whole number.")}
_MOST = 2_000_000_000


def whole(label: Any, *, least: int = 0, most: int = _MOST, **more: Any) -> forms.IntegerField:
    """Return a field for a whole number."""
    return forms.IntegerField(
        label=label, min_value=least, max_value=most, error_messages=_WHOLE, **more
    )


class PlanForm(forms.Form):
    """Title and time of a plan."""

    title = forms.CharField(
        label=_("Title"), max_length=150, help_text=_("Such as “Inner Sea region, 2027 and 2028”."),
        error_messages={"required": _("Enter a title.")},
    )
    region = forms.CharField(label=_("Region"), max_length=150, required=False)
    first_year = whole(_("First year"), least=2000, most=2100)
    first_quarter = forms.TypedChoiceField(
        label=_("First quarter"), coerce=int,
        choices=[(1, _("January to March")), (2, _("April to June")),
                 (3, _("July to September")), (4, _("October to December"))],
    )
    quarters = whole(
        _("Number of quarters"), least=1, most=16, help_text=_("Eight quarters are two years."),
    )
    currency = forms.RegexField(
        label=_("Currency"), regex=r"^[A-Z]{3}$",
        help_text=_("Three letters, such as USD. All amounts of the plan are in it."),
        error_messages={"required": _("Enter three letters, such as USD."),
                        "invalid": _("Enter three letters, such as USD.")},
    )


class StatesForm(forms.Form):
    """States to add, all of one region."""

    states = forms.MultipleChoiceField(
        label=_("States"), widget=forms.CheckboxSelectMultiple, required=False,
    )
    others = forms.CharField(
        label=_("Other States"), required=False,
        help_text=_("Their codes of three letters, with spaces between them."),
    )
    region = forms.CharField(
        label=_("Region"), max_length=80,
        help_text=_("States of one region can be trained together."),
        error_messages={"required": _("Enter the name of their region.")},
    )
    language = forms.ChoiceField(label=_("Language their officials are trained in"))

    def __init__(self, *args: Any, states: Choices, languages: Choices, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["states"].choices = list(states)  # type: ignore[attr-defined]
        self.fields["language"].choices = list(languages)  # type: ignore[attr-defined]
        if not states:
            del self.fields["states"]

    def clean_others(self) -> list[str]:
        """Return the codes that were typed."""
        codes = re.split(r"[\s,;]+", self.cleaned_data["others"].strip().upper())
        wrong = [code for code in codes if code and not is_state(code)]
        if wrong:
            raise forms.ValidationError(
                _("%(code)s is no code of a State. Use three letters after ISO 3166-1."),
                params={"code": wrong[0]},
            )
        return [code for code in codes if code]

    def clean(self) -> dict[str, Any]:
        """Ask for at least one State."""
        found = super().clean() or self.cleaned_data
        if not self.errors and not self.codes():
            raise forms.ValidationError(_("Choose at least one State, or enter its code."))
        return found

    def codes(self) -> list[str]:
        """Return the codes of the States to add, each once."""
        chosen = [*self.cleaned_data.get("states", ()), *self.cleaned_data.get("others", ())]
        return list(dict.fromkeys(chosen))


class StateForm(forms.Form):
    """How one State takes part."""

    region = forms.ChoiceField(label=_("Region"))
    new_region = forms.CharField(
        label=_("Or a new region"), max_length=80, required=False,
    )
    language = forms.ChoiceField(label=_("Language its officials are trained in"))
    weight = forms.FloatField(
        label=_("Weight of its needs"), min_value=0.1, max_value=10,
        help_text=_("1 is usual; 2 lets its needs count twice."),
        error_messages={"required": _("Enter a number from 0.1 to 10."),
                        "invalid": _("Enter a number from 0.1 to 10.")},
    )
    capacity = whole(
        _("Activities it can take part in each quarter"), least=0, most=50,
    )
    pilot = forms.BooleanField(
        label=_("Pilot: served before the other States"), required=False,
    )
    asks = forms.ChoiceField(
        label=_("What the State asks for"), widget=forms.RadioSelect,
        choices=[("everything", _("Whatever serves its needs")),
                 ("chosen", _("Only the activities marked below")),
                 ("nothing", _("Nothing yet"))],
    )
    types = forms.MultipleChoiceField(
        label=_("Activities it asks for"), widget=forms.CheckboxSelectMultiple, required=False,
    )

    def __init__(
        self, *args: Any, regions: Choices, languages: Choices, types: Choices, asked: bool,
        **more: Any,
    ) -> None:
        super().__init__(*args, **more)
        self.fields["region"].choices = list(regions)  # type: ignore[attr-defined]
        self.fields["language"].choices = list(languages)  # type: ignore[attr-defined]
        self.fields["types"].choices = list(types)  # type: ignore[attr-defined]
        if asked:  # the State says it itself
            del self.fields["asks"], self.fields["types"]

    def state(self, before: PlannedState) -> PlannedState:
        """Return the State as it takes part from now on."""
        data = self.cleaned_data
        requests = before.requests
        if "asks" in data:
            asked = {"everything": None, "nothing": frozenset[str]()}
            requests = asked.get(data["asks"], frozenset(data["types"]))
        return PlannedState(
            code=before.code, name=before.name, language=data["language"],
            region=region_code(data["new_region"]) if data["new_region"] else data["region"],
            weight=data["weight"], capacity=data["capacity"], pilot=data["pilot"],
            requests=requests,
        )


def region_code(name: str) -> str:
    """Make the code of a region from its name.

    >>> region_code("Inner Sea!"), region_code("014")
    ('inner-sea', '014')
    """
    return re.sub(r"\W+", "-", name.strip().lower()).strip("-") or "region"


class FundForm(forms.Form):
    """One fund and what it may be spent on."""

    name = forms.CharField(label=_("Name"), max_length=100,
                           error_messages={"required": _("Enter the name of the fund.")})
    amount = whole(_("Sum of money"), least=1)
    quarter = whole(
        _("Most that can be spent in one quarter"), least=1, required=False,
    )
    regions = forms.MultipleChoiceField(
        label=_("Only for regions"), widget=forms.CheckboxSelectMultiple, required=False,
    )
    areas = forms.MultipleChoiceField(
        label=_("Only for need areas"), widget=forms.CheckboxSelectMultiple, required=False,
    )
    states = forms.MultipleChoiceField(
        label=_("Only for States"), widget=forms.CheckboxSelectMultiple, required=False,
    )
    types = forms.MultipleChoiceField(
        label=_("Only for activities"), widget=forms.CheckboxSelectMultiple, required=False,
    )

    def __init__(self, *args: Any, choices: Mapping[str, Choices], **more: Any) -> None:
        super().__init__(*args, **more)
        for name, listed in choices.items():
            self.fields[name].choices = list(listed)  # type: ignore[attr-defined]

    def fund(self, *, code: str, quarters: int) -> Fund:
        """Return the fund under a code."""
        data = self.cleaned_data
        most = data["quarter"]
        sets = {name: frozenset(data[name]) for name in ("states", "regions", "types", "areas")}
        return Fund(code=code, name=data["name"], amount=data["amount"],
                    by_quarter=(most,) * quarters if most else (), **sets)


class TrainersForm(forms.Form):
    """Trainer-days a quarter, one field a language."""

    def __init__(
        self, *args: Any, languages: Choices, present: Mapping[str, int], **more: Any
    ) -> None:
        super().__init__(*args, **more)
        for code, name in languages:
            self.fields[code] = whole(name, most=100_000, required=False,
                                      initial=present.get(code, 0))

    def days(self) -> dict[str, int]:
        """Return trainer-days by language."""
        return {code: days or 0 for code, days in self.cleaned_data.items()}


class RulesForm(forms.Form):
    """Floors by region, the window of the registry, and activities left out."""

    months = whole(
        _("Months in which the registry counts as covering"), least=0, most=60,
        help_text=_("Training that ran or will run so near is not planned again."),
    )
    left_out = forms.MultipleChoiceField(
        label=_("Activities that are not planned at all"), required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(
        self, *args: Any, regions: Choices, floors: Mapping[str, int], types: Choices, **more: Any
    ) -> None:
        super().__init__(*args, **more)
        self.fields["left_out"].choices = list(types)  # type: ignore[attr-defined]
        self._floors = {f"floor-{code}": code for code, _name in regions}
        first = {
            f"floor-{code}": whole(name, most=10_000, required=False,
                                   initial=floors.get(code, 0))
            for code, name in regions
        }
        self.fields = {**first, **self.fields}

    def floors(self) -> dict[str, int]:
        """Return the least number of places by region."""
        return {code: self.cleaned_data[name] or 0 for name, code in self._floors.items()}


class NeedsForm(forms.Form):
    """Where the needs come from."""

    source = forms.ChoiceField(
        label=_("Where the needs come from"), widget=forms.RadioSelect,
        choices=[("shared", _("What States share with the programme")),
                 ("file", _("A file"))],
        error_messages={"required": _("Choose where the needs come from.")},
    )
    file = forms.FileField(
        label=_("File"), required=False,
        help_text=_("JSON of “tutela needs score --json”, shared results, or a planning problem."),
    )


class NoteForm(forms.Form):
    """What was changed before solving."""

    note = forms.CharField(
        label=_("What changed"), max_length=300, required=False,
        help_text=_("One line that tells this version from the others."),
    )
    near = forms.BooleanField(
        label=_("Stay close to the newest version"), required=False,
        help_text=_("After a decision by hand: what it does not touch changes only for a clear "
                    "gain."),
    )

    def __init__(self, *args: Any, again: bool = True, **more: Any) -> None:
        super().__init__(*args, **more)
        if not again:
            del self.fields["near"]
