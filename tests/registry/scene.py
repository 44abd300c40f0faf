"""The demonstration's people, and a day to look from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from tutela.foundation.clock import FixedClock
from tutela.people.engine.viewer import Viewer
from tutela.people.store import operations, queries

NOW = datetime(2026, 11, 24, 9, 41, tzinfo=UTC)
TODAY = NOW.date()


@dataclass(slots=True)
class Scene:
    """Accounts and organisations by name."""

    accounts: Mapping[str, int]
    organisations: Mapping[str, int]
    clock: FixedClock = field(default_factory=lambda: FixedClock(NOW))

    def viewer(self, person: str) -> Viewer:
        account = self.accounts[person]
        return queries.viewer_for(account, queries.current_memberships(account)[0].key)

    def later(self, **parts: float) -> FixedClock:
        return FixedClock(NOW + timedelta(**parts))


def build() -> Scene:
    clock = FixedClock(NOW)
    return Scene(
        accounts=operations.demonstration_people(clock=clock),
        organisations=operations.demonstration_organisations(),
    )
