from dataclasses import replace

import pytest

from tests.planning.scene import Scene, needs_file
from tutela.foundation.errors import InputRefused, NotAllowed, NotFound
from tutela.journal.store.models import Entry
from tutela.planning.engine.draft import draft_from_plain
from tutela.planning.engine.problem import Fund, Pin
from tutela.planning.store.faults import DraftChanged
from tutela.planning.store.models import Plan
from tutela.planning.store.operations.plans import (
    change_draft,
    create_plan,
    keep_fund,
    keep_pin,
    remove_pin,
    remove_state,
    upload_needs,
)
from tutela.planning.store.operations.requests import keep_request
from tutela.planning.store.operations.types import edit_type
from tutela.planning.store.queries.plans import plan_setup, plans
from tutela.planning.store.queries.states import requests
from tutela.planning.store.queries.types import catalogue_of


def _draft(scene: Scene):
    return draft_from_plain(Plan.objects.get(pk=scene.key).draft)


@pytest.mark.parametrize("person", ["programme-administrator", "focal-point", "partner"])
def test_only_an_officer_of_the_programme_begins_a_plan(scene: Scene, person) -> None:
    fault = NotAllowed if person.startswith("programme") else NotFound
    with pytest.raises(fault):
        create_plan(viewer=scene.viewer(person), title="Mine", region="", first_year=2027,
                    first_quarter=1, quarters=4, currency="USD", clock=scene.clock)
    assert Plan.objects.count() == 1


def test_plans_are_seen_by_their_programme_alone(scene: Scene) -> None:
    seen = {
        person: len(plans(scene.viewer(person)))
        for person in ("programme-officer", "programme-administrator", "focal-point", "partner")
    }
    assert seen == {"programme-officer": 1, "programme-administrator": 1, "focal-point": 0,
                    "partner": 0}


def test_a_change_on_an_old_draft_is_refused_and_nothing_is_lost(scene: Scene) -> None:
    officer, seen = scene.viewer("programme-officer"), Plan.objects.get(pk=scene.key).revision
    keep_fund(viewer=officer, plan=scene.key, clock=scene.clock,
              fund=Fund(code="trust", name="Trust fund", amount=9))
    with pytest.raises(DraftChanged):
        change_draft(viewer=officer, plan=scene.key, revision=seen, action="x", clock=scene.clock,
                     change=lambda draft: replace(draft, funds=()))
    assert [one.amount for one in _draft(scene).funds] == [9]


def test_each_change_is_in_the_journal(scene: Scene) -> None:
    keep_fund(viewer=scene.viewer("programme-officer"), plan=scene.key, clock=scene.clock,
              fund=Fund(code="b", name="B", amount=5))
    last = Entry.objects.order_by("-sequence").first()
    assert (last.action, last.subject) == ("planning.fund.kept", f"plan:{scene.key}")


def test_a_state_that_leaves_takes_its_decisions_with_it(scene: Scene) -> None:
    officer = scene.viewer("programme-officer")
    for state in ("XMA", "XQL"):
        keep_pin(viewer=officer, plan=scene.key, clock=scene.clock,
                 pin=Pin(type="child-interview", rule="in", state=state))
    remove_state(viewer=officer, plan=scene.key, code="XMA", clock=scene.clock)
    assert (list(_draft(scene).states), [one.state for one in _draft(scene).pins]) == (
        ["XQL"], ["XQL"],
    )


def test_a_decision_takes_the_place_of_the_one_it_contradicts(scene: Scene) -> None:
    officer = scene.viewer("programme-officer")
    kept = {"viewer": officer, "plan": scene.key, "clock": scene.clock}
    at = Pin(type="child-interview", rule="at", state="XMA", quarter=2)
    keep_pin(pin=Pin(type="child-interview", rule="in", state="XMA"), **kept)
    keep_pin(pin=at, **kept)
    keep_pin(pin=Pin(type="child-interview", rule="out", state="XMA"), **kept)
    assert [one.rule for one in _draft(scene).pins] == ["at", "out"]
    remove_pin(pin=at, **kept)
    assert [one.rule for one in _draft(scene).pins] == ["out"]


def test_a_refused_file_leaves_the_needs_as_they_were(scene: Scene) -> None:
    before = Plan.objects.get(pk=scene.key).needs
    with pytest.raises(InputRefused):
        upload_needs(viewer=scene.viewer("programme-officer"), plan=scene.key,
                     file_name="needs.json", data=needs_file()[:-20], clock=scene.clock)
    assert Plan.objects.get(pk=scene.key).needs == before


def test_a_request_of_a_state_enters_the_problem(scene: Scene) -> None:
    keep_request(viewer=scene.viewer("focal-point"), everything=False, types=["child-interview"],
                 clock=scene.clock)
    assert list(requests(scene.viewer("programme-officer"))) == ["XMA"]
    found = plan_setup(scene.viewer("programme-officer"), scene.key,
                       today=scene.clock.now().date())
    assert {code: one.requests for code, one in found.material.problem.states.items()} == {
        "XMA": frozenset({"child-interview"}), "XQL": None,
    }


@pytest.mark.parametrize(("person", "fault"), [
    ("viewer", NotAllowed), ("police", NotFound), ("programme-officer", NotFound),
])
def test_only_a_focal_point_asks_for_its_state(scene: Scene, person, fault) -> None:
    with pytest.raises(fault):
        keep_request(viewer=scene.viewer(person), everything=True, types=[], clock=scene.clock)


def test_own_numbers_of_a_type_hold_until_they_are_the_catalogues_again(scene: Scene) -> None:
    officer = scene.viewer("programme-officer")
    usual = catalogue_of(officer).types["child-interview"].fixed_cost
    edit_type(viewer=officer, code="child-interview", values={"fixed_cost": 1}, clock=scene.clock,
              reason="Rates of 2026")
    assert catalogue_of(officer).types["child-interview"].fixed_cost == 1
    assert catalogue_of(scene.viewer("focal-point")).types["child-interview"].fixed_cost == usual
    edit_type(viewer=officer, code="child-interview", values={"fixed_cost": usual},
              clock=scene.clock, reason="Back")
    assert catalogue_of(officer).types["child-interview"].fixed_cost == usual


def test_numbers_out_of_range_are_refused_each_with_its_field(scene: Scene) -> None:
    with pytest.raises(InputRefused) as refusal:
        edit_type(viewer=scene.viewer("programme-officer"), code="child-interview", reason=" ",
                  values={"days": 0, "fixed_cost": -1}, clock=scene.clock)
    assert [one.place.field for one in refusal.value.problems] == ["days", "fixed_cost", "reason"]
