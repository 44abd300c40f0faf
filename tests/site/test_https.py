"""Cookies under https, and what strangers cannot make the site say."""

import json
import os
import subprocess
import sys

import pytest
from django.core.mail import EmailMessage

from tutela.site.console_mail import EmailBackend

_ASKED = (
    "SESSION_COOKIE_NAME", "SESSION_COOKIE_SECURE", "SESSION_COOKIE_HTTPONLY",
    "SESSION_COOKIE_SAMESITE", "CSRF_COOKIE_NAME", "CSRF_COOKIE_SECURE", "CSRF_COOKIE_HTTPONLY",
    "LANGUAGE_COOKIE_NAME", "LANGUAGE_COOKIE_SECURE", "SECURE_SSL_REDIRECT",
    "SECURE_HSTS_SECONDS", "CSRF_TRUSTED_ORIGINS", "MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN",
)
_SHOW = f"""
import json
from tutela.site import settings
print(json.dumps({{name: getattr(settings, name) for name in {_ASKED}}}))
"""


def test_cookies_under_https_are_bound_to_the_host(tmp_path) -> None:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TUTELA_")}
    env = {**kept, "PYTHONPATH": os.pathsep.join(sys.path), "TUTELA_DATA_FOLDER": str(tmp_path),
           "TUTELA_ADDRESS": "https://tutela.example.org"}
    shown = subprocess.run([sys.executable, "-c", _SHOW], env=env, check=True, cwd=tmp_path,
                           capture_output=True, text=True)
    assert json.loads(shown.stdout) == {
        "SESSION_COOKIE_NAME": "__Host-tutela-session", "SESSION_COOKIE_SECURE": True,
        "SESSION_COOKIE_HTTPONLY": True, "SESSION_COOKIE_SAMESITE": "Lax",
        "CSRF_COOKIE_NAME": "__Host-tutela-form", "CSRF_COOKIE_SECURE": True,
        "CSRF_COOKIE_HTTPONLY": True, "LANGUAGE_COOKIE_NAME": "__Host-tutela-language",
        "LANGUAGE_COOKIE_SECURE": True, "SECURE_SSL_REDIRECT": True,
        "SECURE_HSTS_SECONDS": 31_536_000, "CSRF_TRUSTED_ORIGINS": ["https://tutela.example.org"],
        "MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN": False,
    }


@pytest.mark.django_db
def test_another_host_is_refused_and_not_repeated(client) -> None:
    answer = client.get("/account/sign-in/", headers={"host": "evil.example"})
    assert answer.status_code == 400
    assert "evil.example" not in answer.text
    assert "The request could not be read" in answer.text


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/<script>alert(1)</script>/", "/help/../evil-words/",
                                     "/people/invitation/evil-words/", "/nowhere/?q=evil-words"])
def test_error_pages_do_not_repeat_what_was_asked(client, address) -> None:
    # The switch of language leads back, so the address stands there, and only there, encoded.
    answer = client.get(address)
    assert answer.status_code == 404
    assert "<script>alert" not in answer.text
    main = answer.text.partition("<main")[2].partition("</main>")[0]
    assert "evil-words" not in main


def test_a_letter_on_the_console_keeps_its_link_whole(capsys) -> None:
    link = "http://localhost:8000/people/invitation/" + "x" * 90 + "/"
    letter = EmailMessage("رسالة", f"Open:\n\n{link}\n", "a@tutela.example", ["b@tutela.example"])
    assert EmailBackend().send_messages([letter]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "To: b@tutela.example", "Subject: رسالة", "", "Open:", "", link, "-" * 79,
    ]
