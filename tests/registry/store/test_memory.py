from datetime import date

import pytest

from tests.registry.activities import an_activity
from tests.registry.scene import TODAY
from tutela.registry.engine.filters import Filters
from tutela.registry.store import memory
from tutela.registry.store.index import next_change
from tutela.registry.store.models import Entry
from tutela.registry.store.operations.records import edit, register, withdraw
from tutela.registry.store.queries.searching import search


def found(scene):
    page = search(scene.viewer("viewer"), filters=Filters(), today=TODAY)
    return [line.key for line in page.lines]


@pytest.mark.parametrize("late", [0, 2, 100])
def test_what_is_held_is_what_a_fresh_process_reads(open_scene, monkeypatch, late):
    monkeypatch.setattr(memory, "LATE", late)
    monkeypatch.setattr(memory, "_SLICE", 2)
    viewer, keys = open_scene.viewer("partner"), []
    for number in range(5):
        keys.append(register(viewer=viewer, clock=open_scene.clock,
                             activity=an_activity(str(number), starts=date(2027, 1, 9 - number))))
        found(open_scene)
    withdraw(viewer=viewer, key=keys[1], why="Off", clock=open_scene.clock)
    edit(viewer=viewer, key=keys[0], version=1, why="Earlier", clock=open_scene.clock,
         activity=an_activity("0", starts=date(2027, 1, 1)))
    held = found(open_scene)
    memory.forget()
    assert held == found(open_scene) == [keys[0], keys[4], keys[3], keys[2]]


def test_nothing_is_held_of_a_change_that_is_not_committed(open_scene):
    from django.db import transaction

    assert found(open_scene) == []

    class Undone(Exception):
        pass

    def register_and_fail() -> None:
        register(viewer=open_scene.viewer("partner"), activity=an_activity(),
                 clock=open_scene.clock)
        assert len(found(open_scene)) == 1
        raise Undone

    with pytest.raises(Undone), transaction.atomic():
        register_and_fail()
    assert (found(open_scene), Entry.objects.count()) == ([], 0)
    register(viewer=open_scene.viewer("partner"), activity=an_activity("b"),
             clock=open_scene.clock)
    assert len(found(open_scene)) == 1


def test_changes_count_up(scene):
    assert [next_change(), next_change()] == [1, 2]
