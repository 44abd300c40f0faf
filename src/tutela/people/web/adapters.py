"""Where allauth asks us: who may sign up (nobody), how secrets are kept."""

import base64
import hashlib
import logging
import time
from contextvars import copy_context
from functools import partial
from threading import Thread
from typing import Any
from urllib.parse import quote

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _

from tutela.foundation.language import tag
from tutela.people.store import queries
from tutela.people.web.device import device_words

_log = logging.getLogger(__name__)


_UNSAID = {
    # The page that follows says it already.
    "account/messages/logged_in.txt",
    "mfa/messages/recovery_codes_generated.txt",
}


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

    def add_message(self, request: HttpRequest, level: int, message_template: str | None = None,
                    *args: Any, **kwargs: Any) -> None:
        """Say what was done, unless the page that follows says it."""
        if message_template not in _UNSAID:
            super().add_message(request, level, message_template, *args, **kwargs)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Write in the language of the person who receives it, and send beside the request.

        A page that waited for the mail server would tell by its slowness which addresses have
        an account.
        """
        spoken = queries.language_of(email)
        send = partial(self._send, template_prefix, email, context, spoken)
        if settings.OPTIONS["mail"]:
            Thread(target=copy_context().run, args=(send,), daemon=True).start()
        else:
            send()

    def _send(self, template_prefix: str, email: str, context: dict[str, Any],
              spoken: str) -> None:
        with override(tag(spoken) if spoken else get_language()):
            try:
                super().send_mail(template_prefix, email, context)
            except OSError as fault:  # the mail server is away; smtplib's faults are of this kind
                _log.error("mail not sent", exc_info=fault)

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 - allauth's call
        """Refuse."""
        return False


class FactorAdapter(DefaultMFAAdapter):
    """Keeps the secrets of code generators and recovery codes encrypted in the database."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("The code is not right, or it was used already."),
    }

    def generate_authenticator_name(self, user: AbstractBaseUser, type: str) -> str:  # noqa: A002, ARG002 - allauth's call
        """Propose the browser's name for a new passkey; the person may write another."""
        request = context.request
        return device_words(request.META.get("HTTP_USER_AGENT", "")) if request else ""

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
