import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models.functions import Now
from django.test import Client
from django.urls import reverse

from tests.planning.measured import assessed
from tests.planning.scene import Scene
from tutela.jobs.store.models import Job
from tutela.people.engine.states import state_name
from tutela.people.store.models import Account
from tutela.planning.engine.catalogue import current_catalogue
from tutela.planning.engine.catalogue_file import catalogue_from_toml, edits_to_toml
from tutela.planning.engine.catalogue_rows import row_of
from tutela.planning.engine.payload import problem_from_plain, solution_from_plain
from tutela.planning.store.models import CatalogueEdit, WhyNot
from tutela.planning.store.operations.approval import approve, send
from tutela.planning.store.remarks import reasons

WORDS = {"en": {"name": "Course for harbour police", "summary": "One.", "outcome": "Two.",
                "lasting": "Three."}}
NEW = {"harbour-police": {**row_of(current_catalogue().types["child-interview"]), "words": WORDS}}


@pytest.fixture(autouse=True)
def _plain(settings, scene: Scene) -> None:
    settings.OPTIONS = {**settings.OPTIONS, "require_second_factor": False}
    settings.CLOCK = scene.clock
    Account.objects.update(is_demonstration=False)  # invented people enter a demonstration only


@pytest.fixture
def enter(scene: Scene, django_user_model):
    def client(person: str) -> Client:
        found = Client()
        found.force_login(django_user_model.objects.get(pk=scene.accounts[person]))
        return found
    return client


def _page(scene: Scene, name: str, *more) -> str:
    return reverse(f"planning:{name}", args=[scene.key, *more])


def _words(answer) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def test_results_say_what_they_wait_for(scene: Scene, enter) -> None:
    scene.solved()
    words = _words(enter("programme-officer").get(_page(scene, "results", 1)))
    assert "No State has been assessed again yet" in words
    assert "0 deliveries are marked as done." in words
    assert "What the plan may have contributed" not in words


def test_results_say_what_the_plan_may_have_contributed(scene: Scene, enter) -> None:
    assessed(scene, "1")
    scene.solved()
    send(viewer=scene.viewer("programme-officer"), plan=scene.key, number=1)
    approve(viewer=scene.viewer("programme-administrator"), plan=scene.key, number=1)
    officer = enter("programme-officer")
    officer.post(_page(scene, "progress-enter", 1, 0), {"progress": "done"})
    assessed(scene, "3")
    words = _words(officer.get(_page(scene, "results", 1)))
    assert "1 of 1 measured level has risen" in words
    assert "1 delivery that is marked as done counts as delivered." in words
    assert "There are too few needs without any activity to compare with." in words
    assert "The figures show what changed, not why." in words


def test_results_name_a_state_without_a_baseline(scene: Scene, enter) -> None:
    scene.solved()
    assessed(scene, "3")
    words = _words(enter("programme-officer").get(_page(scene, "results", 1)))
    assert "Shared for the first time after this version was solved: Republic of Marevia." in words
    assert "Your role does not read the levels" in _words(
        enter("programme-administrator").get(_page(scene, "results", 1))
    )


def test_a_focal_point_withdraws_its_request(scene: Scene, enter) -> None:
    client, address = enter("focal-point"), reverse("planning:ask")
    client.post(address, {"asks": "everything"})
    done = client.post(address, {"asks": "nothing"}, follow=True)
    assert _words(done).count("Your State asks for nothing now.") == 2
    assert client.get(address).context["form"]["asks"].value() == "nothing"
    words = _words(enter("programme-officer").get(reverse("planning:requests")))
    assert "0 States ask for help" in words
    assert "The State withdrew its request: it asks for nothing now." in words


def _old_jobs() -> None:
    Job.objects.update(run_after=Now() - timedelta(seconds=30))


def test_a_page_that_waits_says_when_background_work_is_not_running(scene: Scene, enter) -> None:
    made, client = scene.solved(), enter("programme-officer")
    client.post(_page(scene, "solve"), {"note": ""})
    client.post(_page(scene, "documents", made.number),
                {"what": "project-document:pdf:", "language": "en"})
    pages = [_page(scene, "run"), _page(scene, "documents", made.number)]

    def warned() -> list[bool]:
        return ["Background work is not running" in _words(client.get(page)) for page in pages]

    assert warned() == [False, False]
    _old_jobs()
    assert warned() == [True, True]
    busy = Job.objects.order_by("pk").first()
    Job.objects.filter(pk=busy.pk).update(
        state="RUNNING", leased_until=Now() + timedelta(seconds=60))
    assert warned() == [False, False]
    Job.objects.filter(pk=busy.pk).update(leased_until=Now() - timedelta(seconds=60))
    assert warned() == [True, True]


def _file(edits) -> SimpleUploadedFile:
    return SimpleUploadedFile("changes.toml", edits_to_toml(edits))


def test_a_file_of_changes_is_looked_at_and_then_kept(scene: Scene, enter) -> None:
    client, address = enter("programme-officer"), reverse("planning:edits")
    page = client.post(address, {"file": _file(NEW)})
    assert "Course for harbour police" not in _words(client.get(reverse("planning:catalogue")))
    assert "harbour-police harbour-police comes in" in _words(page)
    given = page.context["keeping"].initial
    again = client.post(reverse("planning:edits-keep"), {**given, "reason": ""})
    assert "Say where the changes come from." in _words(again)
    client.post(reverse("planning:edits-keep"), {**given, "reason": "Wish of three harbours"})
    assert CatalogueEdit.objects.values_list("type", "reason").get() == (
        "harbour-police", "Wish of three harbours")
    assert "Course for harbour police" in _words(client.get(reverse("planning:catalogue")))
    kind = _words(client.get(reverse("planning:type", args=["harbour-police"])))
    assert "Wish of three harbours" in kind
    assert client.get(reverse("planning:type-change", args=["harbour-police"])).status_code == 200


def test_what_is_wrong_in_a_file_is_named_by_type_and_field(scene: Scene, enter) -> None:
    page = enter("programme-officer").post(
        reverse("planning:edits"), {"file": _file({"child-interview": {"days": -1}})})
    assert "child-interview days " in _words(page)
    assert "1 thing to correct in the file" in _words(page)
    assert CatalogueEdit.objects.count() == 0


def test_changes_are_downloaded_and_taken_back(scene: Scene, enter) -> None:
    client = enter("programme-officer")
    page = client.post(reverse("planning:edits"), {"file": _file(NEW)})
    client.post(reverse("planning:edits-keep"),
                {**page.context["keeping"].initial, "reason": "Wish"})
    assert client.get(reverse("planning:edits-file")).content == edits_to_toml(NEW)
    whole = catalogue_from_toml(client.get(reverse("planning:catalogue-file")).content)
    assert set(whole.types) == {*current_catalogue().types, "harbour-police"}
    stamp = client.get(reverse("planning:edits")).context["dropping"].initial["stamp"]
    client.post(reverse("planning:edits-keep"), {"drop": "1", "stamp": stamp, "reason": "Back"})
    assert CatalogueEdit.objects.count() == 0


def test_a_planner_asks_what_would_leave_the_plan(scene: Scene, enter) -> None:
    made, client = scene.solved(), enter("programme-officer")
    problem, solution = problem_from_plain(made.problem), solution_from_plain(made.solution)
    made.reasons = reasons(problem, solution)
    made.save()
    page = _page(scene, "state", 1, "XMA") + "?why=all"
    assert "What would leave the plan for it?" in _words(client.get(page))
    kind = next(one["type"] for one in made.reasons["XMA"] if one["reason"] == "close")
    client.post(_page(scene, "why-not", 1, "XMA"), {"type": kind})
    assert "What would leave the plan for it is being worked out." in _words(client.get(page))
    WhyNot.objects.update(answer={
        "possible": True, "loss": 0.01 * solution.need, "leaves": [["XQL", "child-interview"]],
        "enters": []})
    assert (
        "It is possible. These would leave the plan: Course on interviewing children "
        f"({state_name('XQL', 'en')}). "
        "The plan would close less: 1.00% of all need."
    ) in _words(client.get(page))
    WhyNot.objects.update(answer={"possible": False, "loss": 0, "leaves": [], "enters": []})
    assert "No plan that keeps every rule holds it." in _words(client.get(page))
