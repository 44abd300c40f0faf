"""Forms of pre-training needs: opening one, answering one."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tutela.needs.engine.pretraining import Plan, SkillWords

_DATE_ERRORS = {
    "required": _("Enter a date."),
    "invalid": _("Enter a date as year-month-day, such as 2026-11-23."),
}


class CourseForm(forms.Form):
    """A planned course and whom to ask."""

    course = forms.CharField(
        label=_("Name of the course"), max_length=200,
        error_messages={"required": _("Enter the name of the course.")},
    )
    audience = forms.CharField(
        label=_("Who will be trained"), max_length=30,
        help_text=_("Such as “investigators” or “prosecutors”."),
        error_messages={"required": _("Enter who will be trained.")},
    )
    indicators = forms.MultipleChoiceField(
        label=_("Needs the course serves"), widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one need.")},
    )
    organisations = forms.TypedMultipleChoiceField(
        label=_("Whose trainees are asked"), widget=forms.CheckboxSelectMultiple, coerce=int,
        required=False, help_text=_("Trainees of your own organisation are always asked."),
    )
    closes = forms.DateField(
        label=_("Last day to answer"), error_messages=_DATE_ERRORS,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(
        self, *args: Any, needs: Sequence[tuple[str, str]],
        organisations: Sequence[tuple[int, str]], **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["indicators"].choices = list(needs)  # type: ignore[attr-defined]
        self.fields["organisations"].choices = list(organisations)  # type: ignore[attr-defined]
        if not organisations:
            del self.fields["organisations"]


class OpenChoice(forms.ChoiceField):
    """A choice that may wait: what is left out is asked again, not refused."""

    def validate(self, value: Any) -> None:
        """Refuse an unknown choice, not an empty one."""
        if value:
            super().validate(value)


class TraineeForm(forms.Form):
    """What one trainee says: a rating a skill, an option a check, words on the place of work."""

    use_required_attribute = False

    def __init__(
        self, *args: Any, plan: Plan, words: SkillWords, values: Mapping[str, Any], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.plan = plan
        scale = [(str(level), anchor) for level, anchor in enumerate(words.anchors)]
        given = {
            **values.get("ratings", {}), **values.get("choices", {}), **values.get("remarks", {})
        }
        for item in plan.skills:
            self._choose(item.code, words.items[item.code].text, scale, given)
        for item in plan.checks:
            self._choose(item.code, words.items[item.code].text,
                         _numbered(words.items[item.code].options), given)
        for item in plan.context:
            entry = words.items[item.code]
            if entry.options:
                self._choose(item.code, entry.text, [(o, o) for o in entry.options], given)
            else:
                self.fields[item.code] = forms.CharField(
                    label=entry.text, required=False, max_length=1000,
                    widget=forms.Textarea(attrs={"rows": 2}), initial=given.get(item.code, ""),
                )

    def _choose(
        self, code: str, label: str, choices: list[tuple[str, str]], given: Mapping[str, Any]
    ) -> None:
        self.fields[code] = OpenChoice(
            label=label, choices=choices, widget=forms.RadioSelect,
            initial=str(given[code]) if code in given else None,
        )

    def values(self) -> dict[str, dict[str, Any]]:
        """Return what was said, by kind of question; what was left out is left out."""
        said = {code: value for code, value in self.cleaned_data.items() if value != ""}
        return {
            "ratings": {c.code: int(said[c.code]) for c in self.plan.skills if c.code in said},
            "choices": {c.code: int(said[c.code]) for c in self.plan.checks if c.code in said},
            "remarks": {c.code: said[c.code] for c in self.plan.context if c.code in said},
        }


def _numbered(options: Sequence[str]) -> list[tuple[str, str]]:
    return [(str(number), option) for number, option in enumerate(options)]
