import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.needs.scene import Scene
from tutela.jobs.store.models import Job
from tutela.jobs.store.operations import drain
from tutela.journal.store.models import Entry
from tutela.needs.engine.forms.answerset_json import answers_to_json
from tutela.needs.engine.instrument import current_instrument
from tutela.needs.store.models import (
    Answer,
    Assessment,
    CourseNeedsAnswer,
    Disclosed,
    ReportFile,
    Settlement,
)
from tutela.needs.store.operations.agencies import invite_agency
from tutela.needs.store.operations.courses import open_course_needs
from tutela.needs.store.operations.disclosing import choose_audiences, publish
from tutela.needs.store.operations.evidence import add_evidence
from tutela.needs.store.queries.assessments import sheet, to_answer_set
from tutela.needs.store.queries.disclosing import to_verify
from tutela.needs.store.queries.reports import TASK
from tutela.people.store.models import Account
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


def _question(scene: Scene, code: str = "C05", name: str = "question") -> str:
    return reverse(f"needs:{name}", args=[scene.key, code])


def _headline(answer) -> str:
    found = re.search(r"<h1[^>]*>(.*?)</h1>", answer.content.decode(), re.DOTALL)
    assert found
    return " ".join(found[1].split())


def test_saving_without_a_script_goes_on_with_the_next_question(scene: Scene, enter) -> None:
    answer = enter("police").post(
        _question(scene), {"level": "3", "note": "Every week.", "version": "0"}
    )
    assert (answer.status_code, answer["Location"]) == (302, _question(scene, "C06"))
    assert Answer.objects.values_list("level", "note").get() == (3, "Every week.")


def test_a_form_without_a_level_says_so_and_keeps_the_note(scene: Scene, enter) -> None:
    answer = enter("police").post(_question(scene), {"note": "Every week.", "version": "0"})
    page = answer.content.decode()
    assert "Choose a level, or unknown." in page
    assert ">Every week.</textarea>" in page
    assert not Answer.objects.exists()


def test_two_people_of_one_agency_see_both_versions(scene: Scene, enter) -> None:
    enter("police").post(_question(scene), {"level": "3", "note": "First.", "version": "0"})
    late = {"level": "1", "note": "Second.", "version": "0"}
    answer = enter("police").post(_question(scene), late)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert page.count("First.") == 1
    assert page.count("Second.") == 2  # in the table and, to be saved again, in the form
    assert 'name="version" id="version" value="1"' in page
    assert Answer.objects.get().note == "First."


def test_autosave_answers_with_the_time_and_the_next_version(scene: Scene, enter) -> None:
    answer = enter("police").post(
        _question(scene, name="autosave"), {"level": "2", "note": "", "version": "0"}
    )
    page = answer.content.decode()
    assert "Draft saved at 09:41. It survives a power cut." in page
    assert 'value="1" hx-swap-oob="true"' in page


def test_autosave_says_when_a_colleague_was_faster(scene: Scene, enter) -> None:
    scene.say("police", "C05", "3")
    answer = enter("police").post(
        _question(scene, name="autosave"), {"level": "2", "note": "", "version": "0"}
    )
    assert "A colleague changed this answer" in answer.content.decode()
    assert Answer.objects.get().level == 3


def test_the_focal_point_settles_a_disagreement(scene: Scene, enter) -> None:
    scene.say("police", "C05", "3")
    scene.say("prosecutor", "C05", "1")
    client = enter("focal-point")
    page = client.get(_question(scene)).content.decode()
    assert "The agencies disagree" in page
    refused = client.post(_question(scene, name="settle"), {"level": "2", "reason": ""})
    assert "Give a reason. The agencies see it." in refused.content.decode()
    client.post(_question(scene, name="settle"), {"level": "2", "reason": "Roster checked."})
    assert Settlement.objects.values_list("level", "reason").get() == (2, "Roster checked.")
    assert "Roster checked." in enter("police").get(_question(scene)).content.decode()


@pytest.mark.parametrize(("answered", "words"), [
    (0, "No question is answered yet"), (1, "1 of 115 questions answered"),
])
def test_the_overview_says_the_finding(scene: Scene, enter, answered: int, words: str) -> None:
    if answered:
        scene.say("police", "C05", "3")
    client = enter("focal-point")
    for address in ("/", reverse("needs:assessment", args=[scene.key])):
        assert _headline(client.get(address)) == words


def test_without_an_assessment_the_list_offers_to_open_one(scene: Scene, enter) -> None:
    answer = enter("other-focal-point").get(reverse("needs:home"))
    assert _headline(answer) == "No assessment yet"
    assert reverse("needs:open") in answer.content.decode()


def test_opening_carries_answers_over(scene: Scene, enter) -> None:
    scene.say("police", "C05", "3")
    answer = enter("focal-point").post(reverse("needs:open"), {
        "title": "Needs assessment 2027", "opens": "2027-01-01", "closes": "2027-06-01",
        "target_date": "", "parent": str(scene.key),
    })
    made = Assessment.objects.latest("pk")
    assert answer["Location"] == reverse("needs:assessment", args=[made.pk])
    assert list(made.answers.values_list("indicator", "level")) == [("C05", 3)]


@pytest.mark.parametrize(
    "name", ["home", "assessment", "question", "agencies", "result", "sharing"]
)
def test_the_number_of_queries_does_not_grow(
    scene: Scene, enter, name: str, django_assert_num_queries, django_assert_max_num_queries
) -> None:
    arguments = {"home": [], "question": [scene.key, "C05"]}.get(name, [scene.key])
    address, client = reverse(f"needs:{name}", args=arguments), enter("focal-point")
    scene.say("police", "C05", "3")
    client.get(address)
    with django_assert_max_num_queries(25) as few:
        client.get(address)
    for code in ("A01", "A02", "B01", "C01", "D01"):
        scene.say("police", code, "2")
    for code in ("A01", "B01", "C05"):
        scene.say("prosecutor", code, "1")
    with django_assert_num_queries(len(few)):
        assert client.get(address).status_code == 200


def test_a_file_is_checked_looked_at_and_taken_over(scene: Scene, enter) -> None:
    scene.say("police", "A01", "1")
    data = answers_to_json(to_answer_set(sheet(scene.viewer("police"), scene.key)))
    Answer.objects.all().delete()
    client = enter("police")
    answer = client.post(
        reverse("needs:import", args=[scene.key]), {"file": SimpleUploadedFile("a.json", data)}
    )
    page = client.get(answer["Location"])
    assert _headline(page) == "The file holds 1 answer"
    assert not Answer.objects.exists()
    client.post(answer["Location"], {"agency-0": str(scene.organisations["police"])})
    assert list(Answer.objects.values_list("indicator", "level")) == [("A01", 1)]


def test_a_bad_file_lists_its_problems_by_place(scene: Scene, enter) -> None:
    client = enter("police")
    answer = client.post(
        reverse("needs:import", args=[scene.key]),
        {"file": SimpleUploadedFile("a.csv", b"indicator,level\nA01,7\n")},
    )
    page = client.get(answer["Location"])
    assert "keeps this file out" in _headline(page) or "keep this file out" in _headline(page)
    assert "Take all answers over" not in page.content.decode()


@pytest.mark.parametrize(("file", "start"), [
    (("workbook", "ar"), b"PK"), (("xlsform", "en"), b"PK"), (("paper", "fr"), b"%PDF"),
    (("answers", "en"), b"{"),
])
def test_forms_are_handed_over(scene: Scene, enter, file: tuple[str, str], start: bytes) -> None:
    answer = enter("police").get(reverse("needs:form-file", args=[scene.key, *file]))
    assert answer.content.startswith(start)
    assert answer["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize("format_", ["html", "json"])
def test_a_report_is_made_in_the_background(scene: Scene, enter, format_: str) -> None:
    scene.say("police", "C05", "3")
    client = enter("focal-point")
    address = reverse("needs:reports", args=[scene.key])
    client.post(address, {"language": "fr", "format": format_, "audience": "private"})
    assert "being made" in client.get(address).content.decode()
    drain()
    report = ReportFile.objects.get()
    answer = client.get(reverse("needs:report-file", args=[report.pk]))
    assert (report.status, len(answer.content)) == ("ready", report.size)


def test_the_programme_sees_exactly_what_is_shared(scene: Scene, enter) -> None:
    scene.say("police", "C05", "1")
    scene.say("police", "A01", "0")
    focal = scene.viewer("focal-point")
    choose_audiences(viewer=focal, assessment=scene.key, audiences={"C05": "programme"})
    publish(viewer=focal, assessment=scene.key)
    page = enter("programme-officer").get(reverse("needs:shared")).content.decode()
    codes = re.findall(r'<bdi dir="ltr" class="small">(\w+)</bdi>', page)
    assert codes == ["C05"]


def test_sharing_by_domain_with_an_exception(scene: Scene, enter) -> None:
    client = enter("focal-point")
    address = reverse("needs:sharing", args=[scene.key])
    client.post(address, {"domain-F": "programme", "audience-F02": "public"})
    found = Assessment.objects.get().disclosures.values_list("indicator", "audience")
    assert dict(found)["F02"] == "public"
    assert {audience for code, audience in found if code != "F02"} == {"programme"}
    assert {code[0] for code, _ in found} == {"F"}


def test_trainees_answer_and_the_trainer_reads_no_names(scene: Scene, enter) -> None:
    trainer = scene.viewer("trainer")
    made = open_course_needs(
        viewer=trainer, course="Electronic evidence", audience="investigators", country="XMA",
        indicators=["B17", "B18"], skills=[], organisations=[], closes=date(2026, 12, 31),
        clock=scene.clock,
    )
    address = reverse("needs:course", args=[made.pk])
    trainee = enter("trainee")
    page = trainee.get(address).content.decode()
    skills = sorted(set(re.findall(r'name="(S\d\d)"', page)))
    trainee.post(address, dict.fromkeys(skills, "0"))
    with acting_for(trainer.organisation):
        assert CourseNeedsAnswer.objects.values_list("complete", flat=True).get()
    summary = enter("trainer").get(address).content.decode()
    assert "1 trainee answered." in summary
    assert "Suri Halden" not in summary


@pytest.mark.parametrize("language", ["ar", "zh-hans", "fr", "ru", "es"])
def test_pages_open_in_every_language(scene: Scene, enter, language: str) -> None:
    scene.say("police", "C05", "1")
    client = enter("focal-point")
    client.get("/")  # the first page after sign-in takes the person's own language
    client.get(reverse("language", args=[language]))
    for name in ("assessment", "agencies", "result", "sharing", "targets", "forms", "reports"):
        answer = client.get(reverse(f"needs:{name}", args=[scene.key]))
        found = re.search(r'<html lang="([a-z]+)', answer.content.decode())
        assert (answer.status_code, found and found[1]) == (200, language[:2])


def test_the_map_shows_the_states_that_have_a_place_on_it(scene: Scene, enter) -> None:
    scene.say("police", "C05", "1")
    focal = scene.viewer("focal-point")
    choose_audiences(viewer=focal, assessment=scene.key, audiences={"C05": "programme"})
    publish(viewer=focal, assessment=scene.key)
    client, address = enter("programme-officer"), reverse("needs:shared")
    invented = client.get(address).content.decode()
    Disclosed.objects.update(state="KEN", state_name="Kenya")
    real = client.get(address).content.decode()
    assert ("figure-wide" in invented, "figure-wide" in real) == (False, True)


def test_a_reader_is_led_to_the_result_and_not_to_work_of_others(scene: Scene, enter) -> None:
    scene.say("police", "C05", "3")
    scene.say("prosecutor", "C05", "1")
    page = enter("viewer").get(reverse("needs:assessment", args=[scene.key])).content.decode()
    assert "Read the result" in page
    assert "Settle one disagreement" not in page
    assert "Invite and remind agencies" not in page
    assert "need your decision" not in page


def test_a_reminder_is_sent_to_who_answers_each_in_the_own_language(
    scene: Scene, enter, mailoutbox
) -> None:
    Account.objects.filter(pk=scene.accounts["police"]).update(language="fr")
    enter("focal-point").post(
        reverse("needs:remind", args=[scene.key, scene.organisations["police"]])
    )
    (mail,) = mailoutbox
    assert mail.to == [Account.objects.get(pk=scene.accounts["police"]).email]
    assert mail.subject == "Vos réponses sont attendues"
    assert "31 mars 2027" in mail.body
    assert mail.body.rstrip().endswith(reverse("needs:continue", args=[scene.key]))


def test_a_mail_that_cannot_be_sent_leaves_the_notice(
    scene: Scene, enter, monkeypatch
) -> None:
    def refuse(*args: object, **more: object) -> None:
        raise OSError("no route")

    monkeypatch.setattr("tutela.needs.web.mailing.send_mail", refuse)
    page = enter("focal-point").post(
        reverse("needs:remind", args=[scene.key, scene.organisations["police"]]), follow=True
    ).content.decode()
    assert "The mail could not be sent. The notice stands." in page
    assert "Reminded on 23 November 2026" in page


def test_changing_a_part_keeps_the_questions_it_had(scene: Scene, enter) -> None:
    client, police = enter("focal-point"), scene.organisations["police"]
    viewer = scene.viewer("focal-point")
    invite_agency(viewer=viewer, assessment=scene.key, agency=police, indicators=["C05", "D01"],
                  clock=scene.clock)
    address = reverse("needs:invite", args=[scene.key]) + f"?agency={police}"
    client.post(address, {"agency": police, "domains": ["C", "F"]})
    part = next(one for one in sheet(viewer, scene.key).parts if one.agency == police)
    policy = {code for code, item in current_instrument().indicators.items() if item.domain == "F"}
    assert part.indicators == {"C05", *policy}


def test_a_report_that_failed_for_good_says_what_to_do(scene: Scene, enter, monkeypatch) -> None:
    client = enter("focal-point")
    address = reverse("needs:reports", args=[scene.key])
    client.post(address, {"language": "en", "format": "pdf", "audience": "private"})
    assert "being made" in client.get(address).content.decode()
    assert Job.objects.get().task == TASK
    Job.objects.update(state="FAILED")
    page = client.get(address).content.decode()
    assert "could not be made" in page
    assert "being made" not in page
    assert "hx-get" not in page


def test_shared_evidence_is_opened_for_a_reason_that_is_kept(scene: Scene, enter) -> None:
    scene.say("police", "C05", "3", note="Roster of June.")
    add_evidence(viewer=scene.viewer("police"), assessment=scene.key, indicator="C05", level=3,
                 title="Roster", dated=date(2026, 6, 1), clock=scene.clock)
    focal = scene.viewer("focal-point")
    choose_audiences(viewer=focal, assessment=scene.key, audiences={"C05": "programme"},
                     clock=scene.clock)
    publish(viewer=focal, assessment=scene.key, clock=scene.clock)
    client, (one,) = enter("programme-officer"), to_verify(scene.viewer("programme-officer"))
    address = reverse("needs:verify", args=[one.disclosed, one.answer, one.version])
    for closed in (client.get(address), client.post(address, {"step": "open", "reason": " "})):
        assert "Roster" not in closed.content.decode()
    opened = client.post(address, {"step": "open", "reason": "To compare."}).content.decode()
    assert "Roster of June." in opened
    assert "1 June 2026" in opened
    with acting_for(scene.viewer("programme-officer").organisation):
        kept = Entry.objects.get(action="needs.shared.read")
    assert kept.reason == "To compare."


def test_a_course_that_nobody_answered_shows_its_questions(scene: Scene, enter) -> None:
    made = open_course_needs(
        viewer=scene.viewer("trainer"), course="Electronic evidence", audience="investigators",
        country="XMA", indicators=["B17"], skills=[], organisations=[],
        closes=date(2026, 12, 1), clock=scene.clock,
    )
    page = enter("trainer").get(reverse("needs:course", args=[made.pk])).content.decode()
    assert "The trainees find these questions on their page." in page
    assert "Nobody rated this." not in page


def test_the_result_shows_the_world_and_what_is_known_of_the_region(scene: Scene, enter) -> None:
    Assessment.objects.update(region="014")
    scene.say("police", "C05", "3")
    page = enter("focal-point").get(reverse("needs:result", args=[scene.key])).content.decode()
    assert "An invented State has no square." in page
    assert page.count(">KEN<") == 2  # in the wide map and in the table
    assert page.count("of 18 States are parties") == 2


def test_a_second_assessment_of_an_invented_state_keeps_its_region(scene: Scene, enter) -> None:
    Assessment.objects.update(region="014")
    enter("focal-point").post(reverse("needs:open"), {
        "title": "Next", "opens": "2027-01-01", "closes": "2027-12-31",
    })
    assert Assessment.objects.get(title="Next").region == "014"
