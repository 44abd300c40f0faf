"""Whom a request acts for: the chosen membership in the session, and the viewer it makes."""

from typing import cast

from django.http import HttpRequest

from tutela.foundation.errors import NotAllowed, NotFound
from tutela.people.engine.reach import Organisation
from tutela.people.engine.viewer import Viewer
from tutela.people.store import queries

MEMBERSHIP = "membership"
SIGN_IN_SESSION = "sign-in-session"
LANGUAGE_TO_SET = "language-to-set"


class PeopleRequest(HttpRequest):
    """A request after the middleware of people.

    Attributes:
        viewer: On whose behalf it runs; None for nobody, or for an account without a place.
    """

    viewer: Viewer | None


def viewer_of(request: HttpRequest) -> Viewer:
    """Return the request's viewer.

    Raises:
        NotAllowed: There is none.
    """
    viewer = getattr(request, "viewer", None)
    if viewer is None:
        raise NotAllowed
    return cast("Viewer", viewer)


def find_place(request: HttpRequest) -> tuple[Viewer | None, Organisation | None]:
    """Make the viewer of a request and its organisation, or None and None.

    It acts through the chosen membership, else through the oldest.
    """
    if not request.user.is_authenticated:
        return None, None
    account = int(request.user.pk)
    chosen = request.session.get(MEMBERSHIP)
    if chosen is not None:
        try:
            return queries.place_for(account, chosen)
        except NotFound:  # ended since it was chosen
            del request.session[MEMBERSHIP]
    places = queries.current_memberships(account)
    if not places:
        return None, None
    request.session[MEMBERSHIP] = places[0].key
    return queries.place_for(account, places[0].key)


def act_for(request: HttpRequest, membership: int) -> None:
    """Keep a membership, which an operation has allowed, as the one the session acts through."""
    request.session[MEMBERSHIP] = membership
