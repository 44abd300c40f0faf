"""Marevia in small: a focal point, two agencies of its own, the programme, a neighbour."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from tutela.foundation.clock import FixedClock
from tutela.needs.store.models import Answer
from tutela.needs.store.operations.agencies import invite_agency
from tutela.needs.store.operations.answers import save_answer
from tutela.needs.store.operations.assessments import open_assessment
from tutela.people.engine.viewer import Viewer
from tutela.people.store import operations, queries

NOW = datetime(2026, 11, 23, 9, 41, tzinfo=UTC)


@dataclass(slots=True)
class Scene:
    """Accounts, organisations and one open assessment."""

    accounts: Mapping[str, int]
    organisations: Mapping[str, int]
    clock: FixedClock = field(default_factory=lambda: FixedClock(NOW))
    key: int = 0

    def viewer(self, person: str) -> Viewer:
        account = self.accounts[person]
        return queries.viewer_for(account, queries.current_memberships(account)[0].key)

    def say(
        self, person: str, code: str, choice: str, *, version: int = 0, note: str = ""
    ) -> Answer:
        return save_answer(
            viewer=self.viewer(person), assessment=self.key, indicator=code, choice=choice,
            note=note, version=version, clock=self.clock,
        )

    def later(self, **parts: float) -> FixedClock:
        return FixedClock(NOW + timedelta(**parts))


def build() -> Scene:
    """Open an assessment and invite the police and the prosecutor to all domains."""
    clock = FixedClock(NOW)
    scene = Scene(
        accounts=operations.demonstration_people(clock=clock),
        organisations=operations.demonstration_organisations(),
    )
    made = open_assessment(
        viewer=scene.viewer("focal-point"), title="Needs assessment 2026",
        opens=date(2026, 11, 1), closes=date(2027, 3, 31), clock=clock,
    )
    scene.key = made.pk
    for agency in ("police", "prosecutor"):
        invite_agency(
            viewer=scene.viewer("focal-point"), assessment=made.pk, domains="ABCDEFG",
            agency=scene.organisations[agency], clock=clock,
        )
    return scene
