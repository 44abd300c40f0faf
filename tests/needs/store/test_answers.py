import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.needs.scene import Scene
from tutela.foundation.errors import InputRefused, NotAllowed, NotFound
from tutela.journal.store.models import Entry
from tutela.needs.store.faults import AnswerChanged, AssessmentClosed, NotYourPart
from tutela.needs.store.models import Answer, AnswerRevision
from tutela.needs.store.operations.agencies import invite_agency
from tutela.needs.store.operations.answers import add_comment, save_answer
from tutela.needs.store.operations.assessments import close_assessment
from tutela.needs.store.queries.assessments import sheet
from tutela.needs.store.queries.questions import comments, history
from tutela.storage.wall import acting_for


def test_a_second_writer_of_the_same_version_is_refused_and_nothing_is_lost(scene: Scene) -> None:
    first = scene.say("police", "C05", "3", note="Every week.")
    with pytest.raises(AnswerChanged) as caught:
        scene.say("police", "C05", "1", version=0, note="Only by day.")
    present = Answer.objects.get()
    assert (present.level, present.note, present.version) == (3, "Every week.", 1)
    assert caught.value.params["present"] == first
    assert (caught.value.params["choice"], caught.value.params["note"]) == ("1", "Only by day.")


_MOVES = st.tuples(st.sampled_from(["0", "2", "4", "unknown"]), st.integers(0, 3))


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=15
)
@given(st.lists(_MOVES, max_size=6))
def test_only_a_writer_who_saw_the_present_version_gets_through(scene, moves) -> None:
    Answer.objects.all().delete()
    version, said = 0, None
    for choice, seen in moves:
        if seen != version:
            with pytest.raises(AnswerChanged):
                scene.say("police", "A01", choice, version=seen)
        elif choice != said:
            scene.say("police", "A01", choice, version=seen)
            version, said = version + 1, choice
    stored = Answer.objects.filter(indicator="A01").first()
    assert (stored.version if stored else 0) == version
    assert AnswerRevision.objects.filter(answer=stored).count() == (version if stored else 0)


def test_saving_the_same_again_makes_no_version(scene: Scene) -> None:
    scene.say("police", "C05", "3")
    again = scene.say("police", "C05", "3", version=1)
    assert (again.version, AnswerRevision.objects.count()) == (1, 1)


def test_does_not_apply_needs_a_reason(scene: Scene) -> None:
    with pytest.raises(InputRefused) as caught:
        scene.say("police", "C05", "not-applicable", note="  ")
    assert [problem.place.field for problem in caught.value.problems] == ["note"]
    assert not Answer.objects.exists()


@pytest.mark.parametrize("choice", ["5", "-1", "", "verified", "contested"])
def test_other_choices_are_refused(scene: Scene, choice: str) -> None:
    with pytest.raises(InputRefused):
        scene.say("police", "C05", choice)


def test_an_agency_answers_its_own_part_only(scene: Scene) -> None:
    invite_agency(
        viewer=scene.viewer("focal-point"), assessment=scene.key, domains="D",
        agency=scene.organisations["police"], clock=scene.clock,
    )
    with pytest.raises(NotYourPart):
        scene.say("police", "C05", "3")


@pytest.mark.parametrize(("person", "fault"), [
    ("other-focal-point", NotFound), ("programme-officer", NotFound), ("justice", NotFound),
    ("viewer", NotAllowed), ("police-administrator", NotAllowed),
])
def test_others_do_not_answer(scene: Scene, person: str, fault: type[Exception]) -> None:
    with pytest.raises(fault):
        scene.say(person, "C05", "3")


def test_a_closed_assessment_takes_no_answer(scene: Scene) -> None:
    close_assessment(viewer=scene.viewer("focal-point"), assessment=scene.key, clock=scene.clock)
    with pytest.raises(AssessmentClosed):
        scene.say("police", "C05", "3")


def test_an_answer_and_its_entry_in_the_journal_are_one(scene: Scene, monkeypatch) -> None:
    with acting_for(scene.organisations["police"]):
        before = Entry.objects.count()
        scene.say("police", "C05", "3")
        assert Entry.objects.count() == before + 1
        newest = Entry.objects.order_by("pk").last()
    assert (newest.action, newest.subject) == (
        "needs.answer.saved", f"assessment:{scene.key}/C05"
    )

    def fail(**_: object) -> None:
        raise RuntimeError("the journal is full")

    monkeypatch.setattr("tutela.journal.store.operations.record", fail)
    with pytest.raises(RuntimeError):
        scene.say("police", "C05", "1", version=1)
    assert Answer.objects.get().level == 3


def test_history_and_comments_stay_between_agency_and_focal_point(scene: Scene) -> None:
    scene.say("police", "C05", "3")
    scene.say("prosecutor", "C05", "1")
    add_comment(
        viewer=scene.viewer("prosecutor"), assessment=scene.key, indicator="C05",
        text="Night signatures were promised.", clock=scene.clock,
    )
    seen = {
        person: (len(history(viewer, sheet(viewer, scene.key), "C05")),
                 len(comments(viewer, sheet(viewer, scene.key), "C05")))
        for person in ("focal-point", "police", "prosecutor")
        for viewer in [scene.viewer(person)]
    }
    assert seen == {"focal-point": (2, 1), "police": (1, 0), "prosecutor": (1, 1)}


def test_an_unknown_question_is_not_found(scene: Scene) -> None:
    with pytest.raises(NotFound):
        save_answer(viewer=scene.viewer("police"), assessment=scene.key, indicator="Z99",
                    choice="1", note="", version=0, clock=scene.clock)
