"""Forms of people's pages. What they accept is checked again by the operations."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from tutela.foundation.errors import InputRefused, TutelaError
from tutela.foundation.language import languages
from tutela.people.engine.reach import Organisation
from tutela.people.engine.roles import ROLES_OF, Kind
from tutela.people.engine.viewer import Viewer
from tutela.people.store.models import Account
from tutela.people.web import presenters
from tutela.people.web.sign_in_forms import PASSWORD_HINT


def refuse(form: forms.Form, fault: TutelaError) -> None:
    """Show an operation's refusal in the form, each problem at its field."""
    language = presenters.spoken()
    problems = fault.problems if isinstance(fault, InputRefused) else ()
    for problem in problems:
        field = problem.place.field if problem.place.field in form.fields else None
        form.add_error(field, problem.text(language))
    if not problems:
        form.add_error(None, fault.text(language))


def _address(label: Any, hint: Any = "") -> forms.EmailField:
    widget = forms.EmailInput(attrs={"dir": "ltr", "autocomplete": "off"})
    return forms.EmailField(
        label=label, help_text=hint, widget=widget,
        error_messages={
            "required": _("Enter an e-mail address."),
            "invalid": _("Enter an e-mail address, such as name@example.org."),
        },
    )


class InviteForm(forms.Form):
    """Whom to invite, and to which role."""

    email = _address(_("E-mail address"), _("The invitation is sent to this address."))
    role = forms.ChoiceField(
        label=_("Role"), widget=forms.RadioSelect,
        error_messages={"required": _("Choose a role.")},
    )

    def __init__(self, *args: Any, viewer: Viewer, organisation: Organisation,
                 **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = presenters.role_choices(viewer, organisation)  # type: ignore[attr-defined]



class RoleForm(forms.Form):
    """Another role for a member."""

    role = forms.ChoiceField(
        label=_("Role"), widget=forms.RadioSelect,
        error_messages={"required": _("Choose a role.")},
    )

    def __init__(self, *args: Any, kind: Kind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = presenters.role_options(ROLES_OF[kind])  # type: ignore[attr-defined]


class OrganisationForm(forms.Form):
    """A new organisation and the address of the person who will run it."""

    name = forms.CharField(
        label=_("Name of the organisation"), max_length=200,
        help_text=_("Its official name, in its own language."),
        error_messages={"required": _("Enter the name of the organisation.")},
    )
    kind = forms.ChoiceField(
        label=_("Kind"), widget=forms.RadioSelect,
        error_messages={"required": _("Choose a kind.")},
    )
    state = forms.ChoiceField(
        label=_("State"), required=False,
        help_text=_("Leave empty for an international partner."),
    )
    email = _address(
        _("E-mail address of its first administrator"),
        _("This person receives an invitation and then invites the others."),
    )

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = presenters.kind_choices(viewer)  # type: ignore[attr-defined]
        if viewer.kind is Kind.PROGRAMME:
            invented = bool(settings.OPTIONS["demonstration"])
            self.fields["state"].choices = presenters.state_choices(invented=invented)  # type: ignore[attr-defined]
        else:
            del self.fields["state"]


class ProfileForm(forms.Form):
    """Name, language and display."""

    name = forms.CharField(
        label=_("Name"), max_length=150, error_messages={"required": _("Enter your name.")},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    language = forms.ChoiceField(
        label=_("Language"), choices=[(one.code, one.native) for one in languages().values()],
    )
    theme = forms.ChoiceField(
        label=_("Display"), widget=forms.RadioSelect,
        choices=[("auto", _("As the system")), ("light", _("Light")), ("dark", _("Dark"))],
    )


class AcceptForm(forms.Form):
    """What a new person gives: a name and a password."""

    name = forms.CharField(
        label=_("Your name"), max_length=150, error_messages={"required": _("Enter your name.")},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    password = forms.CharField(
        label=_("Password"), strip=False, help_text=PASSWORD_HINT,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password", "dir": "ltr"}),
        error_messages={"required": _("Choose a password.")},
    )
    again = forms.CharField(
        label=_("Password again"), strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password", "dir": "ltr"}),
        error_messages={"required": _("Enter the password a second time.")},
    )

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._email = email

    def clean(self) -> dict[str, Any]:
        """Check the password against the validators and its repetition."""
        given = super().clean() or {}
        password = given.get("password")
        if password and given.get("again") and password != given["again"]:
            self.add_error("again", _("The two passwords differ. Enter the same one twice."))
        if password:
            try:
                validate_password(password, Account(email=self._email, name=given.get("name", "")))
            except forms.ValidationError as fault:
                self.add_error("password", fault)
        return given
