"""Results of a version: what newer assessments measured, beside what was delivered."""

from tests.planning.measured import assessed
from tests.planning.scene import Scene
from tutela.planning.store.models import PlanVersion
from tutela.planning.store.operations.approval import approve, send
from tutela.planning.store.operations.progress import keep_actual
from tutela.planning.store.queries.results import Results, results_of


def _results(scene: Scene, person: str = "programme-officer") -> Results:
    return results_of(scene.viewer(person), scene.key, 1, today=scene.clock.now().date())


def _measured(found: Results) -> dict[tuple[str, str], float]:
    return {(one.state, one.indicator): one.after.level for one in found.outcomes
            if one.after is not None}


def _done(scene: Scene, *deliveries: int) -> None:
    officer = scene.viewer("programme-officer")
    send(viewer=officer, plan=scene.key, number=1, clock=scene.clock)
    approve(viewer=scene.viewer("programme-administrator"), plan=scene.key, number=1,
            clock=scene.clock)
    for place in deliveries:
        keep_actual(viewer=officer, plan=scene.key, number=1, delivery=place, progress="done",
                    clock=scene.clock)


def test_nothing_counts_as_measured_before_a_state_is_assessed_again(scene: Scene) -> None:
    scene.solved()
    found = _results(scene)
    assert sorted(found.planned) == [
        ("XMA", "D02"), ("XMA", "D04"), ("XQL", "D02"), ("XQL", "D04"),
    ]
    assert (found.again, found.first_time, found.contribution.served.known) == ((), (), 0)


def test_a_level_counts_as_measured_when_it_comes_from_a_later_assessment(scene: Scene) -> None:
    assessed(scene, "1")
    scene.solved()
    assert _measured(_results(scene)) == {}
    assessed(scene, "3")
    found = _results(scene)
    assert (_measured(found), found.again) == ({("XMA", "D02"): 3.0}, ("XMA",))


def test_a_state_that_shares_for_the_first_time_has_no_baseline(scene: Scene) -> None:
    scene.solved()
    assessed(scene, "3")
    found = _results(scene)
    assert (_measured(found), found.again, found.first_time) == ({}, (), ("XMA",))


def test_only_deliveries_that_are_marked_done_count_as_delivered(scene: Scene) -> None:
    assessed(scene, "1")
    scene.solved()
    assert {one.activities for one in _results(scene).outcomes} == {()}
    _done(scene, 0)
    assessed(scene, "3")
    found = _results(scene)
    served = {(one.state, one.indicator): one.activities
              for one in found.outcomes if one.activities}
    assert served == {("XMA", "D02"): ("child-interview",), ("XMA", "D04"): ("child-interview",)}
    whole = found.contribution
    assert (found.delivered, whole.served.pairs, whole.served.known) == (1, 2, 1)
    assert (whole.difference, whole.unserved.known) == (None, 0)


def test_the_range_of_the_baseline_is_that_of_its_need(scene: Scene) -> None:
    scene.solved()
    row = PlanVersion.objects.get()
    needs = row.problem["needs"]
    needs[0].update(level=1.0, target=3, gap=2.0, gap_low=1.5, gap_high=2.5)
    needs[1].update(level=3.0, target=3, gap=0.0, gap_low=0.0, gap_high=1.0)
    row.save()
    found = {(one.state, one.indicator): one.before for one in _results(scene).outcomes}
    first, second = (found[need["state"], need["indicator"]] for need in needs[:2])
    assert (first.level, first.range.low, first.range.high) == (1.0, 0.5, 1.5)
    assert (second.level, second.range.low, second.range.high) == (3.0, 2.0, 4.0)


def test_an_approver_does_not_read_what_states_share(scene: Scene) -> None:
    assessed(scene, "1")
    scene.solved()
    assessed(scene, "3")
    found = _results(scene, "programme-administrator")
    assert (found.readable, found.again, _measured(found)) == (False, (), {})
