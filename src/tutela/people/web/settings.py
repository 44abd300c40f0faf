"""The settings that sign-in and people need; site/settings.py takes them over by name.

``APPS`` goes to INSTALLED_APPS, ``MIDDLEWARE`` stands last in MIDDLEWARE, in this order, and
``settings_for(OPTIONS)`` gives the rest. The order of the middleware is explained in
web/middleware.py.
"""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from tutela.people.store.addresses import is_loopback

APPS: list[str] = [
    "tutela.people.store",
    "tutela.people.web",
    "allauth",
    "allauth.account",
    "allauth.mfa",
]

MIDDLEWARE: list[str] = [
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "tutela.people.web.middleware.SessionEnds",
    "tutela.people.web.middleware.Acting",
    "tutela.people.web.middleware.SecondFactor",
]

_FORMS = "tutela.people.web.sign_in_forms."
_VALIDATORS = "django.contrib.auth.password_validation."


def settings_for(options: Mapping[str, Any]) -> dict[str, Any]:
    """Return Django's and allauth's settings for an installation's options, by name."""
    https = urlsplit(options["address"]).scheme == "https"
    insecure = not https and is_loopback(options["address"])
    return {
        **_django(options, https=https), **_account(), **_mfa(insecure=insecure),
        # Attempts are counted by the address that the proxy saw: the last one of
        # X-Forwarded-For. Without a proxy anyone could write that header, so it is not read.
        "ALLAUTH_TRUSTED_PROXY_COUNT": 1 if options["behind_proxy"] else 0,
    }


def _django(options: Mapping[str, Any], *, https: bool) -> dict[str, Any]:
    return {
        "AUTH_USER_MODEL": "people.Account",
        "AUTHENTICATION_BACKENDS": ["allauth.account.auth_backends.AuthenticationBackend"],
        "PASSWORD_HASHERS": ["django.contrib.auth.hashers.Argon2PasswordHasher"],
        "AUTH_PASSWORD_VALIDATORS": [
            {"NAME": "tutela.people.web.passwords.UnlikeItsPerson",
             # At the default of 0.7 a phrase resembles a long address by its mere letters.
             "OPTIONS": {"user_attributes": ("name", "email"), "max_similarity": 0.85}},
            {"NAME": f"{_VALIDATORS}MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
            {"NAME": f"{_VALIDATORS}CommonPasswordValidator"},
        ],
        "LOGIN_URL": "account_login",
        "LOGIN_REDIRECT_URL": "/",
        "SESSION_ENGINE": "django.contrib.sessions.backends.db",
        "SESSION_COOKIE_AGE": options["session_hours"] * 3600,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": https,
        "PASSWORD_RESET_TIMEOUT": 3600,
    }


def _account() -> dict[str, Any]:
    return {
        "ACCOUNT_ADAPTER": "tutela.people.web.adapters.AccountAdapter",
        "ACCOUNT_FORMS": {
            "login": f"{_FORMS}SignInForm",
            "change_password": f"{_FORMS}ChangePasswordForm",
            "set_password": f"{_FORMS}SetPasswordForm",
            "reset_password": f"{_FORMS}ResetPasswordForm",
            "reset_password_from_key": f"{_FORMS}NewPasswordForm",
            "reauthenticate": f"{_FORMS}ReauthenticateForm",
        },
        "ACCOUNT_USER_MODEL_USERNAME_FIELD": None,
        "ACCOUNT_LOGIN_METHODS": {"email"},
        "ACCOUNT_SIGNUP_FIELDS": ["email*", "password1*"],
        # An address is proved by the invitation that was sent to it, so none waits for proof.
        "ACCOUNT_EMAIL_VERIFICATION": "none",
        "ACCOUNT_PREVENT_ENUMERATION": True,
        "ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS": False,
        "ACCOUNT_EMAIL_SUBJECT_PREFIX": "",
        # Who changes how an account is entered is told to its person by mail.
        "ACCOUNT_EMAIL_NOTIFICATIONS": True,
        "ACCOUNT_SESSION_REMEMBER": False,
        "ACCOUNT_LOGOUT_ON_GET": False,
        "ACCOUNT_LOGOUT_REDIRECT_URL": "account_login",
        "ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE": False,
        "ACCOUNT_REAUTHENTICATION_TIMEOUT": 300,
        "ACCOUNT_RATE_LIMITS": {
            "login": "30/m/ip",
            "login_failed": "5/m/ip,5/m/key",
            "reset_password": "5/m/ip,3/m/key",
            "reset_password_from_key": "10/m/ip",
            "reauthenticate": "5/m/user",
            "change_password": "5/m/user",
        },
    }


def _mfa(*, insecure: bool) -> dict[str, Any]:
    return {
        "MFA_FORMS": {
            "authenticate": f"{_FORMS}SecondStepForm",
            "reauthenticate": f"{_FORMS}ReauthenticateCodeForm",
            "activate_totp": f"{_FORMS}ActivateGeneratorForm",
            "add_webauthn": f"{_FORMS}AddPasskeyForm",
            "edit_webauthn": f"{_FORMS}RenamePasskeyForm",
        },
        "MFA_ADAPTER": "tutela.people.web.adapters.FactorAdapter",
        "MFA_SUPPORTED_TYPES": ["totp", "webauthn", "recovery_codes"],
        "MFA_PASSKEY_LOGIN_ENABLED": True,
        "MFA_PASSKEY_SIGNUP_ENABLED": False,
        "MFA_WEBAUTHN_USER_VERIFICATION": "required",
        # Only http://localhost may go without https; browsers think so too.
        "MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN": insecure,
        "MFA_TOTP_ISSUER": "Tutela",
        "MFA_TOTP_TOLERANCE": 1,
        "MFA_RECOVERY_CODE_COUNT": 10,
        "MFA_RECOVERY_CODES_SHOW_ONCE": True,
        "MFA_RATE_LIMITS": {"webauthn_login": "5/m/ip"},
    }
