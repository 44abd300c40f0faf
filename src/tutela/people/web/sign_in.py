"""allauth's pages, at our addresses; those not listed here do not exist.

Its sign-up, e-mail and sign-in-by-code pages are left out on purpose: an account is made by
accepting an invitation, and its address is the one that was invited.
"""

from typing import Any

from allauth.account import views as account
from allauth.core.internal.httpkit import authenticated_user
from allauth.mfa.base import views as factors
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from allauth.mfa.webauthn.internal import auth
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import path, re_path
from django.views.decorators.cache import never_cache

from tutela.people.web.marks import before_factor, without_place


class AddPasskey(webauthn.AddWebAuthnView):
    """Ask for a passkey that signs in by itself: kept on the device, with a PIN or a finger."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Offer the creation options, and show the form with its errors."""
        context: dict[str, Any] = super(webauthn.AddWebAuthnView, self).get_context_data(**kwargs)
        user = authenticated_user(self.request)
        context["js_data"] = {"creation_options": auth.begin_registration(user, True)}
        return context


class ActivateGenerator(totp.ActivateTOTPView):
    """Show the secret as a drawing that the strict content policy lets through."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the squares of the QR code instead of a data address."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        context["squares"] = _squares(context["totp_url"])
        context["secret_groups"] = _in_fours(context["form"].secret)
        return context


def _squares(text: str) -> dict[str, Any]:
    """Draw a QR code as one SVG path of unit squares, and say how wide it is."""
    import qrcode.main  # noqa: PLC0415 - heavy, and only this page needs it

    draw: Any = qrcode.main.QRCode  # it has no types
    code = draw(border=4)
    code.add_data(text)
    code.make(fit=True)
    rows = code.get_matrix()
    path_data = "".join(
        f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark
    )
    return {"width": len(rows), "path": path_data}


def _in_fours(secret: str) -> str:
    return " ".join(secret[i : i + 4] for i in range(0, len(secret), 4))


@login_not_required
@never_cache
def sign_out(request: HttpRequest) -> HttpResponseBase:
    """Sign out after a question, and tell the browser to forget what it has seen."""
    response: HttpResponseBase = account.logout(request)
    if request.method == "POST" and isinstance(response, HttpResponse):
        response["Clear-Site-Data"] = '"cache", "storage"'
    return response


def _set_up(view: Any) -> Any:
    """Mark a page that is open before the second factor is set up, and without a place."""
    return before_factor(without_place(view))


urlpatterns = [
    path("sign-in/", account.login, name="account_login"),
    path("sign-in/passkey/", login_not_required(webauthn.login_webauthn),
         name="mfa_login_webauthn"),
    path("sign-in/second-step/", factors.authenticate, name="mfa_authenticate"),
    path("sign-out/", sign_out, name="account_logout"),
    path("inactive/", login_not_required(account.account_inactive), name="account_inactive"),
    path("again/", _set_up(account.reauthenticate), name="account_reauthenticate"),
    path("again/code/", _set_up(factors.reauthenticate), name="mfa_reauthenticate"),
    path("again/passkey/", _set_up(webauthn.reauthenticate_webauthn),
         name="mfa_reauthenticate_webauthn"),
    path("password/", without_place(account.password_change), name="account_change_password"),
    path("password/first/", without_place(account.password_set), name="account_set_password"),
    path("password/forgotten/", login_not_required(account.password_reset),
         name="account_reset_password"),
    path("password/forgotten/sent/", login_not_required(account.password_reset_done),
         name="account_reset_password_done"),
    path("password/forgotten/done/", login_not_required(account.password_reset_from_key_done),
         name="account_reset_password_from_key_done"),
    # The form of this address is allauth's: it writes one argument over both.
    re_path(r"^password/forgotten/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
            login_not_required(account.password_reset_from_key),
            name="account_reset_password_from_key"),
    path("factors/", _set_up(factors.index), name="mfa_index"),
    path("factors/generator/", _set_up(ActivateGenerator.as_view()), name="mfa_activate_totp"),
    path("factors/generator/remove/", _set_up(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("factors/recovery-codes/", _set_up(recovery.view_recovery_codes),
         name="mfa_view_recovery_codes"),
    path("factors/recovery-codes/new/", _set_up(recovery.generate_recovery_codes),
         name="mfa_generate_recovery_codes"),
    path("factors/passkeys/", _set_up(webauthn.list_webauthn), name="mfa_list_webauthn"),
    path("factors/passkeys/add/", _set_up(AddPasskey.as_view()), name="mfa_add_webauthn"),
    path("factors/passkeys/<int:pk>/remove/", _set_up(webauthn.remove_webauthn),
         name="mfa_remove_webauthn"),
    path("factors/passkeys/<int:pk>/rename/", _set_up(webauthn.edit_webauthn),
         name="mfa_edit_webauthn"),
]
