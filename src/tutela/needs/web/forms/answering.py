"""Forms for answering: the answer itself, settling, evidence, comments, reasons."""

from django import forms
from django.utils.translation import gettext_lazy as _


class AnswerForm(forms.Form):
    """What an agency answers; the ladder is drawn by the page."""

    level = forms.CharField(error_messages={"required": _("Choose a level, or unknown.")})
    note = forms.CharField(required=False, max_length=4000, strip=True)
    version = forms.IntegerField(min_value=0)


class SettleForm(forms.Form):
    """What the focal point decides."""

    level = forms.CharField(
        error_messages={"required": _("Choose the level that stands for your State.")}
    )
    reason = forms.CharField(
        max_length=4000, error_messages={"required": _("Give a reason. The agencies see it.")}
    )


class CommentForm(forms.Form):
    """One comment."""

    text = forms.CharField(
        label=_("Comment"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write the comment first.")},
    )


class EvidenceForm(forms.Form):
    """One piece of evidence."""

    level = forms.TypedChoiceField(
        label=_("Level it supports"), coerce=int,
        choices=[("", "")] + [(str(level), str(level)) for level in (1, 2, 3, 4)],
        error_messages={"required": _("Choose the level that the evidence supports.")},
    )
    title = forms.CharField(
        label=_("What it is"), max_length=200,
        help_text=_("Such as the name of the law, the order or the roster."),
        error_messages={"required": _("Enter what the evidence is.")},
    )
    dated = forms.DateField(
        label=_("Date of the document"), widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("Its weight falls with age, counted from this day."),
        error_messages={
            "required": _("Enter the date of the document."),
            "invalid": _("Enter a date as year-month-day, such as 2026-11-23."),
        },
    )
    reference = forms.CharField(
        label=_("Reference"), max_length=500, required=False,
        help_text=_("Number, article or address where others find it."),
    )
    note = forms.CharField(
        label=_("Note"), max_length=2000, required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    file = forms.FileField(
        label=_("File"), required=False, allow_empty_file=True,
        help_text=_(
            "PDF, DOCX, XLSX, PNG, JPEG or plain text. Leave out names of children and victims."
        ),
    )


class ReasonForm(forms.Form):
    """Why a sensitive thing is read or decided."""

    reason = forms.CharField(
        label=_("Reason"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("It is kept in the journal with your name and the time."),
        error_messages={"required": _("Give a reason. It becomes part of the record.")},
    )
