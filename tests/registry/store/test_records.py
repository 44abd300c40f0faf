from dataclasses import replace
from datetime import date

import pytest

from tests.registry.activities import an_activity
from tests.registry.scene import TODAY
from tutela.foundation.errors import NotAllowed, NotFound
from tutela.registry.engine.filters import Filters
from tutela.registry.store.faults import AlreadyRegistered, RecordChanged, RecordRefused
from tutela.registry.store.models import Record, RecordVersion
from tutela.registry.store.operations.records import edit, register, restore, withdraw
from tutela.registry.store.queries.searching import search


def found(viewer, words="", **chosen):
    page = search(viewer, filters=Filters(words=words, **chosen), today=TODAY)
    assert page.total == len(page.lines)
    return [line.key for line in page.lines]


def test_what_is_registered_is_found_by_everyone_by_words_and_facets(scene):
    key = register(
        viewer=scene.viewer("partner"), clock=scene.clock,
        activity=an_activity(
            title="Entretiens avec des enfants", topics=("child-interviews",),
            audiences=("police",), starts=date(2027, 2, 1),
        ),
    )
    other = scene.viewer("other-focal-point")
    assert found(other, "enfants entretien") == [key]
    assert found(other, "harbour") == [key]
    assert found(other, "enfants forensics") == []
    assert found(other, topics=("child-interviews",), states=("XMA",)) == [key]
    assert found(other, topics=("forensics",)) == []
    page = search(other, filters=Filters(), today=TODAY)
    assert page.facets["audiences"] == {"police": 1}
    assert list(page.providers.values()) == ["Harbour Foundation"]


def test_chinese_is_found_by_part_of_a_title(scene):
    key = register(
        viewer=scene.viewer("partner"), clock=scene.clock,
        activity=an_activity(titles={"zh": "儿童访谈基础课程"}),
    )
    viewer = scene.viewer("viewer")
    assert (found(viewer, "访谈"), found(viewer, "谈访")) == ([key], [])


def test_a_record_of_its_own_is_seen_by_owner_and_programme_alone(scene):
    key = register(
        viewer=scene.viewer("partner"), clock=scene.clock, visibility="own",
        activity=an_activity(title="Closed workshop", topics=("forensics",)),
    )
    for person in ("partner", "programme-officer"):
        assert found(scene.viewer(person), "closed work") == [key]
        assert found(scene.viewer(person), "open") == []
        assert found(scene.viewer(person), topics=("forensics",)) == [key]
    assert found(scene.viewer("other-focal-point"), "closed") == []


def test_every_problem_of_a_record_is_named_and_nothing_is_kept(scene):
    with pytest.raises(RecordRefused) as refused:
        register(
            viewer=scene.viewer("partner"), clock=scene.clock,
            activity=an_activity(
                title=" ", states=("Marevia",), topics=("sailing",), seats=-1,
                starts=date(2027, 2, 2), ends=date(2027, 2, 1),
            ),
        )
    assert [problem.place.field for problem in refused.value.problems] == [
        "title", "ends", "sites", "topics", "seats",
    ]
    assert Record.objects.count() == 0


def test_the_same_record_is_not_registered_twice(scene):
    register(viewer=scene.viewer("partner"), clock=scene.clock, activity=an_activity(""))
    with pytest.raises(AlreadyRegistered):
        register(viewer=scene.viewer("partner"), clock=scene.clock, activity=an_activity(""))


def test_who_may_not_register_may_not(scene):
    with pytest.raises(NotAllowed):
        register(viewer=scene.viewer("viewer"), clock=scene.clock, activity=an_activity())


def test_a_change_keeps_what_was_said_and_who_changed_what(scene):
    viewer = scene.viewer("partner")
    key = register(viewer=viewer, clock=scene.clock, activity=an_activity(seats=12))
    version = edit(
        viewer=scene.viewer("programme-officer"), key=key, version=1, why="The hall is larger",
        activity=an_activity(title="Interviews", seats=24), clock=scene.later(days=1),
    )
    assert version == 2
    row = Record.objects.get(pk=key)
    assert (row.body["seats"], row.title) == (24, "Interviews")
    assert sorted(row.body["origins"]) == ["", "seats", "titles"]
    assert row.body["origins"]["seats"]["source"] == "Programme office (demonstration)"
    kept = RecordVersion.objects.get(record=key)
    assert (kept.version, kept.body["seats"], kept.why) == (1, 12, "The hall is larger")
    assert found(viewer, "interviewing") == []
    assert found(viewer, "interviews") == [key]
    with pytest.raises(RecordChanged):
        edit(viewer=viewer, key=key, version=1, why="again", activity=an_activity(),
             clock=scene.clock)


def test_others_cannot_change_a_record(scene):
    key = register(viewer=scene.viewer("partner"), clock=scene.clock, activity=an_activity())
    with pytest.raises(NotAllowed):
        edit(viewer=scene.viewer("focal-point"), key=key, version=1, why="x",
             activity=an_activity(), clock=scene.clock)
    with pytest.raises(NotAllowed):
        withdraw(viewer=scene.viewer("viewer"), key=key, why="x", clock=scene.clock)
    own = register(viewer=scene.viewer("partner"), clock=scene.clock, visibility="own",
                   activity=an_activity("own"))
    with pytest.raises(NotFound):
        withdraw(viewer=scene.viewer("focal-point"), key=own, why="x", clock=scene.clock)


def test_a_withdrawn_record_is_not_found_until_it_is_restored(scene):
    viewer = scene.viewer("partner")
    key = register(viewer=viewer, clock=scene.clock, activity=an_activity())
    withdraw(viewer=viewer, key=key, why="Cancelled by mistake", clock=scene.clock)
    assert found(viewer) == []
    restore(viewer=viewer, key=key, why="It takes place", clock=scene.clock)
    assert found(viewer, "interviewing") == [key]
    assert Record.objects.get(pk=key).version == 3


def test_a_record_that_is_shared_no_more_leaves_the_search_of_others(scene):
    viewer = scene.viewer("partner")
    key = register(viewer=viewer, clock=scene.clock, activity=an_activity())
    edit(viewer=viewer, key=key, version=1, why="Not public", activity=an_activity(),
         visibility="own", clock=scene.clock)
    assert found(scene.viewer("viewer")) == []
    assert found(viewer, "interviewing") == [key]


def test_search_follows_each_commit(open_scene):
    viewer = open_scene.viewer("partner")
    keys = []
    for number in range(3):
        keys.append(register(
            viewer=viewer, clock=open_scene.clock,
            activity=an_activity(str(number), starts=date(2027, 1, number + 1)),
        ))
        assert found(viewer) == keys
    changed = replace(an_activity("0"), starts=date(2027, 6, 1))
    edit(viewer=viewer, key=keys[0], version=1, why="Later", activity=changed,
         clock=open_scene.clock)
    assert found(viewer) == [keys[1], keys[2], keys[0]]


@pytest.mark.parametrize("visibility", ["shared", "own"])
@pytest.mark.parametrize(("words", "fits"), [
    ("inter", True), ("INTERVIEWING enfânts", True), ("in", False), ("5", True), ("访", True),
    ("访谈", True), ("谈访", False), ("* OR 'x", False), ("!!!", False), ("", True),
    ("أطفال", True), ("اطفال", True),
])
def test_words_fit_alike_in_every_table(scene, visibility, words, fits):
    key = register(
        viewer=scene.viewer("partner"), clock=scene.clock, visibility=visibility,
        activity=an_activity(titles={
            "en": "Interviewing 5", "fr": "Enfants", "zh": "儿童访谈", "ar": "أطفال"
        }),
    )
    assert found(scene.viewer("partner"), words) == ([key] if fits else [])
