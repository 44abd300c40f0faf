"""What a digest says of new and changed activities, in the reader's language."""

from collections.abc import Sequence

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tutela.foundation.language import language
from tutela.people.engine.states import state_name
from tutela.registry.engine.record import Activity

NAMED = 40
"""Activities that a message names; it says how many more there are."""


def digest_text(code: str, found: Sequence[tuple[int, Activity]]) -> str:
    """Return a digest's text for a reader of one of the six languages, already switched to."""
    address = str(settings.OPTIONS["address"]).rstrip("/")
    lines = [
        ngettext(
            "{count} activity that you follow was added or changed:",
            "{count} activities that you follow were added or changed:", len(found),
        ).format(count=len(found)),
        "",
    ]
    for key, activity in found[:NAMED]:
        lines += [activity.title(code), _about(activity, code), f"{address}/registry/{key}", ""]
    if len(found) > NAMED:
        lines += [
            _("The registry shows {count} more.").format(count=len(found) - NAMED), ""
        ]
    lines.append(_("You asked for this message. End it under Registry, Digest: {address}").format(
        address=f"{address}/registry/watch/"))
    return "\n".join(lines)


def _about(activity: Activity, code: str) -> str:
    states = [state_name(state, code) for state in activity.states]
    day = language(code).date(activity.starts) if activity.starts else ""
    return " · ".join(part for part in (activity.provider, *states, day) if part)
