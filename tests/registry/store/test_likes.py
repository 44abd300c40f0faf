from datetime import date

from tests.registry.activities import an_activity
from tests.registry.scene import TODAY
from tutela.jobs.store.operations import drain
from tutela.registry.engine.filters import Filters
from tutela.registry.store.models import Block, Candidate
from tutela.registry.store.operations.merging import mark_different, merge, undo_merge
from tutela.registry.store.operations.records import edit, register, withdraw
from tutela.registry.store.queries.desk import candidates
from tutela.registry.store.queries.searching import search
from tutela.registry.store.queries.similar import similar

PARTS = {
    "topics": ("child-interviews",), "audiences": ("police",), "starts": date(2027, 2, 1),
    "ends": date(2027, 2, 5),
}
ENGLISH = "Interviewing children who may be victims of abuse: a course for first interviewers"
FRENCH = "Entretiens avec des enfants victimes : cours pour les premiers enquêteurs"


def two(scene):
    left = register(viewer=scene.viewer("partner"), clock=scene.clock,
                    activity=an_activity("a", ENGLISH, **PARTS))
    right = register(viewer=scene.viewer("programme-officer"), clock=scene.clock,
                     activity=an_activity("b", titles={"fr": FRENCH}, **PARTS))
    drain()
    return left, right


def test_the_same_course_in_two_languages_is_asked_about(open_scene):
    left, right = two(open_scene)
    pairs = candidates(open_scene.viewer("programme-officer"))
    assert [(pair.left.key, pair.right.key, pair.state) for pair in pairs] == [
        (left, right, "open")
    ]
    assert {reason["field"] for reason in pairs[0].reasons} >= {"meaning", "starts"}
    page = search(open_scene.viewer("viewer"), filters=Filters(), today=TODAY)
    assert [line.questioned for line in page.lines] == [True, True]


def test_what_is_about_to_be_registered_finds_its_like(open_scene):
    left, right = two(open_scene)
    viewer = open_scene.viewer("focal-point")
    found = similar(viewer, activity=an_activity("c", ENGLISH, **PARTS))
    assert [one.record for one in found] == [left, right]
    again = similar(viewer, activity=an_activity("c", ENGLISH, **PARTS), besides=left)
    assert [one.record for one in again] == [right]
    assert similar(viewer, activity=an_activity("d", "Disk forensics", states=("XQL",))) == ()


def test_different_is_remembered(open_scene):
    left, right = two(open_scene)
    officer = open_scene.viewer("programme-officer")
    mark_different(viewer=officer, left=left, right=right, why="Two rooms", clock=open_scene.clock)
    edit(viewer=officer, key=left, version=1, why="Typing error", clock=open_scene.clock,
         activity=an_activity("a", ENGLISH + ".", **PARTS))
    drain()
    assert candidates(officer) == ()
    assert [pair.why for pair in candidates(officer, state="different")] == ["Two rooms"]


def test_merging_settles_the_question_and_undo_asks_again(open_scene):
    left, right = two(open_scene)
    officer = open_scene.viewer("programme-officer")
    key = merge(viewer=officer, members=[left, right], lead=left, why="Same",
                clock=open_scene.clock)
    drain()
    assert candidates(officer) == ()
    assert set(Block.objects.values_list("record", flat=True)) == {left}
    undo_merge(viewer=officer, cluster=key, why="No", clock=open_scene.clock)
    drain()
    assert [(pair.left.key, pair.right.key) for pair in candidates(officer)] == [(left, right)]


def test_a_withdrawn_record_is_asked_about_no_more(open_scene):
    left, _ = two(open_scene)
    withdraw(viewer=open_scene.viewer("partner"), key=left, why="Off", clock=open_scene.clock)
    drain()
    assert Candidate.objects.count() == 0
