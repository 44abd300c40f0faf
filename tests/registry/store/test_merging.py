from datetime import date

import pytest

from tests.registry.activities import an_activity
from tests.registry.scene import TODAY
from tutela.foundation.errors import NotAllowed
from tutela.registry.engine.filters import Filters
from tutela.registry.store.faults import CannotMerge, NotMerged
from tutela.registry.store.models import Candidate, Entry, Record
from tutela.registry.store.operations.merging import mark_different, merge, undo_merge
from tutela.registry.store.operations.records import edit, register
from tutela.registry.store.queries.records import record, shared_activities
from tutela.registry.store.queries.searching import search


def two(scene):
    left = register(viewer=scene.viewer("partner"), clock=scene.clock, activity=an_activity(
        "a", titles={"en": "Interviewing children"}, seats=20, starts=date(2027, 2, 1)))
    right = register(viewer=scene.viewer("programme-officer"), clock=scene.clock,
                     activity=an_activity("b", titles={"fr": "Entretien avec l’enfant"}, seats=24,
                                          contact="office", starts=date(2027, 2, 1)))
    return left, right


def keys(scene, words=""):
    page = search(scene.viewer("viewer"), filters=Filters(words=words), today=TODAY)
    return [line.key for line in page.lines]


def state_of_tables():
    rows = Record.objects.order_by("pk").values("pk", "body", "version", "cluster", "digest")
    return list(rows), list(Entry.objects.order_by("pk").values_list("pk", "packed", "states"))


def test_a_merge_shows_the_lead_with_chosen_values_and_their_origins(scene):
    left, right = two(scene)
    officer = scene.viewer("programme-officer")
    merge(viewer=officer, members=[left, right], lead=left, chosen={"seats": right},
          why="Same place and days", clock=scene.clock)
    assert keys(scene) == [left]
    line = search(scene.viewer("viewer"), filters=Filters(), today=TODAY).lines[0]
    assert (line.members, line.activity.seats, line.activity.contact) == (2, 24, "office")
    shown = record(scene.viewer("viewer"), left)
    assert (shown.origins["seats"].source, shown.origins["starts"].source) == (
        "Programme office (demonstration)", "Foundation for safe childhood (demonstration)",
    )
    assert [member.key for member in shown.members] == [left, right]
    assert record(scene.viewer("viewer"), right).merge.lead == left


def test_undo_restores_exactly(scene):
    left, right = two(scene)
    officer = scene.viewer("programme-officer")
    before = state_of_tables()
    key = merge(viewer=officer, members=[right, left], lead=left, chosen={"titles": right},
                why="Same", clock=scene.clock)
    assert keys(scene, "interviewing") == []
    undo_merge(viewer=officer, cluster=key, why="Two rooms", clock=scene.later(hours=1))
    assert state_of_tables() == before
    assert keys(scene, "interviewing") == [left]
    assert keys(scene, "entretien") == [right]
    with pytest.raises(NotMerged):
        undo_merge(viewer=officer, cluster=key, why="again", clock=scene.clock)


def test_a_change_of_a_member_reaches_the_lead(scene):
    left, right = two(scene)
    merge(viewer=scene.viewer("programme-officer"), members=[left, right], lead=right,
          chosen={"seats": left}, why="Same", clock=scene.clock)
    edit(viewer=scene.viewer("partner"), key=left, version=1, why="More", clock=scene.clock,
         activity=an_activity("a", seats=30, starts=date(2027, 2, 1)))
    assert keys(scene) == [right]
    assert record(scene.viewer("viewer"), right).activity.seats == 30


def test_a_change_of_a_member_is_a_change_of_the_lead_since_then(scene):
    left, right = two(scene)
    merge(viewer=scene.viewer("programme-officer"), members=[left, right], lead=right,
          chosen={"seats": left}, why="Same", clock=scene.clock)
    later = scene.later(hours=2)
    since = scene.later(hours=1).now()
    assert list(shared_activities(since=since, today=TODAY)) == []
    edit(viewer=scene.viewer("partner"), key=left, version=1, why="More", clock=later,
         activity=an_activity("a", seats=30, starts=date(2027, 2, 1)))
    assert [(key, one.seats) for key, one in shared_activities(since=since, today=TODAY)] == [
        (right, 30)]


def test_only_who_curates_merges_and_only_what_is_free(scene):
    left, right = two(scene)
    with pytest.raises(NotAllowed):
        merge(viewer=scene.viewer("partner"), members=[left, right], lead=left, why="x",
              clock=scene.clock)
    officer = scene.viewer("programme-officer")
    with pytest.raises(CannotMerge):
        merge(viewer=officer, members=[left], lead=left, why="x", clock=scene.clock)
    merge(viewer=officer, members=[left, right], lead=left, why="x", clock=scene.clock)
    with pytest.raises(CannotMerge):
        merge(viewer=officer, members=[left, right], lead=right, why="x", clock=scene.clock)


def test_two_told_apart_stay_so(scene):
    left, right = two(scene)
    officer = scene.viewer("programme-officer")
    for one, other in ((left, right), (right, left)):
        mark_different(viewer=officer, left=one, right=other, why="Two years", clock=scene.clock)
    assert list(Candidate.objects.values_list("left", "right", "state")) == [
        (left, right, "different")
    ]
