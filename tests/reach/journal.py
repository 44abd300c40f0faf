"""Addresses of the journal."""

from tests.reach.entry import Entry
from tests.reach.world import MANAGERS

# Whoever manages people reads the journal of its organisation.
ENTRIES = (Entry(name="journal:home", allowed=MANAGERS, posts=False),)
