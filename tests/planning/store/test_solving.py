import pytest
from django.db import transaction

from tests.planning.scene import Scene
from tutela.foundation.errors import InputRefused
from tutela.jobs.store.models import Job, State
from tutela.jobs.store.operations import drain
from tutela.planning.engine.problem import Pin
from tutela.planning.engine.stopping import Stopped
from tutela.planning.store.faults import AlreadySolving, NotReady
from tutela.planning.store.models import PlanVersion, SolveRun
from tutela.planning.store.operations import solving
from tutela.planning.store.operations.plans import keep_pin, keep_trainers
from tutela.planning.store.operations.solving import ask_solve, stop_solve
from tutela.planning.store.queries.plans import reasons_for, version
from tutela.planning.store.queries.runs import TASK, latest_run
from tutela.storage.wall import acting_for


def _ask(scene: Scene, **more) -> SolveRun:
    return ask_solve(viewer=scene.viewer("programme-officer"), plan=scene.key, clock=scene.clock,
                     **more)


def _work(scene: Scene) -> None:
    with acting_for(None):
        drain()


def test_the_name_of_the_job_is_true() -> None:
    assert solving.keep_solution.module_path == TASK


def test_a_plan_is_solved_in_the_background_and_kept_as_the_next_version(
    open_scene: Scene,
) -> None:
    scene = open_scene
    _ask(scene, note_text="First")
    officer = scene.viewer("programme-officer")
    assert latest_run(officer, scene.key).status == "waiting"
    _work(scene)
    run = latest_run(officer, scene.key)
    assert (run.status, run.number) == ("done", 1)
    found = version(officer, scene.key, 1)
    assert (found.line.note, found.solution.feasible) == ("First", True)
    assert found.solution.value <= found.solution.bound
    chosen = {one.type for one in reasons_for(officer, scene.key, 1, "XMA") if one.chosen}
    assert chosen == {one.type for one in found.solution.deliveries if "XMA" in one.states}
    assert found.marks["scenarios"] > 0


def test_a_plan_is_not_solved_twice_at_once(open_scene: Scene) -> None:
    _ask(open_scene)
    with pytest.raises(AlreadySolving):
        _ask(open_scene)
    assert SolveRun.objects.count() == 1


def test_what_is_missing_is_not_solved(scene: Scene) -> None:
    keep_trainers(viewer=scene.viewer("programme-officer"), plan=scene.key, days={},
                  clock=scene.clock)
    with pytest.raises(NotReady):
        _ask(scene)
    assert Job.objects.count() == 0


def test_a_run_that_is_stopped_before_it_begins_keeps_nothing(open_scene: Scene) -> None:
    scene = open_scene
    _ask(scene)
    stop_solve(viewer=scene.viewer("programme-officer"), plan=scene.key, clock=scene.clock)
    _work(scene)
    assert (PlanVersion.objects.count(), SolveRun.objects.get().status) == (0, "stopped")


def test_a_run_that_is_stopped_at_work_keeps_nothing(open_scene: Scene, monkeypatch) -> None:
    scene = open_scene

    def stopped(*, stop, progress, **_):
        SolveRun.objects.update(stop=True)
        progress("choose", 0.1)
        monkeypatch.setattr(solving, "_PAUSE", 0)
        if stop():
            raise Stopped
        raise AssertionError("was not told to stop")

    monkeypatch.setattr(solving, "_PAUSE", 0)
    monkeypatch.setattr(solving, "solve", stopped)
    _ask(scene)
    _work(scene)
    row = SolveRun.objects.get()
    assert (PlanVersion.objects.count(), row.status, row.stage) == (0, "stopped", "choose")


def test_a_worker_that_dies_leaves_nothing_and_another_finishes(
    open_scene: Scene, monkeypatch
) -> None:
    scene, right = open_scene, solving.solve

    def dying(**_):
        raise KeyboardInterrupt

    monkeypatch.setattr(solving, "solve", dying)
    _ask(scene)
    with pytest.raises(KeyboardInterrupt):
        _work(scene)
    assert (PlanVersion.objects.count(), Job.objects.get().state) == (0, State.RUNNING)
    monkeypatch.setattr(solving, "solve", right)
    with transaction.atomic():
        Job.objects.update(leased_until=scene.clock.now().replace(year=2000))
    _work(scene)
    assert (PlanVersion.objects.count(), SolveRun.objects.get().status) == (1, "done")


def test_a_job_that_is_given_up_shows_as_failed_and_lets_the_next_begin(
    open_scene: Scene, monkeypatch
) -> None:
    scene = open_scene
    _ask(scene)
    Job.objects.update(state=State.FAILED)
    assert latest_run(scene.viewer("programme-officer"), scene.key).status == "failed"
    _ask(scene)
    assert SolveRun.objects.count() == 2


def test_a_set_up_that_contradicts_itself_is_refused_before_it_is_solved(scene: Scene) -> None:
    keep_pin(viewer=scene.viewer("programme-officer"), plan=scene.key, clock=scene.clock,
             pin=Pin(type="child-interview", rule="at", state="XMA", quarter=99))
    with pytest.raises(InputRefused) as refusal:
        _ask(scene)
    assert refusal.value.problems[0].text()
    assert Job.objects.count() == 0
