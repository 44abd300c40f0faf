import json
from datetime import UTC, datetime

import pytest

from tests.registry.activities import an_activity
from tests.registry.scene import TODAY
from tutela.foundation.errors import NotAllowed
from tutela.jobs.store.models import Job
from tutela.jobs.store.operations import drain
from tutela.registry.engine.exchange.api_json import activities_json
from tutela.registry.engine.filters import Filters
from tutela.registry.store import files
from tutela.registry.store.faults import ImportSettled
from tutela.registry.store.models import Import, Record, RecordVersion
from tutela.registry.store.operations import imports
from tutela.registry.store.operations.imports import check_import, discard_import, keep_import
from tutela.registry.store.operations.records import edit
from tutela.registry.store.queries.searching import search
from tutela.storage.wall import acting_for


def a_file(*activities, extra=()):
    document = activities_json(activities)
    return json.dumps({**document, "activities": [*document["activities"], *extra]}).encode()


def checked(scene, data, person="partner"):
    return check_import(
        viewer=scene.viewer(person), file_name="feed.json", data=data,
        source="Feed", clock=scene.clock,
    )


def counts(key):
    row = Import.objects.get(pk=key)
    return (row.state, row.new, row.changed, row.unchanged, row.rejected)


@pytest.fixture
def scene(scene):
    """Look at imports as their owner."""
    with acting_for(scene.organisations["partner"]):
        yield scene


def test_a_check_counts_and_changes_nothing(scene):
    twice = an_activity("a", seats=3)
    key = checked(scene, a_file(an_activity("a"), an_activity("b"), twice, extra=[{"x": 1}, 7]))
    assert counts(key) == ("pending", 2, 0, 0, 3)
    row = Import.objects.get(pk=key)
    assert [one["problems"][0]["code"] for one in row.rejections] == [
        "identifier.repeated", "mapping.field", "json.record",
    ]
    assert Record.objects.count() == 0


def test_the_same_file_again_changes_nothing(scene):
    data = a_file(an_activity("a"), an_activity("b"))
    viewer = scene.viewer("partner")
    keep_import(viewer=viewer, key=checked(scene, data), clock=scene.clock)
    before = list(Record.objects.order_by("pk").values())
    again = checked(scene, data)
    assert counts(again) == ("pending", 0, 0, 2, 0)
    keep_import(viewer=viewer, key=again, clock=scene.later(days=3))
    assert list(Record.objects.order_by("pk").values()) == before
    assert RecordVersion.objects.count() == 0
    with pytest.raises(ImportSettled):
        keep_import(viewer=viewer, key=again, clock=scene.clock)


def test_a_changed_file_makes_versions_and_keeps_corrections(scene):
    viewer = scene.viewer("partner")
    keep_import(viewer=viewer, clock=scene.clock,
                key=checked(scene, a_file(an_activity("a", seats=10, contact="office"))))
    row = Record.objects.get()
    edit(viewer=viewer, key=row.pk, version=1, why="Counted", clock=scene.clock,
         activity=an_activity("a", seats=11, contact="office"))
    again = checked(scene, a_file(an_activity("a", seats=10, contact="office")))
    assert counts(again) == ("pending", 0, 0, 1, 0)
    changed = checked(scene, a_file(an_activity("a", seats=12, contact="new office")))
    assert counts(changed) == ("pending", 0, 1, 0, 0)
    keep_import(viewer=viewer, key=changed, clock=scene.clock)
    row.refresh_from_db()
    assert (row.version, row.body["seats"], row.body["contact"]) == (3, 11, "new office")
    assert row.body["origins"]["seats"]["source"] == "Foundation for safe childhood (demonstration)"


def test_a_discarded_file_leaves_no_record(scene):
    viewer = scene.viewer("partner")
    key = checked(scene, a_file(an_activity("a")))
    discard_import(viewer=viewer, key=key, clock=scene.clock)
    assert (counts(key)[0], Record.objects.count()) == ("discarded", 0)
    with pytest.raises(ImportSettled):
        keep_import(viewer=viewer, key=key, clock=scene.clock)


def test_a_file_that_cannot_be_read_says_why(scene):
    key = checked(scene, b"<xml/>")
    assert counts(key) == ("refused", 0, 0, 0, 0)
    assert Import.objects.get(pk=key).problems[0]["code"] == "file.kind"


def test_the_programme_imports_only_as_curator(scene):
    with pytest.raises(NotAllowed):
        checked(scene, a_file(), person="programme-administrator")


def test_a_failure_halfway_keeps_nothing(scene, monkeypatch):
    key = checked(scene, a_file(*(an_activity(str(number)) for number in range(9))))
    monkeypatch.setattr("tutela.registry.store.previewing.BATCH", 4)
    from tutela.registry.store import taking

    real, calls = taking.reindex, []

    def fail_at_third(rows):
        calls.append(rows)
        if len(calls) == 3:
            raise RuntimeError("power cut")
        real(rows)

    monkeypatch.setattr(taking, "reindex", fail_at_third)
    with pytest.raises(RuntimeError):
        keep_import(viewer=scene.viewer("partner"), key=key, clock=scene.clock)
    assert (Record.objects.count(), counts(key)[0]) == (0, "pending")
    assert search(scene.viewer("partner"), filters=Filters(), today=TODAY).total == 0


def test_a_large_file_is_read_and_kept_by_jobs(open_scene, monkeypatch):
    monkeypatch.setattr(imports, "SMALL", 10)
    key = checked(open_scene, a_file(an_activity("a"), an_activity("b")))
    with acting_for(open_scene.organisations["partner"]):
        assert counts(key)[0] == "waiting"
        drain()
        assert counts(key) == ("pending", 2, 0, 0, 0)
        keep_import(viewer=open_scene.viewer("partner"), key=key, clock=open_scene.clock)
        assert counts(key)[0] == "keeping"
        drain()
        assert counts(key) == ("kept", 2, 0, 0, 0)
    assert search(
        open_scene.viewer("viewer"), filters=Filters(words="interviewing"), today=TODAY
    ).total == 2


class Killed(BaseException):
    """A worker that is gone: nothing it would still do is done."""


@pytest.mark.parametrize("job", ["keep_preview", "keep_records"])
def test_a_job_whose_worker_was_killed_starts_again_and_ends_right(open_scene, monkeypatch, job):
    monkeypatch.setattr(imports, "SMALL", 10)
    monkeypatch.setattr("tutela.registry.store.previewing.BATCH", 2)
    key = checked(open_scene, a_file(*(an_activity(str(number)) for number in range(5))))
    with acting_for(open_scene.organisations["partner"]):
        if job == "keep_records":
            drain()
            keep_import(viewer=open_scene.viewer("partner"), key=key, clock=open_scene.clock)
        state = counts(key)[0]
        with monkeypatch.context() as dying:
            dying.setattr(files, "say_progress", dies_at_second_call())
            with pytest.raises(Killed):
                drain()
        assert (counts(key)[0], Record.objects.count()) == (state, 0)
        assert drain() == 0  # its lease still holds
        Job.objects.filter(state="RUNNING").update(leased_until=datetime(2000, 1, 1, tzinfo=UTC))
        drain()
        kept = {"keep_preview": ("pending", 0), "keep_records": ("kept", 5)}[job]
        assert (*counts(key), Record.objects.count()) == (kept[0], 5, 0, 0, 0, kept[1])
        # Taking over leaves jobs of its own behind: the search for likes.
        again = Job.objects.get(attempt=2)
        assert (again.task.rpartition(".")[2], again.state) == (job, "SUCCESSFUL")


def dies_at_second_call():
    calls = []

    def die(*_):
        calls.append(1)
        if len(calls) == 2:
            raise Killed

    return die
