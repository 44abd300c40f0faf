from django.core import mail
from django.urls import reverse

from tutela.people.engine.roles import Role
from tutela.people.store import models, queries


def test_a_manager_invites_by_mail(enter, option) -> None:
    client = enter("focal-point")
    option(mail="smtp://localhost", address="https://tutela.example.org/")
    answer = client.post(reverse("people:invite"), {
        "email": "noa@marevia.example", "role": Role.VIEWER.value,
    })
    assert answer.headers["Location"] == reverse("people:home")
    sent = mail.outbox[0]
    assert sent.to == ["noa@marevia.example"]
    assert "https://tutela.example.org/people/invitation/" in sent.body


def test_without_mail_the_inviter_gets_the_link(enter) -> None:
    client = enter("focal-point")
    answer = client.post(reverse("people:invite"), {
        "email": "noa@marevia.example", "role": Role.VIEWER.value,
    }, follow=True)
    assert "/people/invitation/" in answer.content.decode()
    assert mail.outbox == []


def test_a_wrong_form_comes_back_with_its_problems_and_values(enter) -> None:
    answer = enter("focal-point").post(reverse("people:invite"), {"email": "no", "role": ""})
    text = answer.content.decode()
    assert 'value="no"' in text
    assert 'class="error-summary' in text
    assert list(answer.context["form"].errors) == ["email", "role"]


def test_a_role_that_was_not_offered_is_refused(enter) -> None:
    answer = enter("focal-point").post(reverse("people:invite"), {
        "email": "noa@marevia.example", "role": Role.PROGRAMME_OFFICER.value,
    })
    assert list(answer.context["form"].errors) == ["role"]


def test_a_focal_point_adds_an_agency_of_its_own_state(enter, world) -> None:
    client = enter("focal-point")
    answer = client.post(reverse("people:organisation-add"), {
        "name": "Customs", "kind": "agency", "state": "XQL", "email": "noa@marevia.example",
    })
    made = models.Organisation.objects.get(name="Customs")
    assert (answer.headers["Location"], made.state) == (
        reverse("people:organisation", args=[made.pk]), "XMA",
    )


def test_a_name_that_is_taken_is_said_at_its_field(enter) -> None:
    answer = enter("focal-point").post(reverse("people:organisation-add"), {
        "name": "Ministry of Justice", "kind": "agency", "email": "noa@marevia.example",
    })
    assert list(answer.context["form"].errors) == ["name"]


def test_the_last_manager_is_told_why_not(enter, world) -> None:
    key = queries.current_memberships(world.accounts["police-administrator"])[0].key
    answer = enter("police-administrator").post(reverse("people:end", args=[key]))
    assert "Nobody else here can invite people." in answer.content.decode()


def test_the_profile_sets_language_and_display(enter, world) -> None:
    client = enter("viewer")
    answer = client.post(reverse("people:profile"), {
        "name": "Sanne Orlev", "language": "ar", "theme": "dark",
    })
    row = models.Account.objects.get(pk=world.accounts["viewer"])
    assert (row.language, row.theme) == ("ar", "dark")
    cookie = [one.value for one in answer.cookies.values() if "language" in one.key]
    assert cookie == ["ar"]


def test_the_language_of_the_profile_comes_into_the_browser_at_sign_in(enter, world) -> None:
    models.Account.objects.filter(pk=world.accounts["viewer"]).update(language="zh")
    answer = enter("viewer").get(reverse("people:profile"))
    cookie = [one.value for one in answer.cookies.values() if "language" in one.key]
    assert cookie == ["zh-hans"]


def test_strange_numbers_are_not_found(enter) -> None:
    client = enter("viewer")
    statuses = [
        client.post(reverse("people:places"), {"membership": text}).status_code
        for text in ("", "x", "-1", "٣", "9" * 30, "0")
    ]
    assert statuses == [404] * 6
