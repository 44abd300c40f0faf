import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.planning.scene import Scene, needs_file
from tutela.jobs.store.models import Job
from tutela.people.store.models import Account
from tutela.planning.engine.draft import draft_from_plain
from tutela.planning.engine.payload import solution_from_plain
from tutela.planning.store.models import Actual, CatalogueEdit, Plan, SolveRun, StateRequest
from tutela.planning.store.operations.approval import approve, send
from tutela.storage.wall import acting_for


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


def _draft(scene: Scene):
    return draft_from_plain(Plan.objects.get(pk=scene.key).draft)


def test_an_empty_list_says_what_comes_first(scene: Scene, enter) -> None:
    Plan.objects.all().delete()
    page = enter("programme-officer").get(reverse("planning:home")).content.decode()
    assert "No plan yet" in page
    assert page.count(f'href="{reverse("planning:new")}"') == 1


def test_a_new_plan_leads_to_its_set_up_with_one_next_step(scene: Scene, enter) -> None:
    answer = enter("programme-officer").post(reverse("planning:new"), {
        "title": "Outer Sea", "region": "", "first_year": "2028", "first_quarter": "2",
        "quarters": "6", "currency": "EUR",
    }, follow=True)
    assert answer.redirect_chain[-1][0] == reverse(
        "planning:setup", args=[Plan.objects.order_by("pk").last().pk]
    )
    assert answer.content.decode().count("btn-primary") == 1
    assert "Do this next : States and requests" in _words(answer)


def test_a_plan_without_a_title_is_refused_beside_the_field(scene: Scene, enter) -> None:
    page = enter("programme-officer").post(reverse("planning:new"), {"quarters": "99"})
    assert "Enter a title." in _words(page)
    assert Plan.objects.count() == 1


def test_states_are_added_by_code_with_their_region(scene: Scene, enter) -> None:
    client = enter("programme-officer")
    wrong = client.post(_page(scene, "setup-states-add"), {
        "others": "XNA Q1", "region": "Outer Sea", "language": "fr"})
    assert "Q1 is no code of a State" in _words(wrong)
    client.post(_page(scene, "setup-states-add"), {
        "others": "xna, KEN", "region": "Outer Sea", "language": "fr"})
    draft = _draft(scene)
    assert sorted(draft.states) == ["KEN", "XMA", "XNA", "XQL"]
    assert (draft.states["KEN"].region, draft.regions["outer-sea"]) == ("outer-sea", "Outer Sea")
    assert draft.states["KEN"].requests == frozenset()


def test_money_trainers_and_rules_are_kept(scene: Scene, enter) -> None:
    client = enter("programme-officer")
    client.post(_page(scene, "setup-fund-add"), {
        "name": "Norrland grant", "amount": "5000", "quarter": "1000", "areas": ["D"]})
    client.post(_page(scene, "setup-trainers"), {"en": "12", "ar": "3"})
    client.post(_page(scene, "setup-rules"), {
        "floor-inner": "4", "months": "12", "left_out": ["unit-decree"]})
    draft = _draft(scene)
    assert [(one.code, one.amount, sorted(one.areas), one.by_quarter) for one in draft.funds] == [
        ("trust", 400_000, [], ()), ("norrlandgrant", 5000, ["D"], (1000,) * 4),
    ]
    assert (draft.trainer_days, draft.floors, draft.months, draft.left_out) == (
        {"en": 12, "ar": 3}, {"inner": 4}, 12, ("unit-decree",),
    )


def test_a_file_of_needs_is_taken_over_or_refused_whole(scene: Scene, enter) -> None:
    client, address = enter("programme-officer"), _page(scene, "setup-needs")
    bad = client.post(address, {"source": "file", "file": SimpleUploadedFile("n.json", b"{")})
    assert "The file holds no needs that can be read." in _words(bad)
    good = client.post(
        address, {"source": "file", "file": SimpleUploadedFile("n.json", needs_file())}, follow=True
    )
    assert "The needs of 2 States were taken over." in _words(good)


def test_solving_waits_on_a_page_that_works_by_loading_again(scene: Scene, enter) -> None:
    client = enter("programme-officer")
    answer = client.post(_page(scene, "solve"), {"note": "First"}, follow=True)
    assert answer.redirect_chain[-1][0] == _page(scene, "run")
    assert "The plan is being solved" in _words(answer)
    assert Job.objects.count() == 1
    SolveRun.objects.update(status="running", stage="schedule", share=600)
    assert "60% done" in _words(client.get(_page(scene, "run-part")))
    made = scene.solved()
    SolveRun.objects.update(status="done", version=made)
    assert client.get(_page(scene, "run-part"))["HX-Refresh"] == "true"
    assert client.get(_page(scene, "run"))["Location"] == _page(scene, "version", 1)


def test_the_plan_says_what_it_closes_and_how_near_the_best_it_is(scene: Scene, enter) -> None:
    made = solution_from_plain(scene.solved().solution)
    closes, most = (f"{100 * part / made.need:.1f}%" for part in (made.value, made.bound))
    page = enter("programme-officer").get(_page(scene, "version", 1))
    words = _words(page)
    assert f"1 activity in 2 States close {closes} of the weighted need" in words
    assert f"no plan can close more than {most} of the need; this one closes {closes}" in words
    html = page.content.decode()
    assert html.count('class="gantt-bar q1 s1 gantt-bar-pilot"') == 1
    assert html.count('class="gantt-bar q3 s1"') == 1


def test_rules_that_clash_are_named_with_a_way_out(scene: Scene, enter) -> None:
    scene.solved(feasible=False)
    page = enter("programme-officer").get(_page(scene, "version", 1))
    words = _words(page)
    assert "A floor for a region Inner Sea" in words
    assert f'href="{_page(scene, "setup-rules")}"' in page.content.decode()
    assert "Send for approval" not in words


def test_a_decision_by_hand_is_kept_shown_and_taken_back(scene: Scene, enter) -> None:
    scene.solved()
    client = enter("programme-officer")
    client.post(_page(scene, "activity", 1, "child-interview"), {
        "where": "state:XMA", "rule": "at", "quarter": "3"})
    assert [(one.rule, one.quarter) for one in _draft(scene).pins] == [("at", 3)]
    assert "is in the plan for Republic of Marevia, then in Q4 2027." in _words(
        client.get(_page(scene, "setup-rules"))
    )
    client.post(_page(scene, "pin-remove", 0))
    assert _draft(scene).pins == ()


def test_a_plan_goes_from_draft_to_progress(scene: Scene, enter) -> None:
    scene.solved()
    officer, administrator = enter("programme-officer"), enter("programme-administrator")
    officer.post(_page(scene, "send", 1))
    decision = _page(scene, "decide", 1)
    assert "Say why you return it" in _words(
        administrator.post(decision, {"decision": "return", "reason": ""})
    )
    assert "2 States can read their sheets." in _words(
        administrator.post(decision, {"decision": "approve"}, follow=True)
    )
    officer.post(_page(scene, "progress-enter", 1, 0), {
        "progress": "done", "people": "17", "cost": "41000", "ended": "2027-02-12"})
    assert Actual.objects.values_list("progress", "people", "cost").get() == ("done", 17, 41_000)
    assert "1 of 2 deliveries are done 17 people trained" in _words(
        officer.get(_page(scene, "progress", 1))
    )


def test_a_focal_point_asks_and_then_reads_its_sheet(scene: Scene, enter) -> None:
    client = enter("focal-point")
    assert "Your State has not asked for anything yet." in _words(
        client.get(reverse("planning:home"))
    )
    client.post(reverse("planning:ask"), {"asks": "chosen", "types": ["child-interview"]})
    assert StateRequest.objects.values_list("state", "types").get() == ("XMA", ["child-interview"])
    scene.solved()
    send(viewer=scene.viewer("programme-officer"), plan=scene.key, number=1)
    approve(viewer=scene.viewer("programme-administrator"), plan=scene.key, number=1)
    home = client.get(reverse("planning:home")).content.decode()
    sheet = client.get(re.search(r'href="(/planning/sheets/\d+/)"', home)[1])
    assert "Course on interviewing children" in _words(sheet)
    assert "1 activity is expected to close 27% of the need you shared." in _words(sheet)


def test_own_numbers_are_marked_in_the_catalogue(scene: Scene, enter) -> None:
    client = enter("programme-officer")
    address = reverse("planning:type-change", args=["child-interview"])
    form = client.get(address).context["form"]
    values = {name: field.initial for name, field in form.fields.items() if name != "reason"}
    client.post(address, {**values, "fixed_cost": 123, "reason": "Rates of 2026"})
    assert CatalogueEdit.objects.values_list("values").get() == ({"fixed_cost": 123},)
    page = client.get(reverse("planning:type", args=["child-interview"]))
    assert "Rates of 2026" in _words(page)


def test_two_versions_are_compared(scene: Scene, enter) -> None:
    for _ in range(2):
        scene.solved()
    page = enter("programme-officer").get(_page(scene, "compare"), {"first": "1", "second": "2"})
    assert "Versions 1 and 2 plan the same" in _words(page)


def test_every_page_is_drawn_in_arabic(scene: Scene, enter) -> None:
    with acting_for(scene.organisations["programme"]):
        scene.solved()
    client = enter("programme-officer")
    client.get("/language/ar/")
    pages = [
        _page(scene, "setup"), _page(scene, "setup-states"), _page(scene, "version", 1),
        _page(scene, "state", 1, "XMA"), reverse("planning:catalogue"),
    ]
    assert [client.get(page).content.decode().count('dir="rtl"') > 0 for page in pages] == (
        [True] * len(pages)
    )
