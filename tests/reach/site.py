"""Addresses that belong to no capability."""

from typing import Any

from tests.reach.entry import Entry
from tests.reach.world import World


def _language(world: World, person: str) -> dict[str, Any]:
    return {"chosen": "fr"}


ENTRIES = (
    Entry(name="overview", posts=False),
    Entry(name="help", anonymous="open", posts=False),
    Entry(name="accessibility", anonymous="open", posts=False),
    Entry(name="who-sees-what", anonymous="open", posts=False),
    Entry(name="language", arguments=_language, reaching=Entry(name="").allowed,
          anonymous="open", posts=False),
    Entry(name="health-live", anonymous="open", posts=False),
    Entry(name="health-ready", anonymous="open", posts=False),
    Entry(name="robots", anonymous="open", posts=False),
)
