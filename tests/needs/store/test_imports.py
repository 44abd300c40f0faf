import pytest

from tests.needs.scene import Scene
from tutela.foundation.errors import InputRefused, NotFound
from tutela.needs.engine.forms.answerset_json import answers_to_json
from tutela.needs.store.faults import AnswerChanged, ImportProblems, ImportSettled, NotYourPart
from tutela.needs.store.models import Answer, PendingImport
from tutela.needs.store.operations.agencies import invite_agency
from tutela.needs.store.operations.imports import check_import, confirm_import, discard_import
from tutela.needs.store.queries.assessments import sheet, to_answer_set
from tutela.needs.store.queries.imports import checked_file


def _file(scene: Scene, person: str = "police") -> bytes:
    """Answers to A01 and C05 as a file, and the answers themselves taken away again."""
    scene.say(person, "A01", "1")
    scene.say(person, "C05", "3", note="Every week.")
    data = answers_to_json(to_answer_set(sheet(scene.viewer(person), scene.key)))
    Answer.objects.all().delete()
    return data


def _check(scene: Scene, person: str, data: bytes) -> PendingImport:
    return check_import(
        viewer=scene.viewer(person), assessment=scene.key, file_name="answers.json", data=data,
        clock=scene.clock,
    )


def _confirm(scene: Scene, person: str, pending: PendingImport, *organisations: str) -> int:
    seen = checked_file(scene.viewer(person), pending.pk, today=scene.clock.now().date())
    chosen = dict(zip(
        seen.answers.agencies, [scene.organisations[name] for name in organisations], strict=True
    ))
    return confirm_import(
        viewer=scene.viewer(person), pending=pending.pk, agencies=chosen, clock=scene.later(hours=1)
    )


def test_checking_changes_no_answer_and_confirming_takes_all(scene: Scene) -> None:
    pending = _check(scene, "police", _file(scene))
    assert Answer.objects.count() == 0
    assert _confirm(scene, "police", pending, "police") == 2
    assert list(Answer.objects.order_by("indicator").values_list("indicator", "level", "note")) == [
        ("A01", 1, ""), ("C05", 3, "Every week."),
    ]


def test_a_file_is_taken_over_once(scene: Scene) -> None:
    pending = _check(scene, "police", _file(scene))
    _confirm(scene, "police", pending, "police")
    with pytest.raises(ImportSettled):
        confirm_import(viewer=scene.viewer("police"), pending=pending.pk, agencies={},
                       clock=scene.clock)


def test_a_file_with_problems_cannot_be_confirmed(scene: Scene) -> None:
    data = _file(scene).replace(b'"level":3', b'"level":9')
    pending = _check(scene, "police", data)
    seen = checked_file(scene.viewer("police"), pending.pk, today=scene.clock.now().date())
    assert len(seen.errors) == 1
    assert seen.answers.answers == ()
    with pytest.raises(ImportProblems):
        _confirm(scene, "police", pending)
    assert Answer.objects.count() == 0


def test_an_answer_saved_in_the_meantime_keeps_the_whole_file_out(scene: Scene) -> None:
    pending = _check(scene, "police", _file(scene))
    scene.clock = scene.later(minutes=5)
    scene.say("police", "C05", "0")
    with pytest.raises(AnswerChanged):
        _confirm(scene, "police", pending, "police")
    assert list(Answer.objects.values_list("indicator", "level")) == [("C05", 0)]
    assert PendingImport.objects.get().status == "checked"


def test_one_answer_outside_the_part_keeps_the_whole_file_out(scene: Scene) -> None:
    data = _file(scene)
    invite_agency(
        viewer=scene.viewer("focal-point"), assessment=scene.key, domains="A",
        agency=scene.organisations["police"], clock=scene.clock,
    )
    with pytest.raises(NotYourPart):
        _confirm(scene, "police", _check(scene, "police", data), "police")
    assert Answer.objects.count() == 0


@pytest.mark.parametrize("wrong", ["prosecutor", "other-focal-point"])
def test_an_agency_imports_for_itself_alone(scene: Scene, wrong: str) -> None:
    pending = _check(scene, "police", _file(scene))
    with pytest.raises(InputRefused):
        _confirm(scene, "police", pending, wrong)
    assert Answer.objects.count() == 0


def test_the_focal_point_imports_for_its_agencies(scene: Scene) -> None:
    pending = _check(scene, "focal-point", _file(scene))
    assert _confirm(scene, "focal-point", pending, "prosecutor") == 2
    assert set(Answer.objects.values_list("organisation_id", flat=True)) == {
        scene.organisations["prosecutor"]
    }


@pytest.mark.parametrize("person", ["prosecutor", "focal-point", "other-focal-point"])
def test_a_checked_file_is_its_uploaders_alone(scene: Scene, person: str) -> None:
    pending = _check(scene, "police", _file(scene))
    with pytest.raises(NotFound):
        discard_import(viewer=scene.viewer(person), pending=pending.pk, clock=scene.clock)


def test_equal_answers_make_no_new_version(scene: Scene) -> None:
    data = _file(scene)
    _confirm(scene, "police", _check(scene, "police", data), "police")
    scene.clock = scene.later(hours=2)
    again = _check(scene, "police", data)
    seen = checked_file(scene.viewer("police"), again.pk, today=scene.clock.now().date())
    taken = confirm_import(
        viewer=scene.viewer("police"), pending=again.pk, clock=scene.clock,
        agencies=dict.fromkeys(seen.answers.agencies, scene.organisations["police"]),
    )
    assert (taken, set(Answer.objects.values_list("version", flat=True))) == (0, {1})
