"""The demonstration: invented people, their work in each capability, and links to enter.

A capability takes part by a module ``store/demonstration.py`` with a function::

    def load(*, accounts: Mapping[str, int], organisations: Mapping[str, int], clock: Clock)

which makes what is missing and changes nothing when it is run again.
"""

from importlib import import_module
from importlib.util import find_spec

from django.conf import settings
from django.urls import reverse

from tutela.foundation.clock import SystemClock
from tutela.foundation.errors import Misconfigured
from tutela.people.store import operations, queries
from tutela.people.web.demonstration import is_demonstration


def load() -> None:
    """Make the invented people and what each capability adds.

    Raises:
        Misconfigured: This installation is not a demonstration on this machine.
    """
    if not is_demonstration():
        raise Misconfigured(option="TUTELA_DEMONSTRATION",
                            reason="say yes, and let TUTELA_ADDRESS be this machine's")
    clock = SystemClock()
    accounts = operations.demonstration_people(clock=clock)
    organisations = operations.demonstration_organisations()
    for name in settings.CAPABILITIES:
        module = f"tutela.{name}.store.demonstration"
        if find_spec(f"tutela.{name}.store") and find_spec(module):
            import_module(module).load(accounts=accounts, organisations=organisations, clock=clock)


def sign_in_links() -> list[dict[str, str]]:
    """Make one link for each role: role, person, organisation, address."""
    clock = SystemClock()
    found: dict[str, dict[str, str]] = {}
    for account in operations.demonstration_people(clock=clock).values():
        place = queries.current_memberships(account)[0]
        if place.role.value in found:
            continue
        token = operations.issue_link(account=account, demonstration=is_demonstration(),
                                      clock=clock)
        found[place.role.value] = {
            "role": place.role.value,
            "name": place.organisation.name,
            "address": settings.OPTIONS["address"].rstrip("/")
                       + reverse("people:link", args=[token]),
        }
    return list(found.values())
