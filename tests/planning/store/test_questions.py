"""What would leave a plan for one activity: worked out in the background."""

import pytest
from django.db import transaction

from tests.planning.scene import Scene
from tutela.foundation.errors import InputRefused, NotAllowed, NotFound
from tutela.jobs.store.models import Job
from tutela.jobs.store.operations import drain
from tutela.planning.engine.payload import problem_from_plain, solution_from_plain
from tutela.planning.engine.why import why_not
from tutela.planning.store.models import WhyNot
from tutela.planning.store.operations import questions as operations
from tutela.planning.store.operations.questions import ask_why_not
from tutela.planning.store.queries.questions import TASK, Instead, questions
from tutela.storage.wall import acting_for

KIND = "evidence-handling"


def _ask(scene: Scene, person: str = "programme-officer", **more) -> int:
    return ask_why_not(**{"viewer": scene.viewer(person), "plan": scene.key, "number": 1,
                          "state": "XMA", "kind": KIND, "clock": scene.clock, **more})


def _found(scene: Scene) -> dict[str, Instead]:
    return questions(scene.viewer("programme-officer"), scene.key, 1, "XMA")


def test_the_name_of_the_job_is_true() -> None:
    assert operations.keep_instead.module_path == TASK


def test_the_answer_is_that_of_the_engine(open_scene: Scene) -> None:
    with transaction.atomic():
        made = open_scene.solved()
    _ask(open_scene)
    assert _found(open_scene) == {KIND: Instead(status="waiting")}
    with acting_for(None):
        drain()
    wanted = why_not(problem=problem_from_plain(made.problem),
                     solution=solution_from_plain(made.solution), state="XMA", type=KIND)
    assert _found(open_scene) == {KIND: Instead(
        status="done", possible=wanted.possible, loss=wanted.loss, leaves=wanted.leaves,
        enters=wanted.enters)}


def test_the_same_question_is_worked_out_once_unless_its_job_was_given_up(scene: Scene) -> None:
    scene.solved()
    assert _ask(scene) == _ask(scene)
    assert Job.objects.count() == 1
    Job.objects.update(state="FAILED")
    assert _found(scene)[KIND].status == "failed"
    _ask(scene)
    assert (Job.objects.count(), WhyNot.objects.count()) == (2, 1)
    assert _found(scene)[KIND].status == "waiting"


@pytest.mark.parametrize("more", [{"kind": "child-interview"}, {"kind": "x"}, {"state": "XZZ"}])
def test_only_what_is_not_in_the_plan_can_be_asked_for(scene: Scene, more) -> None:
    scene.solved()
    with pytest.raises(InputRefused):
        _ask(scene, **more)
    assert WhyNot.objects.count() == 0


@pytest.mark.parametrize(("person", "fault"), [
    ("programme-administrator", NotAllowed), ("focal-point", NotFound),
])
def test_only_planners_ask(scene: Scene, person, fault) -> None:
    scene.solved()
    with pytest.raises(fault):
        _ask(scene, person)
