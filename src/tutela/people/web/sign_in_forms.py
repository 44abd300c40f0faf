"""allauth's forms in the house's words: no placeholders, labels that say what is wanted."""

from typing import Any, ClassVar

from allauth.account import forms as account
from allauth.mfa.base import forms as factors
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django.forms import BaseForm
from django.utils.translation import gettext_lazy as _

PASSWORD_HINT = _("At least 12 characters. A few words you can remember are better than signs.")
_LTR = ("email", "password", "text")
_ADDRESS = {
    "required": _("Enter an e-mail address."),
    "invalid": _("Enter an e-mail address, such as name@example.org."),
}
_NEW = {
    "password1": {"required": _("Choose a password.")},
    "password2": {"required": _("Enter the password a second time.")},
}
_CODE = {"code": {"required": _("Enter the code.")}}
_NAME = {"name": {"required": _("Enter a name for the passkey.")}}


class _Plain(BaseForm):
    """Gives the fields our labels, hints and faults, and takes placeholders away."""

    labels: ClassVar[dict[str, Any]] = {}
    hints: ClassVar[dict[str, Any]] = {}
    faults: ClassVar[dict[str, dict[str, Any]]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = self.labels.get(name, field.label)
            field.help_text = self.hints.get(name, "")
            field.error_messages |= self.faults.get(name, {})
            if getattr(field.widget, "input_type", "") in _LTR:
                field.widget.attrs["dir"] = "ltr"


class SignInForm(_Plain, account.LoginForm):
    """E-mail address and password."""

    labels = {"login": _("E-mail address"), "password": _("Password")}
    faults = {"login": _ADDRESS, "password": {"required": _("Enter your password.")}}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].widget.attrs["autocomplete"] = "username"


class ChangePasswordForm(_Plain, account.ChangePasswordForm):
    """The present password and a new one, twice."""

    labels = {
        "oldpassword": _("Present password"), "password1": _("New password"),
        "password2": _("New password again"),
    }
    hints = {"password1": PASSWORD_HINT}
    faults = {"oldpassword": {"required": _("Enter your password.")}, **_NEW}


class SetPasswordForm(_Plain, account.SetPasswordForm):
    """A first password, twice."""

    labels = {"password1": _("New password"), "password2": _("New password again")}
    hints = {"password1": PASSWORD_HINT}
    faults = _NEW


class ResetPasswordForm(_Plain, account.ResetPasswordForm):
    """The address to which a link is sent."""

    labels = {"email": _("E-mail address")}
    faults = {"email": _ADDRESS}


class NewPasswordForm(_Plain, account.ResetPasswordKeyForm):
    """A new password, twice, after the link of a message."""

    labels = {"password1": _("New password"), "password2": _("New password again")}
    hints = {"password1": PASSWORD_HINT}
    faults = _NEW


class ReauthenticateForm(_Plain, account.ReauthenticateForm):
    """The password once more."""

    labels = {"password": _("Password")}
    faults = {"password": {"required": _("Enter your password.")}}


class SecondStepForm(_Plain, factors.AuthenticateForm):
    """A code of the generator, or a recovery code."""

    labels = {"code": _("Code")}
    hints = {"code": _("Six digits from your code generator, or one of your recovery codes.")}
    faults = _CODE


class ReauthenticateCodeForm(_Plain, factors.ReauthenticateForm):
    """A code once more."""

    labels = {"code": _("Code")}
    hints = {"code": _("Six digits from your code generator, or one of your recovery codes.")}
    faults = _CODE


class ActivateGeneratorForm(_Plain, ActivateTOTPForm):
    """The first code of a new generator proves that it works."""

    labels = {"code": _("Code that the generator shows now")}
    hints = {"code": _("Six digits. A new code comes every 30 seconds.")}
    faults = _CODE


class AddPasskeyForm(_Plain, AddWebAuthnForm):
    """A name for a new passkey; the script fills in the credential."""

    labels = {"name": _("Name of this passkey")}
    hints = {"name": _("A name that tells you which device it is, such as: office laptop.")}
    faults = _NAME

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("passwordless", None)  # ours always are: see sign_in.AddPasskey
        self.fields["name"].required = True  # else allauth makes a name up


class RenamePasskeyForm(_Plain, EditWebAuthnForm):
    """Another name for a passkey."""

    labels = {"name": _("Name of this passkey")}
    faults = _NAME
