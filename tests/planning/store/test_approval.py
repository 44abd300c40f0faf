import json

import pytest

from tests.planning.scene import Scene
from tutela.foundation.errors import InputRefused, NotAllowed, NotFound
from tutela.journal.store.models import Entry
from tutela.planning.store.faults import NoPlanToSend, NotInThisState, OwnPlan
from tutela.planning.store.models import Actual, PlanVersion
from tutela.planning.store.operations.approval import approve, give_back, send
from tutela.planning.store.operations.progress import keep_actual
from tutela.planning.store.queries.plans import progress_of, version, versions
from tutela.planning.store.queries.states import own_sheet, own_sheets


def _about(scene: Scene, person: str, number: int = 1) -> dict:
    return {"viewer": scene.viewer(person), "plan": scene.key, "number": number,
            "clock": scene.clock}


def _status() -> list[str]:
    return list(PlanVersion.objects.order_by("number").values_list("status", flat=True))


def test_a_version_is_sent_by_one_and_approved_by_another(scene: Scene) -> None:
    scene.solved()
    send(**_about(scene, "programme-officer"))
    assert approve(**_about(scene, "programme-administrator")) == 2
    assert _status() == ["approved"]
    last = Entry.objects.order_by("-sequence").first()
    assert (last.action, json.loads(last.detail)["sheets"]) == ("planning.version.approved", 2)


@pytest.mark.parametrize("person", ["programme-officer", "viewer", "focal-point-administrator"])
def test_nobody_else_approves(scene: Scene, person) -> None:
    scene.solved()
    send(**_about(scene, "programme-officer"))
    with pytest.raises(NotAllowed if person.startswith("programme") else NotFound):
        approve(**_about(scene, person))
    assert _status() == ["sent"]


def test_who_solved_a_version_does_not_approve_it(scene: Scene) -> None:
    made = scene.solved()
    send(**_about(scene, "programme-officer"))
    PlanVersion.objects.filter(pk=made.pk).update(
        solved_by_id=scene.accounts["programme-administrator"]
    )
    with pytest.raises(OwnPlan):
        approve(**_about(scene, "programme-administrator"))
    assert _status() == ["sent"]


def test_a_version_without_a_plan_is_not_sent(scene: Scene) -> None:
    scene.solved(feasible=False)
    with pytest.raises(NoPlanToSend):
        send(**_about(scene, "programme-officer"))


def test_a_draft_is_neither_approved_nor_returned(scene: Scene) -> None:
    scene.solved()
    for step in (approve, lambda **about: give_back(reason="No", **about)):
        with pytest.raises(NotInThisState):
            step(**_about(scene, "programme-administrator"))


def test_a_returned_version_keeps_the_reason_and_needs_one(scene: Scene) -> None:
    scene.solved()
    send(**_about(scene, "programme-officer"))
    with pytest.raises(InputRefused):
        give_back(reason="  ", **_about(scene, "programme-administrator"))
    give_back(reason="Too little for islands.", **_about(scene, "programme-administrator"))
    line = versions(scene.viewer("programme-officer"), scene.key)[0]
    assert (line.status, line.reason) == ("draft", "Too little for islands.")


def test_a_later_approval_replaces_the_earlier_one_and_its_sheets(scene: Scene) -> None:
    for number in (1, 2):
        scene.solved()
        send(**_about(scene, "programme-officer", number))
        approve(**_about(scene, "programme-administrator", number))
    assert _status() == ["replaced", "approved"]
    assert [(one.number, one.replaced) for one in own_sheets(scene.viewer("focal-point"))] == [
        (2, False), (1, True),
    ]


def test_a_sheet_is_read_by_its_state_alone_and_tells_nothing_of_others(scene: Scene) -> None:
    scene.solved()
    send(**_about(scene, "programme-officer"))
    assert own_sheets(scene.viewer("focal-point")) == []
    approve(**_about(scene, "programme-administrator"))
    mine = own_sheets(scene.viewer("focal-point"))
    assert [one.state for one in mine] == ["XMA"]
    assert {row["state"] for row in mine[0].content["closed"]} == {"XMA"}
    for person in ("other-focal-point", "programme-officer", "police"):
        with pytest.raises(NotFound):
            own_sheet(scene.viewer(person), mine[0].key)


def test_progress_is_entered_for_an_approved_version_only(scene: Scene) -> None:
    scene.solved()
    entry = {**_about(scene, "programme-officer"), "delivery": 1, "progress": "done",
             "people": 18, "cost": 40_000}
    with pytest.raises(NotInThisState):
        keep_actual(**entry)
    send(**_about(scene, "programme-officer"))
    approve(**_about(scene, "programme-administrator"))
    keep_actual(**entry)
    keep_actual(**{**entry, "people": 20})
    found = progress_of(scene.viewer("programme-officer"), scene.key, 1)
    assert {key: (one.progress, one.people) for key, one in found.items()} == {1: ("done", 20)}
    assert Actual.objects.count() == 1
    with pytest.raises(NotFound):
        keep_actual(**{**entry, "delivery": 9})


def test_a_version_never_changes(scene: Scene) -> None:
    made = scene.solved()
    send(**_about(scene, "programme-officer"))
    approve(**_about(scene, "programme-administrator"))
    assert version(scene.viewer("programme-officer"), scene.key, 1).digest == made.digest
