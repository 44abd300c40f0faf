"""Whether this installation is a demonstration: by its option, and on this machine only."""

from django.conf import settings

from tutela.people.web.settings import is_loopback


def is_demonstration() -> bool:
    """Tell whether invented people may sign in here."""
    return bool(settings.OPTIONS["demonstration"]) and is_loopback(settings.OPTIONS["address"])
