"""Full addresses of links that are handed out, and whether invented people may use theirs."""

from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse

_LOOPBACK = {"127.0.0.1", "localhost", "::1"}


def is_loopback(address: str) -> bool:
    """Tell whether an address is this machine's own.

    >>> is_loopback("http://127.0.0.1:8000"), is_loopback("https://tutela.example.org")
    (True, False)
    """
    return urlsplit(address).hostname in _LOOPBACK


def is_demonstration() -> bool:
    """Tell whether invented people may sign in here: the option says so, on this machine only."""
    return bool(settings.OPTIONS["demonstration"]) and is_loopback(settings.OPTIONS["address"])


def invitation_address(token: str) -> str:
    """Return the full address of an invitation."""
    return _full("people:invitation", token)


def link_address(token: str) -> str:
    """Return the full address of a one-time sign-in link."""
    return _full("people:link", token)


def _full(name: str, token: str) -> str:
    base: str = settings.OPTIONS["address"]
    return f"{base.rstrip('/')}{reverse(name, kwargs={'token': token})}"
