import pytest

from tests.registry.activities import an_activity
from tests.registry.scene import TODAY
from tutela.foundation.errors import InputRefused, NotAllowed, NotFound
from tutela.registry.engine.filters import Filters
from tutela.registry.store.faults import RecordRefused, SuggestionSettled
from tutela.registry.store.models import Record, RecordVersion, Suggestion
from tutela.registry.store.operations.records import register
from tutela.registry.store.operations.suggesting import accept, decline, propose, suggest
from tutela.registry.store.queries.desk import suggestions
from tutela.registry.store.queries.searching import search


@pytest.fixture
def key(scene):
    return register(viewer=scene.viewer("partner"), clock=scene.clock,
                    activity=an_activity("a", seats=10))


def suggested(scene, key, person="viewer", field="seats", proposed=12):
    return suggest(viewer=scene.viewer(person), record=key, field=field, proposed=proposed,
                   reason="The provider’s page says so", clock=scene.clock)


@pytest.mark.parametrize("person", ["partner", "programme-officer"])
def test_owner_or_programme_accepts_and_the_record_tells_from_whom_it_has_it(scene, key, person):
    made = suggested(scene, key)
    accept(viewer=scene.viewer(person), key=made, clock=scene.clock)
    row = Record.objects.get(pk=key)
    assert (row.body["seats"], row.version) == (12, 2)
    assert row.body["origins"]["seats"]["address"] == f"suggestion:{made}"
    assert RecordVersion.objects.get(record=key).why == "The provider’s page says so"
    with pytest.raises(SuggestionSettled):
        decline(viewer=scene.viewer(person), key=made, words="", clock=scene.clock)


def test_declined_words_reach_who_suggested_and_nothing_changes(scene, key):
    made = suggested(scene, key)
    decline(viewer=scene.viewer("partner"), key=made, words="The page is old", clock=scene.clock)
    mine = suggestions(scene.viewer("viewer"), state="declined")
    assert [(one.key, one.words, one.may_decide) for one in mine] == [
        (made, "The page is old", False)
    ]
    assert Record.objects.get(pk=key).version == 1


def test_who_suggested_cannot_decide_and_others_do_not_see_it(scene, key):
    made = suggested(scene, key)
    with pytest.raises(NotFound):
        accept(viewer=scene.viewer("viewer"), key=made, clock=scene.clock)
    with pytest.raises(NotAllowed):
        accept(viewer=scene.viewer("programme-administrator"), key=made, clock=scene.clock)
    assert suggestions(scene.viewer("other-focal-point")) == ()
    assert [one.may_decide for one in suggestions(scene.viewer("partner"))] == [True]


@pytest.mark.parametrize(("field", "proposed", "fault"), [
    ("identifier", "x", InputRefused), ("starts", "soon", InputRefused),
    ("seats", -4, RecordRefused), ("titles", None, InputRefused),
    ("sites", [{"state": "Marevia"}], RecordRefused), ("seats", "many", InputRefused),
])
def test_a_value_that_cannot_be_is_refused_at_once(scene, key, field, proposed, fault):
    with pytest.raises(fault):
        suggested(scene, key, field=field, proposed=proposed)
    assert Suggestion.objects.count() == 0


def test_a_proposed_record_is_registered_by_the_programme_when_accepted(scene):
    made = propose(viewer=scene.viewer("trainee"), activity=an_activity(""), reason="Missing",
                   clock=scene.clock)
    viewer = scene.viewer("viewer")
    assert search(viewer, filters=Filters(), today=TODAY).total == 0
    key = accept(viewer=scene.viewer("programme-officer"), key=made, clock=scene.clock)
    assert [one.key for one in search(viewer, filters=Filters(), today=TODAY).lines] == [key]
