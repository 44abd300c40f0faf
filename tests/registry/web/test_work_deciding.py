"""Duplicates, suggestions, materials, experts, digests and keys, through their pages."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from tests.registry.scene import TODAY
from tests.registry.web.test_work_records import FORM, said
from tutela.registry.store.bodies import activity_from_json, expert_from_json
from tutela.registry.store.models import (
    ApiKey,
    Candidate,
    Cluster,
    Expert,
    Material,
    Record,
    Suggestion,
    Watch,
)
from tutela.storage.wall import acting_for


@pytest.fixture
def pair(scene, add, course) -> Candidate:
    """A likely pair of the course and another provider's record of it."""
    other = add("other", person="focal-point", title="Interviewing children, a course",
                topics=("child-interviews",), starts=TODAY + timedelta(days=70), seats=30)
    programme = scene.organisations["programme"]
    return Candidate.objects.create(
        owner_id=programme, curator_id=programme, left=min(course, other),
        right=max(course, other), score=980, found_at=scene.clock.now(), reasons=[
            {"field": "title", "left": "a", "right": "b", "level": "close", "weight": 4.9},
            {"field": "starts", "left": "", "right": "", "level": "same-day", "weight": 6.9},
            {"field": "states", "left": "", "right": "", "level": "same", "weight": 0.6},
        ],
    )


def test_a_pair_is_merged_with_chosen_values_and_parted_again(scene, enter, pair) -> None:
    client, address = enter("programme-officer"), reverse("registry:pair", args=[pair.pk])
    assert "1 pair may be the same" in said(client.get(reverse("registry:duplicates")))
    text = said(client.get(address))
    assert "Very likely the same" in text
    assert "The same day Speaks strongly for the same activity" in text
    sent = {"decision": "same", "lead": pair.left, "field-seats": pair.right}
    decide = reverse("registry:decide", args=[pair.pk])
    assert client.post(decide, sent).status_code == 200
    assert client.post(decide, {**sent, "why": "One course, two lists."}).status_code == 302
    made = Cluster.objects.get()
    assert (made.lead, made.chosen["seats"]) == (pair.left, pair.right)
    assert "One course, two lists." in said(client.get(reverse("registry:merged")))
    undo = reverse("registry:undo", args=[made.pk])
    assert client.post(undo).status_code == 200
    client.post(undo, {"why": "They are two groups."})
    assert Cluster.objects.get().undone_at is not None
    assert "Undone on" in said(client.get(reverse("registry:merged")))
    assert Candidate.objects.get().state == "open"


def test_a_pair_is_told_apart_for_good(scene, enter, pair) -> None:
    client = enter("programme-officer")
    client.post(reverse("registry:decide", args=[pair.pk]),
                {"decision": "different", "why": "Two towns."})
    assert (Candidate.objects.get().state, Cluster.objects.count()) == ("different", 0)
    assert "No duplicates wait for you" in said(client.get(reverse("registry:duplicates")))


def test_only_who_curates_sees_pairs(scene, enter, pair) -> None:
    assert enter("focal-point").get(reverse("registry:duplicates")).status_code == 403


CORRECTED = {**FORM, "town_0": "", "summary_en": "Five days.", "seats": "30",
             "title_en": "Interviewing children: a course", "party_0": "Harbour Foundation",
             "starts": str(TODAY + timedelta(days=70)), "ends": str(TODAY + timedelta(days=74)),
             "presence": "onsite", "status": "open", "budget": "12500.50", "currency": "EUR",
             "contact": "desk@harbour.example", "url": "https://harbour.example/course",
             "sort": "other", "why": "The invitation says 30."}


def test_a_correction_is_suggested_and_accepted_with_a_change(scene, enter, course) -> None:
    trainee, owner = enter("trainee"), enter("partner")
    answer = trainee.post(reverse("registry:suggest", args=[course]), CORRECTED)
    assert answer.status_code == 302, said(answer)
    made = Suggestion.objects.get()
    assert (made.field, made.old, made.proposed) == ("seats", 24, 30)
    assert "1 suggestion waits for you" in said(owner.get(reverse("registry:suggestions")))
    change = reverse("registry:suggestion-change", args=[made.pk])
    assert re.search(r'name="seats" value="30"', owner.get(change).content.decode())
    owner.post(change, {**CORRECTED, "seats": "28"})
    assert activity_from_json(Record.objects.get().body).seats == 28
    assert "Accepted" in said(trainee.get(reverse("registry:suggestions")))


def test_nothing_different_is_no_suggestion(scene, enter, course) -> None:
    answer = enter("trainee").post(
        reverse("registry:suggest", args=[course]), {**CORRECTED, "seats": "24"})
    assert (answer.status_code, Suggestion.objects.count()) == (200, 0)


def test_a_missing_activity_is_proposed_and_declined_with_a_reason(scene, enter) -> None:
    viewer, officer = enter("viewer"), enter("programme-officer")
    viewer.post(reverse("registry:propose"), {**FORM, "why": "I took part."})
    address = reverse("registry:suggestion", args=[Suggestion.objects.get().pk])
    assert "I took part." in said(officer.get(address))
    assert viewer.post(address, {"decision": "accept"}).status_code == 403
    assert officer.post(address, {"decision": "decline"}).status_code == 200
    officer.post(address, {"decision": "decline", "words": "It never took place."})
    assert "It never took place." in said(viewer.get(address))
    assert Record.objects.count() == 0


def test_a_missing_activity_is_proposed_and_accepted(scene, enter) -> None:
    enter("viewer").post(reverse("registry:propose"), {**FORM, "why": "I took part."})
    address = reverse("registry:suggestion", args=[Suggestion.objects.get().pk])
    enter("programme-officer").post(address, {"decision": "accept"})
    assert activity_from_json(Record.objects.get().body).seats == 20


def test_a_material_is_added_found_edited_and_withdrawn(scene, enter) -> None:
    client = enter("partner")
    sent = {"title": "Handbook of first steps", "sort": "handbook", "topics": ["forensics"],
            "languages": ["fr"], "licence": "CC-BY-4.0"}
    key = client.post(reverse("registry:material-add"), sent)["Location"].split("/")[-2]
    assert "CC-BY-4.0" in said(enter("viewer").get(reverse("registry:material", args=[key])))
    found = client.get(reverse("registry:materials"), {"topic": "forensics", "language": "fr"})
    assert "1 found" in said(found)
    assert "No material fits" in said(
        client.get(reverse("registry:materials"), {"topic": "wellbeing"}))
    client.post(reverse("registry:material-edit", args=[key]), {**sent, "version": "2"})
    assert Material.objects.get().body["version"] == "2"
    assert enter("viewer").get(reverse("registry:material-edit", args=[key])).status_code == 403
    client.post(reverse("registry:material-withdraw", args=[key]))
    assert client.get(reverse("registry:material", args=[key])).status_code == 404


def test_nobody_else_sees_an_expert_before_the_consent(scene, enter) -> None:
    client, other = enter("partner"), enter("viewer")
    sent = {"name": "Ilse Tarvan", "topics": ["forensics"], "visibility": "everyone",
            "states": ["XMA"]}
    address = client.post(reverse("registry:expert-add"), sent)["Location"]
    assert "The person has not agreed yet." in said(client.get(address))
    assert other.get(address).status_code == 404
    edit = address + "edit/"
    client.post(edit, {**sent, "consent": "on"})
    assert expert_from_json(Expert.objects.get().body).consented == TODAY
    assert "Everyone who is signed in." in said(other.get(address))
    client.post(edit, sent)
    assert other.get(address).status_code == 404
    client.post(address + "withdraw/")
    assert Expert.objects.count() == 0


def test_a_digest_is_asked_for_previewed_and_ended(scene, enter, add, settings) -> None:
    client = enter("viewer")
    client.post(reverse("registry:digest"), {"frequency": "weekly", "states": ["XMA"]})
    with acting_for(scene.viewer("viewer").organisation):
        key = Watch.objects.get().pk
    preview = reverse("registry:digest-preview", args=[key])
    assert "Nothing new since the last digest" in said(client.get(preview))
    settings.CLOCK = scene.clock = scene.later(minutes=5)
    add("new", title="A course on phones")
    text = said(client.get(preview))
    assert "This would be sent now" in text
    assert "A course on phones" in text
    assert enter("trainee").get(preview).status_code == 404
    client.post(reverse("registry:unwatch", args=[key]))
    with acting_for(scene.viewer("viewer").organisation):
        assert Watch.objects.get().ended_at is not None


def test_a_key_is_shown_once_and_ended(scene, enter) -> None:
    client = enter("programme-officer")
    sent = {"name": "Feed of the academy", "scopes": ["read:activities"],
            "expires": str(TODAY + timedelta(days=30))}
    past = client.post(reverse("registry:keys"), {**sent, "expires": "2020-01-01"})
    assert (past.status_code, ApiKey.objects.count()) == (200, 0)
    page = client.post(reverse("registry:keys"), sent)
    secret = re.search(r"tutela_[\w-]{40,}", page.content.decode())[0]
    assert "no-store" in page["Cache-Control"]
    assert secret not in client.get(reverse("registry:keys")).content.decode()
    client.post(reverse("registry:key-revoke", args=[ApiKey.objects.get().pk]))
    assert "Ended" in said(client.get(reverse("registry:keys")))
    assert enter("partner").get(reverse("registry:keys")).status_code == 403


def test_the_desk_says_what_waits(scene, enter, pair) -> None:
    text = said(enter("programme-officer").get(reverse("registry:work")))
    assert "1 pair of records may be the same" in text
    assert "Nothing waits for you." in said(enter("trainee").get(reverse("registry:work")))
