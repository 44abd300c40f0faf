"""What the database itself keeps apart, whatever a query forgets to ask."""

import pytest
from django.db import ProgrammingError, connection, transaction

from tests.registry.activities import an_activity
from tutela.registry.engine.record import Expert
from tutela.registry.store.models import Entry, Record, Suggestion, Words
from tutela.registry.store.models import Expert as ExpertRow
from tutela.registry.store.operations.records import register
from tutela.registry.store.operations.resources import add_expert
from tutela.registry.store.operations.suggesting import suggest
from tutela.storage.wall import acting_for


@pytest.fixture
def held(scene):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite serves one organisation and has no walls")
    owner = scene.viewer("partner")
    own = register(viewer=owner, visibility="own", activity=an_activity("own"), clock=scene.clock)
    shared = register(viewer=owner, activity=an_activity("shared"), clock=scene.clock)
    suggest(viewer=scene.viewer("viewer"), record=shared, field="seats", proposed=3,
            reason="Seen", clock=scene.clock)
    add_expert(viewer=owner, expert=Expert(name="Velda Orin"), clock=scene.clock)
    return own, shared


def test_another_organisation_reads_only_what_is_shared(scene, held):
    _, shared = held
    with acting_for(scene.organisations["other-focal-point"]):
        assert list(Record.objects.values_list("pk", flat=True)) == [shared]
        assert (Suggestion.objects.count(), ExpertRow.objects.count()) == (0, 0)
    assert list(Entry.objects.values_list("pk", flat=True)) == [shared]
    assert list(Words.objects.values_list("pk", flat=True)) == [shared]


def test_another_organisation_changes_nothing(scene, held):
    own, shared = held
    with acting_for(scene.organisations["other-focal-point"]):
        assert Record.objects.filter(pk__in=[own, shared]).update(title="Taken") == 0
        row = Record.objects.get(pk=shared)
        row.pk, row.identifier = None, "forged"
        with pytest.raises(ProgrammingError), transaction.atomic():
            row.save(force_insert=True)


def test_the_programme_sees_all_but_experts_who_did_not_agree(scene, held):
    with acting_for(scene.organisations["programme"]):
        assert Record.objects.count() == 2
        assert (Suggestion.objects.count(), ExpertRow.objects.count()) == (1, 0)
