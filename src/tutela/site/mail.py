"""Django's mail settings from one option."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import unquote, urlsplit

from tutela.foundation.errors import Misconfigured

_PORTS = {"smtp": 587, "smtps": 465}


def mail_settings(options: Mapping[str, Any]) -> dict[str, Any]:
    """Return the settings of mail: to the console when no server is named.

    Raises:
        Misconfigured: The address is not smtp:// or smtps://.
    """
    sender = {"DEFAULT_FROM_EMAIL": options["mail_from"], "SERVER_EMAIL": options["mail_from"]}
    if not options["mail"]:
        return {**sender, "EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}
    parts = urlsplit(options["mail"])
    if parts.scheme not in _PORTS or not parts.hostname:
        raise Misconfigured(option="TUTELA_MAIL", reason="write smtp://user:password@host:port")
    return {
        **sender,
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or _PORTS[parts.scheme],
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        # A password never travels in the clear.
        "EMAIL_USE_TLS": parts.scheme == "smtp" and bool(parts.username),
        "EMAIL_TIMEOUT": 20,
    }
