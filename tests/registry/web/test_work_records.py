"""Adding, changing and withdrawing activities; what is asked before anything is saved."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from tests.registry.scene import TODAY
from tutela.journal.store.models import Entry
from tutela.registry.engine.matching.signature import signature
from tutela.registry.engine.record import Proficiency
from tutela.registry.store.bodies import activity_from_json
from tutela.registry.store.likes import blocks_of
from tutela.registry.store.models import Block, Meaning, Record
from tutela.storage.wall import acting_for

FORM = {
    "step": "save", "title_en": "Interviewing children: a course", "sort": "course",
    "topics": ["child-interviews"], "audiences": ["police"], "proficiency": "practitioner",
    "languages": ["ar", "fr"], "places": "2", "partners": "2", "state_0": "XMA",
    "town_0": "Port Amel", "starts": str(TODAY + timedelta(days=80)),
    "ends": str(TODAY + timedelta(days=84)), "seats": "20", "party_0": "Meridian Academy",
    "role_0": "provider", "role_1": "provider", "visibility": "shared",
}


def said(answer) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


@pytest.fixture
def filed(scene):
    """File a record under its keys, as the job does."""
    def made(key: int) -> None:
        one = signature(activity_from_json(Record.objects.get(pk=key).body))
        Block.objects.bulk_create(blocks_of(key, one))
        Meaning.objects.create(record=key, vector=one.meaning.tobytes())
    return made


def test_a_new_activity_is_kept_as_it_was_written(scene, enter) -> None:
    answer = enter("partner").post(reverse("registry:add"), FORM)
    assert answer.status_code == 302, said(answer)
    row = Record.objects.get()
    found = activity_from_json(row.body)
    assert answer["Location"] == reverse("registry:record", args=[row.pk])
    assert (found.titles, found.states, found.topics, found.languages, found.seats) == (
        {"en": "Interviewing children: a course"}, ("XMA",), ("child-interviews",), ("ar", "fr"),
        20,
    )
    assert (found.proficiency, found.provider, found.sites[0].town) == (
        Proficiency.PRACTITIONER, "Meridian Academy", "Port Amel",
    )


def test_errors_stand_beside_their_fields_and_nothing_is_lost(scene, enter) -> None:
    wrong = {**FORM, "title_en": "", "ends": str(TODAY), "budget": "900", "town_0": "Talun"}
    answer = enter("partner").post(reverse("registry:add"), wrong)
    text = said(answer)
    assert answer.status_code == 200
    assert "Title: Enter a title." in text
    assert 'value="Talun"' in answer.content.decode()
    answer = enter("partner").post(reverse("registry:add"), {**wrong, "title_en": "A course"})
    text = said(answer)
    assert "Last day: The last day lies before the first day." in text
    assert "Currency: Say in which currency the budget is, for example USD." in text
    assert Record.objects.count() == 0


def test_topics_are_suggested_with_reasons_and_never_chosen_by_themselves(scene, enter) -> None:
    client = enter("partner")
    answer = client.post(reverse("registry:add"), {**FORM, "topics": []})
    assert "No topic is chosen yet" in said(answer)
    assert "Suggested because" in said(answer)
    box = re.search(r'<input[^>]*value="child-interviews"[^>]*>', answer.content.decode())[0]
    assert "checked" not in box
    answer = client.post(reverse("registry:add"), {**FORM, "topics": [], "seen": "1"})
    assert answer.status_code == 302
    assert activity_from_json(Record.objects.get().body).topics == ()


def test_more_rows_keep_what_was_written(scene, enter) -> None:
    answer = enter("partner").post(reverse("registry:add"), {**FORM, "step": "more"})
    page = answer.content.decode()
    assert (answer.status_code, page.count('name="town_'), page.count('name="party_key_')) == (
        200, 5, 5)
    assert 'value="Port Amel"' in page


def test_what_looks_like_it_is_shown_before_it_is_saved(scene, enter, course, filed) -> None:
    filed(course)
    client, form = enter("focal-point"), {
        **FORM, "starts": str(TODAY + timedelta(days=70)), "ends": str(TODAY + timedelta(days=74)),
        "party_0": "Harbour Foundation",
    }
    answer = client.post(reverse("registry:add"), form)
    assert "This may already be in the registry" in said(answer)
    assert "Speaks strongly for the same activity" in said(answer)
    assert Record.objects.count() == 1
    back = client.post(reverse("registry:add"), {**form, "step": "back"})
    assert 'value="Harbour Foundation"' in back.content.decode()
    unsaid = client.post(reverse("registry:add"), {**form, "step": "anyway"})
    assert (unsaid.status_code, Record.objects.count()) == (200, 1)
    done = client.post(reverse("registry:add"), {
        **form, "step": "anyway", "anyway_why": "Another group of officers."})
    assert done.status_code == 302
    with acting_for(scene.organisations["focal-point"]):
        entry = Entry.objects.filter(action="registry.record.registered").latest("pk")
    assert entry.reason == "Another group of officers."


def test_an_overlap_is_shown_even_without_a_duplicate(scene, enter, course) -> None:
    other = {**FORM, "title_en": "Speaking with young witnesses, advanced lessons in Talun"}
    text = said(enter("focal-point").post(reverse("registry:add"), other))
    assert "Others serve this need already" in text
    assert "Interviewing children: a course" in text


def test_a_change_keeps_what_the_form_does_not_ask_for(scene, enter, course) -> None:
    client, address = enter("partner"), reverse("registry:edit", args=[course])
    page = client.get(address).content.decode()
    assert 'value="Interviewing children: a course"' in page
    sent = {**FORM, "summary_en": "Five days.", "version": "1", "why": "New place.",
            "currency": "EUR", "budget": "12500.50"}
    assert client.post(address, sent).status_code == 302
    found = activity_from_json(Record.objects.get().body)
    assert (found.identifier, found.sites[0].town) == ("course", "Port Amel")
    stale = client.post(address, sent)
    assert "Somebody changed this record while you were writing." in said(stale)
    assert 'value="Port Amel"' in stale.content.decode()


def test_others_do_not_edit(scene, enter, course) -> None:
    assert enter("focal-point").get(reverse("registry:edit", args=[course])).status_code == 403
    assert enter("viewer").get(reverse("registry:add")).status_code == 403


def test_withdrawn_with_a_reason_and_shown_again(scene, enter, course) -> None:
    client, address = enter("partner"), reverse("registry:withdraw", args=[course])
    assert client.post(address).status_code == 200
    assert client.post(address, {"why": "Entered twice."}).status_code == 302
    assert Record.objects.get().state == "withdrawn"
    assert "This activity is out of sight" in said(
        client.get(reverse("registry:edit", args=[course])))
    client.post(reverse("registry:restore", args=[course]))
    assert Record.objects.get().state == "kept"
