"""What States ask for, and take back."""

import pytest

from tests.planning.scene import NOW, Scene
from tutela.foundation.errors import InputRefused
from tutela.journal.store.models import Entry
from tutela.planning.store.models import StateRequest
from tutela.planning.store.operations.requests import keep_request
from tutela.planning.store.queries.plans import plan_setup
from tutela.planning.store.queries.states import own_request, requests
from tutela.storage.wall import acting_for


def _ask(scene: Scene, **more) -> None:
    keep_request(viewer=scene.viewer("focal-point"), clock=scene.clock,
                 **{"everything": False, "types": (), **more})


def _planned(scene: Scene) -> frozenset[str] | None:
    officer = scene.viewer("programme-officer")
    with acting_for(officer.organisation):
        found = plan_setup(officer, scene.key, today=NOW.date()).material.problem
    return found.states["XMA"].requests


def test_a_request_that_is_withdrawn_plans_nothing(scene: Scene) -> None:
    _ask(scene, everything=True)
    assert _planned(scene) is None
    _ask(scene, nothing=True, note_text="Elections")
    assert _planned(scene) == frozenset()
    mine = own_request(scene.viewer("focal-point"))
    assert (mine.asks, mine.note) == ("nothing", "Elections")
    assert requests(scene.viewer("programme-officer"))["XMA"].asks == "nothing"
    with acting_for(scene.viewer("focal-point").organisation):
        assert Entry.objects.filter(action="planning.request.withdrawn").count() == 1


def test_a_withdrawn_request_can_be_made_again(scene: Scene) -> None:
    _ask(scene, nothing=True)
    _ask(scene, types=("child-interview",))
    assert own_request(scene.viewer("focal-point")).asks == "chosen"
    assert _planned(scene) == frozenset({"child-interview"})


def test_no_activity_is_not_taken_for_a_withdrawal(scene: Scene) -> None:
    with pytest.raises(InputRefused) as caught:
        _ask(scene)
    assert [one.code for one in caught.value.problems] == ["planning.request-empty"]
    assert StateRequest.objects.count() == 0
