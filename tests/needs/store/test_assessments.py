from datetime import date

import pytest

from tests.needs.scene import Scene
from tutela.foundation.clock import FixedClock
from tutela.foundation.errors import Conflict, InputRefused, NotAllowed, NotFound
from tutela.needs.store import demonstration
from tutela.needs.store.faults import NothingToSettle
from tutela.needs.store.models import Answer, AnswerRevision, Assessment, EvidenceItem
from tutela.needs.store.operations.agencies import invite_agency, remind_agency
from tutela.needs.store.operations.assessments import (
    close_assessment,
    open_assessment,
    reopen_assessment,
    set_targets,
)
from tutela.needs.store.operations.evidence import add_evidence
from tutela.needs.store.operations.settling import settle
from tutela.needs.store.queries.assessments import assessments, sheet
from tutela.needs.store.queries.results import result_of, shared_by_state


def _open(scene: Scene, person: str, **changes) -> Assessment:
    given = {"title": "Another", "opens": date(2027, 1, 1), "closes": date(2027, 6, 1), **changes}
    return open_assessment(viewer=scene.viewer(person), clock=scene.clock, **given)


@pytest.mark.parametrize("person", ["police", "viewer", "programme-officer", "partner"])
def test_only_a_focal_point_opens_an_assessment(scene: Scene, person: str) -> None:
    with pytest.raises(NotAllowed):
        _open(scene, person)


def test_it_does_not_close_before_it_opens(scene: Scene) -> None:
    with pytest.raises(InputRefused) as caught:
        _open(scene, "focal-point", closes=date(2026, 12, 31))
    assert [problem.place.field for problem in caught.value.problems] == ["closes"]


def test_carrying_over_keeps_days_and_evidence_and_starts_a_new_history(scene: Scene) -> None:
    scene.say("police", "C05", "2", note="Every week.")
    add_evidence(viewer=scene.viewer("police"), assessment=scene.key, indicator="C05", level=1,
                 title="Roster", dated=date(2026, 9, 1), clock=scene.clock)
    later = _open(scene, "focal-point", parent=scene.key)
    copy = Answer.objects.get(assessment=later)
    assert (copy.level, copy.note, copy.answered, copy.version) == (
        2, "Every week.", date(2026, 11, 23), 1
    )
    assert [(item.title, item.dated) for item in copy.evidence.all()] == [
        ("Roster", date(2026, 9, 1))
    ]
    assert [row.origin for row in AnswerRevision.objects.filter(answer=copy)] == ["carried"]
    assert {part.name for part in sheet(scene.viewer("focal-point"), later.pk).parts} == {
        "Cyber unit of the national police", "Office of the prosecutor",
    }
    assert EvidenceItem.objects.count() == 2


def test_another_state_cannot_carry_over(scene: Scene) -> None:
    with pytest.raises(NotFound):
        _open(scene, "other-focal-point", parent=scene.key)


def test_closing_and_reopening_happen_once(scene: Scene) -> None:
    focal = scene.viewer("focal-point")
    with pytest.raises(Conflict):
        reopen_assessment(viewer=focal, assessment=scene.key, closes=date(2027, 5, 1))
    close_assessment(viewer=focal, assessment=scene.key, clock=scene.clock)
    with pytest.raises(Conflict):
        close_assessment(viewer=focal, assessment=scene.key, clock=scene.clock)
    reopen_assessment(viewer=focal, assessment=scene.key, closes=date(2027, 5, 1))
    assert Assessment.objects.values_list("status", "closes").get() == ("open", date(2027, 5, 1))


def test_agencies_of_other_states_are_not_found(scene: Scene) -> None:
    with pytest.raises(NotFound):
        invite_agency(viewer=scene.viewer("focal-point"), assessment=scene.key, domains="A",
                      agency=scene.organisations["other-focal-point"], clock=scene.clock)
    with pytest.raises(NotFound):
        remind_agency(viewer=scene.viewer("focal-point"), assessment=scene.key,
                      agency=scene.organisations["justice"], clock=scene.clock)


def test_an_agency_sees_the_assessment_but_not_the_answers_of_others(scene: Scene) -> None:
    scene.say("police", "C05", "3")
    scene.say("prosecutor", "C05", "1")
    seen = {
        person: [row.level for row in sheet(scene.viewer(person), scene.key).answers]
        for person in ("focal-point", "police", "prosecutor")
    }
    assert seen == {"focal-point": [3, 1], "police": [3], "prosecutor": [1]}
    assert [line.answers for line in assessments(scene.viewer("police"))] == [1]
    assert assessments(scene.viewer("justice")) == []


def test_only_a_disagreement_is_settled_and_then_stands(scene: Scene) -> None:
    focal = scene.viewer("focal-point")
    scene.say("police", "C05", "3")
    with pytest.raises(NothingToSettle):
        settle(viewer=focal, assessment=scene.key, indicator="C05", choice="2",
               reason="Roster checked.", clock=scene.clock)
    scene.say("prosecutor", "C05", "1")
    today = scene.clock.now().date()
    before = result_of(sheet(focal, scene.key), as_of=today).indicators["C05"]
    settle(viewer=focal, assessment=scene.key, indicator="C05", choice="2",
           reason="Roster checked.", clock=scene.clock)
    after = result_of(sheet(focal, scene.key), as_of=today).indicators["C05"]
    assert (str(before.state), before.level, str(after.state), after.level) == (
        "contested", 2.0, "asserted", 2.0
    )


@pytest.mark.parametrize(("choice", "reason"), [("2", " "), ("unknown", "Because."), ("9", "x")])
def test_a_settlement_needs_a_level_and_a_reason(scene: Scene, choice: str, reason: str) -> None:
    scene.say("police", "C05", "3")
    scene.say("prosecutor", "C05", "1")
    with pytest.raises(InputRefused):
        settle(viewer=scene.viewer("focal-point"), assessment=scene.key, indicator="C05",
               choice=choice, reason=reason, clock=scene.clock)


def test_a_target_of_the_state_changes_the_gap(scene: Scene) -> None:
    focal = scene.viewer("focal-point")
    scene.say("police", "A01", "1")
    set_targets(viewer=focal, assessment=scene.key, levels={"A01": 4, "Z99": 2}, clock=scene.clock)
    found = sheet(focal, scene.key)
    scored = result_of(found, as_of=scene.clock.now().date()).indicators["A01"]
    assert (dict(found.targets), scored.gap) == ({"A01": 4}, 3.0)


@pytest.mark.django_db
def test_the_demonstration_loads_once_through_the_import(scene: Scene) -> None:
    Assessment.objects.all().delete()
    clock = FixedClock(scene.clock.now())
    for _ in range(2):
        demonstration.load(
            accounts=scene.accounts, organisations=scene.organisations, clock=clock
        )
    focal = scene.viewer("focal-point")
    found = sheet(focal, Assessment.objects.get(owner_id=focal.organisation).pk)
    assert (len(found.parts), len(found.answers), sorted(found.settlements)) == (
        5, 195, ["A03", "D01"]
    )
    assert len(shared_by_state(focal, as_of=clock.now().date())) == 15
