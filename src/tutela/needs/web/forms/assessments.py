"""Forms for assessments: open, invite, reopen, targets, sharing, import."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tutela.needs.engine.instrument import current_instrument
from tutela.needs.store.queries.assessments import Part

_DATE_ERRORS = {
    "required": _("Enter a date."),
    "invalid": _("Enter a date as year-month-day, such as 2026-11-23."),
}


def _date(label: Any, **extra: Any) -> forms.DateField:
    return forms.DateField(
        label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages=_DATE_ERRORS, **extra,
    )


class OpenForm(forms.Form):
    """A new assessment."""

    title = forms.CharField(
        label=_("Title"), max_length=150, help_text=_("Such as “Needs assessment 2026”."),
        error_messages={"required": _("Enter a title.")},
    )
    opens = _date(_("First day"))
    closes = _date(_("Last day"))
    target_date = _date(_("Day by which targets should be reached"), required=False)
    parent = forms.TypedChoiceField(
        label=_("Carry answers over from"), required=False, coerce=int, empty_value=None,
        help_text=_("Answers and evidence keep their dates, so old evidence weighs less."),
    )

    def __init__(self, *args: Any, earlier: Sequence[tuple[int, str]] = (), **kw: Any) -> None:
        super().__init__(*args, **kw)
        field = self.fields["parent"]
        field.choices = [("", _("Start without answers")), *earlier]  # type: ignore[attr-defined]
        if not earlier:
            del self.fields["parent"]


class InviteForm(forms.Form):
    """An agency and its part."""

    agency = forms.TypedChoiceField(
        label=_("Agency"), coerce=int, error_messages={"required": _("Choose an agency.")}
    )
    domains = forms.MultipleChoiceField(
        label=_("Domains"), widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one domain.")},
        help_text=_("The agency is asked all questions of these domains."),
    )
    due = _date(_("Answer by"), required=False)

    def __init__(
        self, *args: Any, agencies: Sequence[tuple[int, str]],
        domains: Sequence[tuple[str, str]], part: Part | None = None, **kw: Any,
    ) -> None:
        known = current_instrument().indicators
        self._present = {
            code: known[code].domain for code in (part.indicators if part else ()) if code in known
        }
        if part:
            kw["initial"] = kw.get("initial", {}) | {
                "agency": part.agency, "domains": sorted(set(self._present.values())),
            } | ({"due": part.due} if part.due else {})
        super().__init__(*args, **kw)
        if part:
            self.fields["domains"].help_text = _(
                "The agency keeps its questions in the domains that stay chosen, and is asked all "
                "questions of those you add."
            )
        self.fields["agency"].choices = [("", ""), *agencies]  # type: ignore[attr-defined]
        self.fields["domains"].choices = list(domains)  # type: ignore[attr-defined]


    def asked(self) -> dict[str, Any]:
        """Return what was chosen: whole domains, and in those it had the questions it had."""
        chosen = set(self.cleaned_data["domains"])
        kept = [code for code, domain in self._present.items() if domain in chosen]
        return self.cleaned_data | {
            "domains": sorted(chosen - set(self._present.values())), "indicators": kept,
        }


class ReopenForm(forms.Form):
    """A new last day."""

    closes = _date(_("New last day"))


class UploadForm(forms.Form):
    """A file of answers."""

    file = forms.FileField(
        label=_("File"), error_messages={"required": _("Choose the file with the answers.")},
        help_text=_(
            "The filled workbook, an export of KoboToolbox or ODK (XLSX, CSV or JSON), or answers "
            "saved by Tutela."
        ),
    )


class ReportForm(forms.Form):
    """Which report to make."""

    language = forms.ChoiceField(label=_("Language"))
    format = forms.ChoiceField(
        label=_("Format"),
        choices=[
            ("pdf", _("PDF, to print and archive")), ("docx", _("Word, to edit")),
            ("html", _("Web page, to read anywhere")), ("json", _("JSON, for programmes")),
        ],
    )

    audience = forms.ChoiceField(
        label=_("For whom"),
        help_text=_("The report holds only what you chose to share with these readers."),
    )

    def __init__(
        self, *args: Any, languages: Sequence[tuple[str, str]],
        audiences: Sequence[tuple[str, str]], **kw: Any,
    ) -> None:
        super().__init__(*args, **kw)
        self.fields["language"].choices = list(languages)  # type: ignore[attr-defined]
        self.fields["audience"].choices = list(audiences)  # type: ignore[attr-defined]
