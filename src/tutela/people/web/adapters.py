"""Where allauth asks us: who may sign up (nobody), how secrets are kept."""

import base64
import hashlib
import time
from typing import Any
from urllib.parse import quote

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class AccountAdapter(DefaultAccountAdapter):
    """Closes sign-up: an account is made by accepting an invitation, and in no other way."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _(
            "The address or the password is not right. Check both, or ask for a new password."
        ),
        "too_many_login_attempts": _(
            "There were too many attempts. Wait a few minutes, then try again."
        ),
        "rate_limited": _("There were too many attempts. Wait a few minutes, then try again."),
        "incorrect_password": _("The password is not right."),
        "enter_current_password": _("The present password is not right."),
        "incorrect_code": _("The code is not right, or it was used already."),
    }

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Ask again only when signing in is some minutes ago: setting up begins with sign-in."""
        if not super().is_reauthentication_required(app=app, **kwargs):
            return False
        request = context.request
        steps = get_authentication_records(request, request.user) if request else []
        latest = max((step["at"] for step in steps), default=0.0)
        return bool(time.time() - latest >= app_settings.REAUTHENTICATION_TIMEOUT)

    def get_reset_password_from_key_url(self, key: str) -> str:
        """Write the link of a new password with the address of the option, not the request's."""
        path = reverse("account_reset_password_from_key", kwargs={"uidb36": "UID", "key": "KEY"})
        base: str = settings.OPTIONS["address"]
        return f"{base.rstrip('/')}{path.replace('UID-KEY', quote(key))}"

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 - allauth's call
        """Refuse."""
        return False


class FactorAdapter(DefaultMFAAdapter):
    """Keeps the secrets of code generators and recovery codes encrypted in the database."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("The code is not right, or it was used already."),
    }

    def encrypt(self, text: str) -> str:
        """Encrypt under a key made from the site's secret key."""
        return _box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Undo ``encrypt``."""
        return _box().decrypt(encrypted_text.encode()).decode()


def _box() -> Fernet:
    key = hashlib.blake2b(
        settings.SECRET_KEY.encode(), digest_size=32, person=b"tutela-factors"
    ).digest()
    return Fernet(base64.urlsafe_b64encode(key))
