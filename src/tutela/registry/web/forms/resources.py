"""Forms of materials and experts, and what their lists are searched by."""

from dataclasses import replace
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tutela.registry.engine.record import Expert, Material
from tutela.registry.web.forms import choices
from tutela.registry.web.presenters import words

SORTS = {
    "curriculum": _("Curriculum"), "slides": _("Slides"), "exercise": _("Exercise"),
    "handbook": _("Handbook"), "film": _("Film"),
}


def multiple(label: Any, listed: Any, **extra: Any) -> forms.MultipleChoiceField:
    """Return a list of States to choose several from."""
    return forms.MultipleChoiceField(
        label=label, choices=listed, required=False,
        widget=forms.SelectMultiple(attrs={"size": 6}), **extra,
    )


class MaterialForm(forms.Form):
    """Something to train with."""

    def __init__(self, *args: Any, spoken: str, before: Material | None = None, **kw: Any) -> None:
        self.before, self.code = before, spoken
        if before:
            self.code = spoken if spoken in before.titles else next(iter(before.titles), spoken)
            kw["initial"] = {
                "title": before.titles.get(self.code, ""),
                **{name: getattr(before, name) for name in
                   ("sort", "topics", "audiences", "languages", "version", "licence", "rights",
                    "url")},
            }
        super().__init__(*args, **kw)
        self.fields["title"] = choices.text(
            _("Title"), required=True, error_messages={"required": _("Enter a title.")}
        )
        self.fields["sort"] = forms.ChoiceField(
            label=_("Kind of material"), choices=list(SORTS.items())
        )
        self.fields["topics"] = choices.several(_("Topics"), choices.topics())
        self.fields["audiences"] = choices.several(_("Audience"), words.audiences().items())
        self.fields["languages"] = choices.several(_("Languages"), choices.languages())
        self.fields["version"] = choices.text(_("Version"), longest=50)
        self.fields["licence"] = choices.text(
            _("Licence"), longest=200,
            help_text=_("What others may do with it, such as CC-BY-4.0."),
        )
        self.fields["rights"] = choices.text(_("Who holds the rights"), longest=300)
        self.fields["url"] = forms.URLField(
            label=_("Where to get it"), required=False, max_length=2000, assume_scheme="https",
            error_messages={"invalid": _("Write the whole address, beginning with https://")},
        )

    def material(self) -> Material:
        """Return what was sent."""
        told = self.cleaned_data
        base = self.before or Material(identifier="", titles={})
        kept = {code for code, _name in choices.languages()}
        return replace(
            base, titles={**base.titles, self.code: told["title"]}, sort=told["sort"],
            topics=tuple(sorted(told["topics"])), audiences=tuple(sorted(told["audiences"])),
            languages=tuple(sorted({*told["languages"], *(set(base.languages) - kept)})),
            version=told["version"], licence=told["licence"], rights=told["rights"],
            url=told["url"],
        )


class ExpertForm(forms.Form):
    """A person who trains or advises."""

    def __init__(self, *args: Any, today: date, before: Expert | None = None, **kw: Any) -> None:
        self.before, self.today = before, today
        if before:
            kw["initial"] = {
                **{name: getattr(before, name) for name in
                   ("name", "topics", "audiences", "languages", "states", "available_from",
                    "available_until", "visibility", "contact")},
                "consent": before.consented is not None,
            }
        super().__init__(*args, **kw)
        self.fields["name"] = choices.text(
            _("Name"), longest=200, required=True, help_text=_("As the person wishes to be "
                                                               "called."),
            error_messages={"required": _("Enter the person’s name.")},
        )
        self.fields["topics"] = choices.several(_("Topics"), choices.topics())
        self.fields["audiences"] = choices.several(
            _("Whom the person trains"), words.audiences().items()
        )
        self.fields["languages"] = choices.several(_("Working languages"), choices.languages())
        self.fields["states"] = multiple(
            _("States where the person works or goes"), choices.states(),
            help_text=_("Choose none for anywhere. Hold Ctrl or Command to choose several."),
        )
        self.fields["available_from"] = choices.day(_("Available from"))
        self.fields["available_until"] = choices.day(_("Available until"))
        self.fields["contact"] = choices.text(_("How to reach the person"), longest=300)
        self._add_consent()

    def _add_consent(self) -> None:
        self.fields["consent"] = forms.BooleanField(
            label=_("The person agreed to be listed"), required=False,
            help_text=_("Without it only your organisation sees the entry. When the person takes "
                        "it back, take off the tick: others stop seeing the entry at once."),
        )
        self.fields["visibility"] = forms.ChoiceField(
            label=_("Who sees it, once the person agreed"), widget=forms.RadioSelect,
            initial="programme",
            choices=[("programme", _("The programme and your organisation")),
                     ("everyone", _("Everyone who is signed in"))],
        )

    def clean(self) -> dict[str, Any]:
        """Refuse an end before the beginning."""
        found = super().clean() or {}
        first, last = found.get("available_from"), found.get("available_until")
        if first and last and last < first:
            self.add_error("available_until", _("The last day lies before the first day. Correct "
                                                "one of the two dates."))
        return found

    def expert(self) -> Expert:
        """Return what was sent; the day of a consent given before stays."""
        told = self.cleaned_data
        given = (self.before.consented if self.before else None) or self.today
        base = self.before or Expert(name="")
        return replace(
            base, name=told["name"], topics=tuple(sorted(told["topics"])),
            audiences=tuple(sorted(told["audiences"])), contact=told["contact"],
            languages=tuple(sorted(told["languages"])), states=tuple(sorted(told["states"])),
            available_from=told["available_from"], available_until=told["available_until"],
            consented=given if told["consent"] else None, visibility=told["visibility"],
        )


class FindForm(forms.Form):
    """What a list of materials or experts is searched by."""

    def __init__(self, *args: Any, people: bool, **kw: Any) -> None:
        super().__init__(*args, **kw)
        every = [("", _("Any"))]
        self.fields["topic"] = forms.ChoiceField(
            label=_("Topic"), choices=[*every, *words.topics().items()], required=False
        )
        self.fields["language"] = forms.ChoiceField(
            label=_("Language"), choices=[*every, *choices.languages()], required=False
        )
        if people:
            self.fields["state"] = forms.ChoiceField(
                label=_("State"), choices=[*every, *choices.states()], required=False
            )
        else:
            self.fields["audience"] = forms.ChoiceField(
                label=_("Audience"), choices=[*every, *words.audiences().items()], required=False
            )

    def chosen(self) -> dict[str, list[str]]:
        """Return the choices by the name that queries use; a value that means nothing is none."""
        self.is_valid()
        plural = {"topic": "topics", "language": "languages", "state": "states",
                  "audience": "audiences"}
        return {
            plural[name]: [value] if (value := self.cleaned_data.get(name)) else []
            for name in self.fields
        }
