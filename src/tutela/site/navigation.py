"""The main menu: one entry a capability, shown to those whose role can use it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tutela.people.engine.roles import Action
from tutela.people.engine.viewer import Viewer


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry of the menu.

    Attributes:
        words: What it says.
        route: Name of the page it leads to.
        prefix: Start of the addresses that belong to it; "" for the overview alone.
        actions: Any of these lets the viewer in; empty means everyone.
    """

    words: str | Promise
    route: str
    prefix: str
    actions: frozenset[Action] = frozenset()


ENTRIES: tuple[Entry, ...] = (
    Entry(words=_("Overview"), route="overview", prefix=""),
    Entry(words=_("Needs"), route="needs:home", prefix="/needs/"),
    Entry(words=_("People"), route="people:home", prefix="/people/",
          actions=frozenset({Action.MANAGE_PEOPLE})),
    Entry(words=_("Journal"), route="journal:home", prefix="/journal/",
          actions=frozenset({Action.READ_JOURNAL})),
)


def menu(*, path: str, viewer: Viewer | None,
         entries: Sequence[Entry] = ENTRIES) -> list[dict[str, object]]:
    """Return the entries for a viewer: words, address, and whether the page belongs to it."""
    shown: list[dict[str, object]] = []
    for entry in entries:
        if entry.actions and (viewer is None or not any(map(viewer.may, entry.actions))):
            continue
        try:
            address = reverse(entry.route)
        except NoReverseMatch:  # a capability that is not installed has no entry
            continue
        here = path.startswith(entry.prefix) if entry.prefix else path == address
        shown.append({"words": entry.words, "address": address, "current": here,
                      "exact": path == address})
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
