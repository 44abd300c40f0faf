"""The clock that pages use: the machine's, unless settings say otherwise."""

from django.conf import settings

from tutela.foundation.clock import Clock, SystemClock


def clock() -> Clock:
    """Return ``settings.CLOCK``, or the machine's clock."""
    found: Clock = getattr(settings, "CLOCK", SystemClock())
    return found
