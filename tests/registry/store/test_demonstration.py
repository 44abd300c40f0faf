from tests.registry.scene import TODAY
from tutela.jobs.store.operations import drain
from tutela.registry.engine.filters import Filters, When
from tutela.registry.store.demonstration import load
from tutela.registry.store.models import Record
from tutela.registry.store.queries.coverage import coverage
from tutela.registry.store.queries.desk import candidates
from tutela.registry.store.queries.overview import calendar, matrix, provider, state, timeline
from tutela.registry.store.queries.records import record, shared_activities
from tutela.registry.store.queries.resources import experts, materials
from tutela.registry.store.queries.searching import search


def loaded(scene):
    load(accounts=scene.accounts, organisations=scene.organisations, clock=scene.clock)


def test_it_loads_once_and_lies_around_the_present_day(scene):
    loaded(scene)
    count = Record.objects.count()
    loaded(scene)
    assert Record.objects.count() == count
    page = search(scene.viewer("viewer"), filters=Filters(), today=TODAY)
    assert page.total == count == 62
    assert set(page.facets["when"]) == set(When)
    assert len(page.facets["states"]) == 16
    words = Filters(words="preuve électronique")
    found = search(scene.viewer("other-focal-point"), filters=words, today=TODAY)
    assert [line.activity.title("fr") for line in found.lines] == [
        "La preuve électronique, second cours", "La preuve électronique, premier cours",
    ]


def test_its_three_pairs_of_duplicates_are_asked_about_and_nothing_else(open_scene):
    loaded(open_scene)
    drain()
    pairs = candidates(open_scene.viewer("programme-officer"))
    rows = dict(Record.objects.values_list("pk", "identifier"))
    assert {frozenset((rows[pair.left.key], rows[pair.right.key])) for pair in pairs} == {
        frozenset({"interview-en", "interview-fr"}), frozenset({"evidence-es", "evidence-en"}),
        frozenset({"images-en", "images-ru"}),
    }


def test_overviews_tell_the_same_as_search(scene):
    loaded(scene)
    viewer = scene.viewer("viewer")
    filters = Filters(states=("XMA",))
    page = search(viewer, filters=filters, today=TODAY, size=100)
    table = matrix(viewer, filters=filters, today=TODAY)
    assert table.total == page.total == state(viewer, "XMA", today=TODAY).total
    assert {c.topic for c in table.cells} == set(page.facets["topics"])
    code = next(iter(table.providers))
    name, own = provider(viewer, code, today=TODAY)
    assert {line.activity.provider for line in own.lines} == {name}
    dated = [line for line in page.lines if line.activity.starts]
    assert [line.key for line in timeline(viewer, filters=filters, today=TODAY).lines] == [
        line.key for line in sorted(dated, key=lambda one: (one.activity.starts, one.key))
    ]
    month = calendar(viewer, starts=TODAY.replace(day=1), ends=TODAY, today=TODAY)
    assert {line.key for line in month.lines} == {
        key for key, one in shared_activities(today=TODAY)
        if one.starts and one.starts <= TODAY and one.ends >= TODAY.replace(day=1)
    }


def test_coverage_leaves_out_what_is_off_or_far(scene):
    loaded(scene)
    found = coverage(scene.viewer("programme-officer"), today=TODAY, states=("XMA", "XNB"))
    titles = {one.title for one in found}
    assert "Interviewing children: a course for first interviewers" in titles
    assert "Requests for subscriber data: a clinic" not in titles
    assert {one.state for one in found} == {"XMA", "XNB"}
    interviews = [one for one in found if one.topic == "child-interviews" and one.state == "XMA"]
    assert {(one.audience, one.proficiency) for one in interviews} == {
        ("police", "practitioner"), ("child-protection", "practitioner"),
    }


def test_a_programme_names_its_components(scene):
    loaded(scene)
    viewer = scene.viewer("viewer")
    key = Record.objects.get(identifier="coast").pk
    shown = record(viewer, key)
    assert len(shown.components) == 4
    assert record(viewer, shown.components[0][0]).parent == (key, shown.activity.title())


def test_experts_are_listed_only_with_consent_and_to_whom_they_agreed(scene):
    loaded(scene)
    names = [one.expert.name for one in experts(scene.viewer("partner"))]
    assert names == ["Imra Solt", "Velda Orin"]
    assert len(experts(scene.viewer("programme-officer"))) == 4
    assert len(materials(scene.viewer("partner"), languages=("fr",))) == 2
