"""The main menu: one entry a capability, shown to those whose role can use it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tutela.people.engine.reach import kinds_to_found
from tutela.people.engine.roles import Action
from tutela.people.engine.viewer import Viewer


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry of the menu.

    Attributes:
        words: What it says.
        route: Name of the page it leads to.
        prefix: Start of the addresses that belong to it; the longest that fits wins.
        shown: Tells whether the viewer has use for it.
    """

    words: str | Promise
    route: str
    prefix: str
    shown: Callable[[Viewer], bool] = lambda _: True


ENTRIES: tuple[Entry, ...] = (
    Entry(words=_("Overview"), route="overview", prefix=""),
    Entry(words=_("Needs"), route="needs:home", prefix="/needs/"),
    Entry(words=_("Registry"), route="registry:home", prefix="/registry/",
          shown=lambda viewer: viewer.may(Action.READ_REGISTRY)),
    Entry(words=_("Plans"), route="planning:home", prefix="/planning/",
          shown=lambda viewer: viewer.may(Action.READ_PLAN)),
    Entry(words=_("People"), route="people:home", prefix="/people/",
          shown=lambda viewer: viewer.may(Action.MANAGE_PEOPLE)),
    Entry(words=_("Organisations"), route="people:organisations", prefix="/people/organisations/",
          shown=lambda viewer: bool(kinds_to_found(viewer))),
    Entry(words=_("Journal"), route="journal:home", prefix="/journal/",
          shown=lambda viewer: viewer.may(Action.READ_JOURNAL)),
)


_OF_THE_ACCOUNT = ("/people/profile/", "/people/places/")
"""Pages that begin as a capability's do, but belong to the account's own menu."""


def menu(*, path: str, viewer: Viewer,
         entries: Sequence[Entry] = ENTRIES) -> list[dict[str, object]]:
    """Return the entries for a viewer: words, address, whether the page is it or belongs to it."""
    fitting = [entry.prefix for entry in entries if entry.prefix and path.startswith(entry.prefix)]
    here = None if path.startswith(_OF_THE_ACCOUNT) else max(fitting, key=len, default=None)
    shown: list[dict[str, object]] = []
    for entry in entries:
        if not entry.shown(viewer):
            continue
        try:
            address = reverse(entry.route)
        except NoReverseMatch:  # a capability that is not installed has no entry
            continue
        shown.append({"words": entry.words, "address": address, "exact": path == address,
                      "current": entry.prefix == here})
    return shown


def account_links() -> list[dict[str, object]]:
    """Return the links of the account's own menu."""
    found: list[dict[str, object]] = []
    for words, route in (
        (_("Your profile"), "people:profile"),
        (_("Act for another organisation"), "people:places"),
        (_("Sign out"), "account_logout"),
    ):
        try:
            found.append({"words": words, "address": reverse(route)})
        except NoReverseMatch:
            continue
    return found
