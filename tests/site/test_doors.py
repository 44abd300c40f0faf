"""Headers, cookies, error pages, health: what a stranger and a browser see."""

import json
import logging

import pytest
from django.db import OperationalError
from django.test import Client, RequestFactory

from tutela.site import errors, logs, middleware

pytestmark = pytest.mark.django_db

_POLICY = {
    "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self'",
    "font-src 'self'", "connect-src 'self'", "form-action 'self'", "base-uri 'none'",
    "frame-ancestors 'none'",
}


@pytest.mark.parametrize("address", ["/help/", "/nowhere/", "/people/account/nowhere/",
                                     "/health/live"])
def test_every_answer_is_behind_closed_doors(client, address) -> None:
    answer = client.get(address)
    assert set(answer.headers["Content-Security-Policy"].split("; ")) == _POLICY
    wanted = {
        "X-Frame-Options": "DENY", "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin", "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin", "X-Robots-Tag": "noindex, nofollow",
    }
    assert {name: answer.headers[name] for name in wanted} == wanted
    assert "no-store" in answer.headers["Cache-Control"]
    assert "camera=()" in answer.headers["Permissions-Policy"]


def test_error_page_says_what_to_do_and_its_number(client) -> None:
    answer = client.get("/nowhere/")
    assert answer.status_code == 404
    assert answer.headers["X-Request-Number"] in answer.text
    assert "There is no such page here" in answer.text


def test_database_away_is_503_without_asking_the_database(client, monkeypatch) -> None:
    def away(*_: object, **__: object) -> None:
        raise OperationalError("host=secret.example refused")

    monkeypatch.setattr("tutela.site.pages.render", away)
    answer = client.get("/help/")
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "60"
    assert "secret.example" not in answer.text


def test_failure_is_500_and_keeps_its_words_to_itself(monkeypatch, caplog) -> None:
    def fails(*_: object, **__: object) -> None:
        raise RuntimeError("ana@example.org")

    monkeypatch.setattr("tutela.site.pages.render", fails)
    answer = Client(raise_request_exception=False).get("/help/?who=ana@example.org")
    assert answer.status_code == 500
    assert "ana@example.org" not in answer.text
    lines = [logs.JsonLines().format(record) for record in caplog.records]
    assert not [line for line in lines if "ana@example.org" in line]
    faults = [json.loads(line) for line in lines if "fault" in json.loads(line)]
    assert faults
    assert faults[0]["fault"] == "builtins.RuntimeError"


def test_a_request_is_logged_by_route_without_query_or_person(client, caplog) -> None:
    caplog.set_level(logging.INFO, "tutela.site.requests")
    client.get("/help/?who=ana@example.org", REMOTE_ADDR="203.0.113.9")
    record = json.loads(logs.JsonLines().format(caplog.records[-1]))
    assert set(record) == {"time", "level", "from", "event", "request", "method", "route",
                           "status", "milliseconds"}
    assert (record["route"], record["status"]) == ("help", 200)


def test_refusals_get_their_status_and_their_own_words() -> None:
    from tutela.foundation.errors import Conflict, InputRefused, Misconfigured

    request = RequestFactory().get("/")
    request.number = "n"
    for fault, status in ((Conflict(), 409), (InputRefused(), 400)):
        answer = errors.refused(request, fault)
        assert answer.status_code == status
        assert str(fault).split(".")[0] in answer.content.decode()
    answer = errors.refused(request, Misconfigured(option="mail", reason="smtp://user:secret@h"))
    assert answer.status_code == 500
    assert "secret" not in answer.content.decode()


def test_what_is_not_ours_is_left_to_django() -> None:
    found = middleware.AnswerErrors(lambda _: None).process_exception(
        RequestFactory().get("/"), ValueError())
    assert found is None


def test_strangers_learn_whether_it_is_ready_and_nothing_else(client, monkeypatch) -> None:
    from tutela.site import readiness

    assert client.get("/health/live").json() == {"status": "live"}
    monkeypatch.setattr(readiness, "LEAST_FREE_MEGABYTES", 10**12)
    answer = client.get("/health/ready")
    assert (answer.status_code, answer.json()) == (503, {"status": "not ready"})


@pytest.mark.parametrize("to", [
    "https://elsewhere.example/", "//elsewhere.example", "javascript:x"])
def test_language_never_leads_elsewhere(client, to) -> None:
    answer = client.get("/language/fr/", {"next": to})
    assert answer.headers["Location"] == "/"


def test_language_is_kept_for_a_stranger(client) -> None:
    answer = client.get("/language/zh-hans/", {"next": "/help/?a=1"})
    assert answer.headers["Location"] == "/help/?a=1"
    assert 'lang="zh-hans"' in client.get("/help/").text


@pytest.mark.parametrize("unknown", ["zh", "de", "en-gb", "xx"])
def test_a_language_there_is_not_is_404(client, unknown) -> None:
    assert client.get(f"/language/{unknown}/").status_code == 404
