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
        console = {"BACKEND": "tutela.site.console_mail.EmailBackend"}
        return {**sender, "MAILERS": {"default": console}}
    parts = urlsplit(options["mail"])
    if parts.scheme not in _PORTS or not parts.hostname:
        raise Misconfigured(option="TUTELA_MAIL", reason="write smtp://user:password@host:port")
    server = {
        "host": parts.hostname,
        "port": parts.port or _PORTS[parts.scheme],
        "username": unquote(parts.username or ""),
        "password": unquote(parts.password or ""),
        "use_ssl": parts.scheme == "smtps",
        # A password never travels in the clear.
        "use_tls": parts.scheme == "smtp" and bool(parts.username),
        "timeout": 20,
    }
    smtp = {"BACKEND": "django.core.mail.backends.smtp.EmailBackend", "OPTIONS": server}
    return {**sender, "MAILERS": {"default": smtp}}
