"""What is kept between requests is never older than the database, and never another's."""

from datetime import date

from django.db import transaction

from tests.needs.scene import Scene
from tutela.needs.engine.instrument import current_instrument
from tutela.needs.store import memory
from tutela.needs.store.models import Verification
from tutela.needs.store.operations.answers import save_answer
from tutela.needs.store.operations.assessments import set_targets
from tutela.needs.store.operations.evidence import add_evidence, remove_evidence
from tutela.needs.store.operations.settling import settle
from tutela.needs.store.queries.assessments import Sheet, sheet
from tutela.needs.store.queries.results import result_of
from tutela.needs.web.presenters.progress import standings

DAY = date(2026, 11, 23)
PEOPLE = ("focal-point", "police", "prosecutor")


def shown(found: Sheet) -> tuple[object, ...]:
    """Everything a page could show of a sheet, model rows by their values."""
    return (
        [(row.pk, row.version, row.level, row.note, row.verified, row.organisation.name,
          [item.pk for item in row.evidence.all()]) for row in found.answers],
        found.given, dict(found.targets),
        {code: (row.level, row.reason) for code, row in found.settlements.items()},
        standings(found, current_instrument(), today=DAY), result_of(found, as_of=DAY),
    )


def assert_fresh(scene: Scene) -> None:
    """What a process that read before shows is what one that never read shows."""
    kept = [shown(sheet(scene.viewer(person), scene.key)) for person in PEOPLE]
    memory.forget()
    assert kept == [shown(sheet(scene.viewer(person), scene.key)) for person in PEOPLE]


def test_every_write_is_seen_at_once(open_scene: Scene) -> None:
    scene, focal = open_scene, open_scene.viewer("focal-point")
    assert_fresh(scene)
    answer = scene.say("police", "C05", "3")
    assert_fresh(scene)
    scene.say("prosecutor", "C05", "1")
    assert_fresh(scene)
    scene.say("police", "C05", "2", version=1, note="By day.")
    assert_fresh(scene)
    item = add_evidence(
        viewer=scene.viewer("police"), assessment=scene.key, indicator="C05", level=2,
        title="Order 7", dated=DAY, clock=scene.clock,
    )
    assert_fresh(scene)
    settle(viewer=focal, assessment=scene.key, indicator="C05", choice="1",
           reason="Nights are not covered.", clock=scene.clock)
    assert_fresh(scene)
    settle(viewer=focal, assessment=scene.key, indicator="C05", choice="2",
           reason="They are now.", clock=scene.later(seconds=1))
    assert_fresh(scene)
    set_targets(viewer=focal, assessment=scene.key, levels={"C05": 4}, clock=scene.clock)
    assert_fresh(scene)
    set_targets(viewer=focal, assessment=scene.key, levels={"C05": 2}, clock=scene.clock)
    assert_fresh(scene)
    remove_evidence(viewer=scene.viewer("police"), evidence=item.pk, clock=scene.clock)
    assert_fresh(scene)
    answer.refresh_from_db()
    Verification.objects.create(
        answer=answer.pk, assessment=scene.key, owner_id=focal.organisation,
        organisation_id=answer.organisation_id, programme_id=focal.organisation,
        indicator="C05", answer_version=answer.version, reason="Read.",
        verified_at=scene.clock.now(), verified_by_id=focal.account,
    )
    assert_fresh(scene)


def test_an_agency_never_gets_what_was_kept_for_its_focal_point(open_scene: Scene) -> None:
    scene = open_scene
    scene.say("police", "C05", "3")
    scene.say("prosecutor", "C05", "1")
    seen = {person: {row.organisation_id for row in sheet(scene.viewer(person), scene.key).answers}
            for person in PEOPLE}
    police, prosecutor = (scene.viewer(person).organisation for person in PEOPLE[1:])
    assert seen == {"focal-point": {police, prosecutor}, "police": {police},
                    "prosecutor": {prosecutor}}


def test_an_unchanged_sheet_is_read_once(open_scene: Scene, django_assert_num_queries) -> None:
    viewer = open_scene.viewer("focal-point")
    open_scene.say("police", "C05", "3")
    first = sheet(viewer, open_scene.key)
    with django_assert_num_queries(3):
        assert sheet(viewer, open_scene.key).answers is first.answers


def test_nothing_read_inside_a_transaction_is_kept(open_scene: Scene) -> None:
    viewer = open_scene.viewer("police")
    with transaction.atomic():
        save_answer(viewer=viewer, assessment=open_scene.key, indicator="C05", choice="3",
                    note="", version=0, clock=open_scene.clock)
        assert [row.level for row in sheet(viewer, open_scene.key).answers] == [3]
        transaction.set_rollback(True)
    assert sheet(viewer, open_scene.key).answers == ()
    assert memory.kept(("a", 1), 1, lambda: "first") == "first"
    assert memory.kept(("a", 1), 1, lambda: "second") == "first"
    assert memory.kept(("a", 1), 2, lambda: "third") == "third"
    assert memory.kept(("a", 2), 2, lambda: "another's") == "another's"


def test_only_so_much_is_kept(open_scene: Scene) -> None:
    for number in range(memory.MOST + 1):
        memory.kept(number, 1, lambda: "kept")
    assert memory.kept(memory.MOST, 1, lambda: "made anew") == "kept"
    assert memory.kept(0, 1, lambda: "made anew") == "made anew"
