"""A small plan of the programme: two States of one region, one fund, two languages."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cache

from tests.planning.engine.simple import solution_for
from tutela.foundation.clock import FixedClock
from tutela.people.engine.viewer import Viewer
from tutela.people.store import operations, queries
from tutela.planning.engine.draft import Draft
from tutela.planning.engine.payload import problem_to_plain
from tutela.planning.engine.problem import Fund, PlannedState
from tutela.planning.engine.solution import Clash, Solution
from tutela.planning.store.models import Plan, PlanVersion
from tutela.planning.store.operations.plans import change_draft, create_plan, upload_needs
from tutela.planning.store.operations.solving import keep_version
from tutela.planning.store.queries.plans import plan_setup
from tutela.storage.wall import acting_for

NOW = datetime(2026, 11, 24, 9, 41, tzinfo=UTC)


@cache
def needs_file() -> bytes:
    """Return scores of two invented States, as “tutela needs score --json” prints them."""
    gaps = {"D02": 2.0, "D04": 1.0, "A02": 2.0, "B01": 1.5, "G08": 1.0}
    return json.dumps([
        {"country": state, "priorities": [{"code": c, "gap": g} for c, g in gaps.items()]}
        for state in ("XMA", "XQL")
    ]).encode()


@dataclass(slots=True)
class Scene:
    """Accounts, organisations and one plan that could be solved."""

    accounts: Mapping[str, int]
    organisations: Mapping[str, int]
    clock: FixedClock = field(default_factory=lambda: FixedClock(NOW))
    key: int = 0

    def viewer(self, person: str) -> Viewer:
        account = self.accounts[person]
        return queries.viewer_for(account, queries.current_memberships(account)[0].key)

    def solved(self, *, feasible: bool = True, note: str = "") -> PlanVersion:
        """Keep a version with a plan made by hand, for the problem as it is now."""
        officer = self.viewer("programme-officer")
        with acting_for(officer.organisation):
            found = plan_setup(officer, self.key, today=NOW.date()).material
            plan = Plan.objects.get(pk=self.key)
            solution = solution_for(found.problem) if feasible else Solution(
                feasible=False, clashes=(Clash(rule="floor", params={"region": "inner"}),))
            return keep_version(
                plan=plan, problem=problem_to_plain(found.problem), solution=solution, reasons={},
                baseline=dict(found.baseline), note_text=note, seconds=1.0, by=officer.account,
                clock=self.clock,
            )


def build() -> Scene:
    """Set up a plan for Marevia and Quelinor."""
    clock = FixedClock(NOW)
    scene = Scene(
        accounts=operations.demonstration_people(clock=clock),
        organisations=operations.demonstration_organisations(),
    )
    officer = scene.viewer("programme-officer")
    scene.key = create_plan(
        viewer=officer, title="Inner Sea", region="Inner Sea", first_year=2027, first_quarter=1,
        quarters=4, currency="USD", clock=clock,
    ).pk
    upload_needs(viewer=officer, plan=scene.key, file_name="scores.json", data=needs_file(),
                 clock=clock)
    change_draft(viewer=officer, plan=scene.key, change=drafted, action="draft.made", clock=clock)
    return scene


def drafted(draft: Draft) -> Draft:
    """Let two States take part, with one fund and trainers of English."""
    states = {
        code: PlannedState(code=code, name=code, region="inner", language="en", pilot=code == "XMA")
        for code in ("XMA", "XQL")
    }
    return replace(
        draft, states=states, regions={"inner": "Inner Sea"}, trainer_days={"en": 200},
        funds=(Fund(code="trust", name="Trust fund", amount=400_000),),
    )
