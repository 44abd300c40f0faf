import pytest

from tests.needs.scene import Scene
from tutela.foundation.errors import InputRefused, NotAllowed, NotFound
from tutela.needs.store.models import Assessment, Disclosed
from tutela.needs.store.operations.disclosing import choose_audiences, publish
from tutela.needs.store.operations.evidence import add_evidence
from tutela.needs.store.operations.settling import verify
from tutela.needs.store.queries.assessments import sheet, to_answer_set
from tutela.needs.store.queries.disclosing import shared_levels, to_verify
from tutela.needs.store.queries.results import shared_results
from tutela.people.engine.roles import Kind, Role
from tutela.people.engine.viewer import Viewer
from tutela.people.store.operations import found_organisation


def _share(scene: Scene, **audiences: str) -> None:
    focal = scene.viewer("focal-point")
    choose_audiences(
        viewer=focal, assessment=scene.key, audiences=audiences, clock=scene.clock
    )
    publish(viewer=focal, assessment=scene.key, clock=scene.clock)


def _read(scene: Scene, person: str) -> list[tuple[str, float | None]]:
    return [(row.indicator, row.level) for row in shared_levels(scene.viewer(person))]


def _answer(scene: Scene) -> None:
    for code, level in {"A01": "1", "C05": "3", "D01": "2", "F01": "0"}.items():
        scene.say("police", code, level, note="A note of the police.")


def test_nothing_is_shared_before_it_is_published(scene: Scene) -> None:
    _answer(scene)
    choose_audiences(
        viewer=scene.viewer("focal-point"), assessment=scene.key, audiences={"A01": "public"},
        clock=scene.clock,
    )
    people = ("programme-officer", "other-focal-point", "partner", "police")
    assert [_read(scene, person) for person in people] == [[], [], [], []]


def test_each_audience_reads_exactly_what_is_meant_for_it(scene: Scene) -> None:
    _answer(scene)
    _share(scene, A01="programme", C05="region", D01="public", F01="private")
    assert {person: _read(scene, person) for person in (
        "programme-officer", "programme-administrator", "other-focal-point", "partner", "police",
    )} == {
        "programme-officer": [("A01", 1.0), ("C05", 3.0), ("D01", 2.0)],
        "programme-administrator": [("D01", 2.0)],
        "other-focal-point": [("D01", 2.0)],
        "partner": [("D01", 2.0)],
        "police": [("D01", 2.0)],
    }


def test_only_the_programme_reads_agencies_notes_and_evidence(scene: Scene) -> None:
    _answer(scene)
    _share(scene, A01="public")
    details = {row.audience: row.detail for row in Disclosed.objects.all()}
    assert sorted(details) == ["programme", "public", "region"]
    assert details["region"] == details["public"] == {}
    assert [one["note"] for one in details["programme"]["answers"]] == ["A note of the police."]


def test_what_is_withdrawn_is_gone_at_once(scene: Scene) -> None:
    _answer(scene)
    _share(scene, A01="public", C05="programme")
    _share(scene, A01="private")
    assert _read(scene, "programme-officer") == [("C05", 3.0)]
    assert _read(scene, "partner") == []


def test_a_withheld_answer_changes_no_figure_of_those_who_may_not_read_it(scene: Scene) -> None:
    _answer(scene)
    _share(scene, A01="programme")
    today = scene.clock.now().date()
    before = shared_results(scene.viewer("programme-officer"), as_of=today)
    scene.say("police", "A02", "4")
    _share(scene, A01="programme")
    assert shared_results(scene.viewer("programme-officer"), as_of=today) == before


@pytest.mark.parametrize(("person", "fault"), [
    ("police", NotFound), ("programme-officer", NotFound), ("other-focal-point", NotFound),
    ("viewer", NotAllowed), ("focal-point-administrator", NotAllowed),
])
def test_nobody_else_shares(scene: Scene, person: str, fault: type[Exception]) -> None:
    with pytest.raises(fault):
        publish(viewer=scene.viewer(person), assessment=scene.key, clock=scene.clock)


@pytest.mark.parametrize("audiences", [{"A01": "world"}, {"Z99": "public"}])
def test_other_audiences_are_refused(scene: Scene, audiences: dict[str, str]) -> None:
    with pytest.raises(InputRefused):
        choose_audiences(viewer=scene.viewer("focal-point"), assessment=scene.key,
                         audiences=audiences, clock=scene.clock)


def test_the_programme_verifies_only_what_it_was_shown(scene: Scene) -> None:
    scene.say("police", "C05", "1")
    scene.say("police", "A01", "1")
    for code in ("C05", "A01"):
        add_evidence(viewer=scene.viewer("police"), assessment=scene.key, indicator=code, level=1,
                     title="Roster", dated=scene.clock.now().date(), clock=scene.clock)
    _share(scene, C05="programme")
    officer = scene.viewer("programme-officer")
    (waiting,) = to_verify(officer)
    assert (waiting.indicator, waiting.agency) == ("C05", "Cyber unit of the national police")
    with pytest.raises(NotFound):
        verify(viewer=officer, disclosed=waiting.disclosed, answer=waiting.answer + 1,
               version=waiting.version, reason="Read the roster.", clock=scene.clock)
    verify(viewer=officer, disclosed=waiting.disclosed, answer=waiting.answer,
           version=waiting.version, reason="Read the roster.", clock=scene.clock)
    assert to_verify(officer) == []


def test_verification_ends_when_the_answer_changes(scene: Scene) -> None:
    scene.say("police", "C05", "1")
    add_evidence(viewer=scene.viewer("police"), assessment=scene.key, indicator="C05", level=1,
                 title="Roster", dated=scene.clock.now().date(), clock=scene.clock)
    _share(scene, C05="programme")
    officer = scene.viewer("programme-officer")
    (waiting,) = to_verify(officer)
    verify(viewer=officer, disclosed=waiting.disclosed, answer=waiting.answer,
           version=waiting.version, reason="Read the roster.", clock=scene.clock)
    focal = scene.viewer("focal-point")
    states = [str(to_answer_set(sheet(focal, scene.key)).answers[0].state)]
    scene.say("police", "C05", "2", version=2)
    states.append(str(to_answer_set(sheet(focal, scene.key)).answers[0].state))
    assert states == ["verified", "evidenced"]


def test_a_neighbour_of_the_region_reads_what_is_meant_for_the_region(scene: Scene) -> None:
    Assessment.objects.update(region="014")
    _answer(scene)
    _share(scene, A01="programme", C05="region", D01="public", F01="private")
    read = {}
    for state in ("KEN", "FRA"):
        place = found_organisation(
            name=f"Focal point of {state}", kind=Kind.FOCAL_POINT, state=state, clock=scene.clock
        )
        neighbour = Viewer(
            account=scene.accounts["other-focal-point"], kind=Kind.FOCAL_POINT,
            organisation=place.key, role=Role.FOCAL_POINT, state=state,
        )
        read[state] = [row.indicator for row in shared_levels(neighbour)]
    assert read == {"KEN": ["C05", "D01"], "FRA": ["D01"]}
