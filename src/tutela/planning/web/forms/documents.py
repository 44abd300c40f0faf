"""The form that asks for a document of a plan."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

Choices = Sequence[tuple[str, str]]


class DocumentForm(forms.Form):
    """Which document, in which language; the choice names kind, format and what it is about."""

    what = forms.ChoiceField(label=_("Document"))
    language = forms.ChoiceField(label=_("Language"))

    def __init__(self, *args: Any, choices: Choices, languages: Choices, **kwargs: Any) -> None:
        """Take the documents that a version offers, and the languages."""
        super().__init__(*args, **kwargs)
        self.fields["what"].choices = list(choices)  # type: ignore[attr-defined]
        self.fields["language"].choices = list(languages)  # type: ignore[attr-defined]

    def asked(self) -> Mapping[str, str]:
        """Return kind, format, about and language of a valid form."""
        kind, form, about = self.cleaned_data["what"].split(":", 2)
        return {"kind": kind, "format": form, "about": about,
                "language": self.cleaned_data["language"]}
