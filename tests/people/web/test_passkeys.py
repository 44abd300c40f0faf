import json

import pytest
from django.test import Client
from django.urls import reverse

from tests.people.conftest import PASSWORD
from tests.people.passkey import PRESENT, Passkey


@pytest.fixture
def passkey(account) -> Passkey:
    """Add a passkey to the account through the page."""
    client, device = Client(), Passkey()
    client.post(reverse("account_login"), {"login": account.email, "password": PASSWORD})
    page = client.get(reverse("mfa_add_webauthn"))
    options = json.loads(json.dumps(page.context["js_data"]["creation_options"]["publicKey"]))
    answer = client.post(reverse("mfa_add_webauthn"), {
        "name": "laptop", "credential": json.dumps(device.make(options)),
    })
    assert answer.headers["Location"] == reverse("mfa_view_recovery_codes")
    return device


def options_for(client: Client) -> dict:
    answer = client.get(
        reverse("mfa_login_webauthn"), headers={"x-requested-with": "XMLHttpRequest"}
    )
    return answer.json()["request_options"]["publicKey"]


def use(client: Client, credential: dict):
    return client.post(reverse("mfa_login_webauthn"), {"credential": json.dumps(credential)})


def test_creation_asks_for_a_key_that_signs_in_by_itself(account) -> None:
    client = Client()
    client.post(reverse("account_login"), {"login": account.email, "password": PASSWORD})
    options = client.get(reverse("mfa_add_webauthn")).context["js_data"]["creation_options"]
    chosen = options["publicKey"]["authenticatorSelection"]
    assert (chosen["residentKey"], chosen["userVerification"]) == ("required", "required")


def test_a_passkey_alone_signs_in(account, passkey) -> None:
    client = Client()
    assert use(client, passkey.use(options_for(client))).headers["Location"] == "/"
    assert client.get(reverse("people:profile")).status_code == 200


def test_an_answer_is_not_used_twice(account, passkey) -> None:
    client = Client()
    credential = passkey.use(options_for(client))
    use(client, credential)
    other = Client()
    options_for(other)
    use(other, credential)
    assert other.get(reverse("people:profile")).status_code == 302


def test_a_device_that_did_not_check_its_person_is_refused(account, passkey) -> None:
    client = Client()
    use(client, passkey.use(options_for(client), flags=PRESENT))
    assert client.get(reverse("people:profile")).status_code == 302


def test_another_devices_signature_is_refused(account, passkey) -> None:
    client, stranger = Client(), Passkey(identifier=passkey.identifier)
    stranger.user = passkey.user
    use(client, stranger.use(options_for(client)))
    assert client.get(reverse("people:profile")).status_code == 302


def test_a_passkey_serves_as_second_step(account, passkey) -> None:
    client = Client()
    client.post(reverse("account_login"), {"login": account.email, "password": PASSWORD})
    page = client.get(reverse("mfa_authenticate"))
    options = json.loads(json.dumps(page.context["js_data"]["request_options"]["publicKey"]))
    answer = client.post(
        reverse("mfa_authenticate"), {"credential": json.dumps(passkey.use(options))}
    )
    assert answer.headers["Location"] == "/"


@pytest.mark.parametrize("text", ["", "null", "[]", "{}", '{"response": {}}', "not json"])
def test_nonsense_is_refused_without_a_fault(account, passkey, text) -> None:
    client = Client()
    options_for(client)
    assert client.post(reverse("mfa_login_webauthn"), {"credential": text}).status_code == 302
    assert client.get(reverse("people:profile")).status_code == 302
