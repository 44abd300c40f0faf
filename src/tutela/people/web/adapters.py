"""Where allauth asks us: who may sign up (nobody), how secrets are kept."""

import base64
import hashlib

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet
from django.conf import settings
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):
    """Closes sign-up: an account is made by accepting an invitation, and in no other way."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 - allauth's call
        """Refuse."""
        return False


class FactorAdapter(DefaultMFAAdapter):
    """Keeps the secrets of code generators and recovery codes encrypted in the database."""

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
