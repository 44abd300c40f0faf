import re
import time
from html import unescape

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core import mail
from django.test import Client
from django.urls import reverse

from tests.people.conftest import PASSWORD
from tutela.journal.store.models import Entry
from tutela.people.store import queries
from tutela.storage.wall import acting_for


def sign_in(client: Client, email: str, password: str = PASSWORD, **extra):
    return client.post(reverse("account_login"), {"login": email, "password": password}, **extra)


def code(secret: str, steps: int = 0) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps))


def page(answer) -> str:
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", answer.content.decode())))


@pytest.fixture
def generator(account):
    """Give the account a code generator and return its secret."""
    client = Client()
    sign_in(client, account.email)
    secret = client.get(reverse("mfa_activate_totp")).context["form"].secret
    answer = client.post(reverse("mfa_activate_totp"), {"code": code(secret, -1)})
    assert answer.headers["Location"] == reverse("mfa_view_recovery_codes")
    return secret


def test_a_password_opens_nothing_before_the_second_factor_is_set_up(account) -> None:
    client = Client()
    assert sign_in(client, account.email).headers["Location"] == "/"
    for name in ("overview", "people:home", "people:profile", "people:invite"):
        assert client.get(reverse(name)).headers["Location"] == reverse("mfa_index")


def test_password_then_code(account, generator) -> None:
    client = Client()
    assert sign_in(client, account.email).headers["Location"] == reverse("mfa_authenticate")
    assert client.get(reverse("people:profile")).status_code == 302
    answer = client.post(reverse("mfa_authenticate"), {"code": code(generator)})
    assert answer.headers["Location"] == "/"
    assert client.get(reverse("people:profile")).status_code == 200


def test_a_code_is_not_used_twice(account, generator) -> None:
    given = code(generator)
    answers = []
    for _ in range(2):
        client = Client()
        sign_in(client, account.email)
        answers.append(client.post(reverse("mfa_authenticate"), {"code": given}).status_code)
    assert answers == [302, 200]


def test_a_recovery_code_opens_once(account, generator) -> None:
    row = Authenticator.objects.get(user=account, type=Authenticator.Type.RECOVERY_CODES)
    given = row.wrap().get_unused_codes()[0]
    answers = []
    for _ in range(2):
        client = Client()
        sign_in(client, account.email)
        answers.append(client.post(reverse("mfa_authenticate"), {"code": given}).status_code)
    assert answers == [302, 200]


def test_recovery_codes_are_shown_once(account) -> None:
    client = Client()
    sign_in(client, account.email)
    secret = client.get(reverse("mfa_activate_totp")).context["form"].secret
    client.post(reverse("mfa_activate_totp"), {"code": code(secret)})
    first = client.get(reverse("mfa_view_recovery_codes"))
    assert first.context["can_view_codes"]
    assert not client.get(reverse("mfa_view_recovery_codes")).context["can_view_codes"]


def test_secrets_are_encrypted_in_the_database(account, generator) -> None:
    row = Authenticator.objects.get(user=account, type=Authenticator.Type.TOTP)
    assert generator not in str(row.data)
    assert row.wrap().validate_code(code(generator))


def test_the_square_is_drawn_without_a_data_address(account) -> None:
    client = Client()
    sign_in(client, account.email)
    text = client.get(reverse("mfa_activate_totp")).content.decode()
    assert "data:" not in text
    assert 'class="qr' in text


def test_wrong_password_and_unknown_address_look_alike(account) -> None:
    answers = [
        page(sign_in(Client(), account.email, "wrong")),
        page(sign_in(Client(), "nobody@marevia.example", "wrong")),
    ]
    said = "The address or the password is not right. Check both, or ask for a new password."
    assert all(said in answer for answer in answers)


def test_reset_answers_alike_and_writes_only_to_known_addresses(account) -> None:
    address = reverse("account_reset_password")
    known = Client().post(address, {"email": account.email})
    unknown = Client().post(address, {"email": "nobody@marevia.example"})
    assert known.headers["Location"] == unknown.headers["Location"]
    assert [message.to for message in mail.outbox] == [[account.email]]


def test_the_reset_link_names_the_address_of_the_option(account, option) -> None:
    option(address="https://tutela.example.org")
    Client().post(reverse("account_reset_password"), {"email": account.email})
    assert "https://tutela.example.org/account/password/" in mail.outbox[0].body


def place(account) -> int:
    return queries.current_memberships(account.pk)[0].organisation.key


def test_a_new_password_is_told_by_mail_and_noted(account, option) -> None:
    option(require_second_factor=False)
    client, new = Client(), "eight loud mountains"
    sign_in(client, account.email)
    client.post(reverse("account_change_password"), {
        "oldpassword": PASSWORD, "password1": new, "password2": new,
    })
    assert [message.to for message in mail.outbox] == [[account.email]]
    assert "This was changed in the way you sign in to Tutela:" in mail.outbox[0].body
    with acting_for(place(account)):
        assert Entry.objects.latest("pk").action == "people.password.change"
    assert client.get(reverse("people:profile")).status_code == 200


def test_new_factors_are_noted(account, settings, django_capture_on_commit_callbacks) -> None:
    settings.ACCOUNT_EMAIL_NOTIFICATIONS = False  # here the commit comes after the request
    client = Client()
    sign_in(client, account.email)
    secret = client.get(reverse("mfa_activate_totp")).context["form"].secret
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("mfa_activate_totp"), {"code": code(secret)})
    with acting_for(place(account)):
        actions = list(Entry.objects.order_by("-pk").values_list("action", flat=True)[:2])
    assert actions == ["people.factor.add"] * 2  # the generator, and its recovery codes


def test_a_reset_link_sets_a_password_once(account) -> None:
    Client().post(reverse("account_reset_password"), {"email": account.email})
    path = re.search(r"https?://[^/]+(/\S+)", mail.outbox[0].body)[1]
    client, new = Client(), "eight loud mountains"
    form = client.get(path).headers["Location"]
    answer = client.post(form, {"password1": new, "password2": new})
    assert answer.headers["Location"] == reverse("account_reset_password_from_key_done")
    account.refresh_from_db()
    assert account.check_password(new)
    assert Client().get(path).context["token_fail"]


@pytest.mark.parametrize("weak", [
    "short", "123456789012", "password1234", "focal-point@demonstration.example",
])
def test_weak_passwords_are_refused(account, weak) -> None:
    client = Client()
    sign_in(client, account.email)
    given = {"oldpassword": PASSWORD, "password1": weak, "password2": weak}
    answer = client.post(reverse("account_change_password"), given)
    account.refresh_from_db()
    assert account.check_password(PASSWORD)
    assert answer.status_code in {200, 302}


def test_six_wrong_passwords_close_the_door_for_the_account(account) -> None:
    for number in range(5):
        sign_in(Client(), account.email, "wrong", REMOTE_ADDR=f"198.51.100.{number}")
    answer = sign_in(Client(), account.email, PASSWORD, REMOTE_ADDR="198.51.100.99")
    assert "sessionid" not in answer.cookies
    assert answer.status_code == 200


def test_six_wrong_passwords_close_the_door_for_the_address(account) -> None:
    for number in range(5):
        sign_in(Client(), f"guess{number}@marevia.example", "wrong")
    assert sign_in(Client(), account.email, PASSWORD).status_code == 200
    elsewhere = sign_in(Client(), account.email, PASSWORD, REMOTE_ADDR="198.51.100.7")
    assert elsewhere.status_code == 302


def test_wrong_codes_are_counted_too(account, generator) -> None:
    client = Client()
    sign_in(client, account.email)
    for _ in range(5):
        client.post(reverse("mfa_authenticate"), {"code": "000000"})
    answer = client.post(reverse("mfa_authenticate"), {"code": code(generator)})
    assert answer.status_code == 200
    assert client.get(reverse("people:profile")).status_code == 302


@pytest.mark.parametrize("path", ["signup/", "login/", "email/", "login/code/", "3rdparty/"])
def test_other_pages_of_the_library_do_not_exist(db, path) -> None:
    assert Client().get(f"/account/{path}").status_code == 404


def test_sign_out_takes_a_click_and_clears_the_browser(enter) -> None:
    client = enter("viewer")
    assert client.get(reverse("account_logout")).status_code == 200
    assert client.get(reverse("people:profile")).status_code == 200
    answer = client.post(reverse("account_logout"))
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert client.get(reverse("people:profile")).status_code == 302


def test_sign_in_leads_to_no_other_site(account, option) -> None:
    option(require_second_factor=False)
    answer = Client().post(reverse("account_login"), {
        "login": account.email, "password": PASSWORD, "next": "https://elsewhere.example/",
    })
    assert answer.headers["Location"] == "/"
