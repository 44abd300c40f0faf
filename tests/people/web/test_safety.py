"""What somebody who means harm tries at the door."""

from threading import Event

import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from tests.people.conftest import PASSWORD
from tutela.people.engine.roles import Role
from tutela.people.store import models
from tutela.people.web.adapters import AccountAdapter
from tutela.people.web.settings import settings_for
from tutela.site.settings import OPTIONS


def sign_in(client: Client, email: str, password: str = PASSWORD, **extra):
    return client.post(reverse("account_login"), {"login": email, "password": password}, **extra)


def ask_for_a_password(email: str, client: Client | None = None):
    return (client or Client()).post(reverse("account_reset_password"), {"email": email})


def test_a_session_from_before_sign_in_is_not_the_one_after(account, option) -> None:
    option(require_second_factor=False)
    client = Client()
    client.get(reverse("mfa_login_webauthn"), headers={"x-requested-with": "XMLHttpRequest"})
    before = client.session.session_key
    assert before is not None
    assert sign_in(client, account.email).headers["Location"] == "/"
    assert client.session.session_key not in {None, before}


@pytest.mark.parametrize("email", ["", "nobody@marevia.example"])
def test_a_wrong_password_costs_the_same_with_and_without_an_account(
    account, monkeypatch, email
) -> None:
    hashed = []
    for name in ("encode", "verify"):
        done = getattr(Argon2PasswordHasher, name)
        monkeypatch.setattr(
            Argon2PasswordHasher, name,
            lambda *given, done=done, name=name: hashed.append(name) or done(*given),
        )
    answer = sign_in(Client(), email or account.email, "not the password")
    assert answer.context["form"].non_field_errors() == [
        "The address or the password is not right. Check both, or ask for a new password.",
    ]
    assert len(hashed) == 1


def test_asking_for_a_password_does_not_wait_for_the_mail_server(
    account, option, monkeypatch
) -> None:
    option(mail="smtp://localhost")
    may_send, sent = Event(), Event()

    def slow(*_: object) -> None:
        may_send.wait(30)
        sent.set()

    monkeypatch.setattr(AccountAdapter, "_send", slow)
    answer = ask_for_a_password(account.email)
    assert not sent.is_set()
    may_send.set()
    assert sent.wait(30)
    other = ask_for_a_password("nobody@marevia.example")
    assert answer.headers["Location"] == other.headers["Location"]
    assert answer.cookies.output() == other.cookies.output()


def test_a_mail_server_that_is_away_is_noted_without_the_address(
    account, monkeypatch, caplog
) -> None:
    def away(*_: object) -> None:
        raise ConnectionRefusedError(account.email)

    monkeypatch.setattr("allauth.account.adapter.DefaultAccountAdapter.send_mail", away)
    answer = ask_for_a_password(account.email)
    assert answer.headers["Location"] == reverse("account_reset_password_done")
    assert [one.msg for one in caplog.records if one.name.endswith("adapters")] == [
        "mail not sent",
    ]


def test_letters_are_in_the_language_of_who_receives_them(account, enter, option) -> None:
    models.Account.objects.filter(pk=account.pk).update(language="fr")
    ask_for_a_password(account.email)
    assert mail.outbox[0].subject == "Un nouveau mot de passe pour Tutela"
    client = enter("police-administrator")
    option(mail="smtp://localhost")
    client.post(reverse("people:invite"), {"email": account.email, "role": Role.VIEWER.value})
    assert mail.outbox[1].to == [account.email]
    assert "ouvrez cette adresse" in mail.outbox[1].body


def guesses(number: int, **extra: str) -> None:
    for one in range(number):
        sign_in(Client(), f"guess{one}@marevia.example", "wrong", **extra)


def test_without_a_proxy_a_claimed_address_is_not_believed(account) -> None:
    for one in range(5):
        guesses(1, HTTP_X_FORWARDED_FOR=f"198.51.100.{one}")
    answer = sign_in(Client(), account.email, HTTP_X_FORWARDED_FOR="198.51.100.99")
    assert answer.status_code == 200


def test_behind_a_proxy_attempts_count_for_the_address_it_saw(account, settings) -> None:
    made = settings_for({**OPTIONS, "behind_proxy": True})
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = made["ALLAUTH_TRUSTED_PROXY_COUNT"]
    for one in range(5):
        guesses(1, HTTP_X_FORWARDED_FOR=f"203.0.113.{one}, 198.51.100.1")
    one_more = sign_in(Client(), account.email, HTTP_X_FORWARDED_FOR="203.0.113.9, 198.51.100.1")
    elsewhere = sign_in(Client(), account.email, HTTP_X_FORWARDED_FOR="198.51.100.7")
    assert (one_more.status_code, elsewhere.status_code) == (200, 302)


def test_many_counts_do_not_push_one_out() -> None:
    cache.set("first", 1)
    for number in range(1000):
        cache.set(f"another-{number}", number)
    assert cache.get("first") == 1


@pytest.mark.parametrize(("headers", "kept"), [
    ({"Sec-Fetch-Site": "cross-site"}, "en"),
    ({"Sec-Fetch-Site": "same-site"}, "en"),
    ({"Sec-Fetch-Site": "same-origin"}, "fr"),
    ({"Referer": "http://elsewhere.example/help/"}, "en"),
    ({"Referer": "http://testserver/help/"}, "fr"),
    ({}, "en"),
])
def test_only_our_own_pages_change_the_language_of_a_profile(enter, world, headers, kept) -> None:
    enter("viewer").get(reverse("language", args=["fr"]), headers=headers)
    assert models.Account.objects.get(pk=world.accounts["viewer"]).language == kept


def test_another_site_cannot_sign_anybody_out(enter) -> None:
    client = enter("viewer")
    client.handler.enforce_csrf_checks = True
    assert client.post(reverse("account_logout")).status_code == 403
    assert client.get(reverse("people:profile")).status_code == 200


def test_a_password_like_its_person_is_refused_in_our_words(account, option) -> None:
    option(require_second_factor=False)
    client = Client()
    sign_in(client, account.email)
    answer = client.post(reverse("account_change_password"), {
        "oldpassword": PASSWORD, "password1": account.email, "password2": account.email,
    })
    assert answer.context["form"].errors == {"password1": [
        "The password is too like your name or your address. Choose another.",
    ]}
