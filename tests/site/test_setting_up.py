"""Keys, databases, mail and serving from the options."""

import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from django.db import ProgrammingError
from django.db.migrations.exceptions import MigrationSchemaMissing

from tutela.foundation.errors import Misconfigured
from tutela.foundation.options import OPTIONS, load_options
from tutela.site import secret, serving, setup
from tutela.site.databases import databases
from tutela.site.mail import mail_settings


def options(**given: str) -> dict:
    return load_options({f"TUTELA_{name.upper()}": value for name, value in given.items()})


@pytest.fixture(autouse=True)
def forgotten():
    secret.kept_key.cache_clear()
    yield
    secret.kept_key.cache_clear()


def test_key_is_made_once_and_kept_for_its_owner_alone(tmp_path) -> None:
    key = secret.kept_key(tmp_path / "new")
    assert len(key) >= 50
    assert stat.S_IMODE((tmp_path / "new/secret-key").stat().st_mode) == 0o600
    secret.kept_key.cache_clear()
    assert secret.kept_key(tmp_path / "new") == key
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["secret-key"]


def test_threads_that_start_together_agree_on_one_key(tmp_path) -> None:
    found: list[str] = []
    threads = [threading.Thread(target=lambda: found.append(secret.kept_key.__wrapped__(tmp_path)))
               for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 8
    assert len(set(found)) == 1


def test_an_empty_key_is_refused(tmp_path) -> None:
    (tmp_path / "secret-key").write_text("\n")
    with pytest.raises(Misconfigured):
        secret.kept_key(tmp_path)


def test_sqlite_stands_in_the_data_folder(tmp_path) -> None:
    found = databases(options(data_folder=str(tmp_path), database_key="k" * 20))
    assert set(found) == {"default"}
    assert found["default"]["NAME"] == tmp_path / "tutela.sqlite3"
    assert found["default"]["OPTIONS"] == {"passphrase": "k" * 20}


def test_postgresql_may_have_an_owner() -> None:
    found = databases(options(database="postgresql://app@db/tutela",
                              database_owner="postgresql://owner@db/tutela"))
    assert {name: one["USER"] for name, one in found.items()} == {"default": "app",
                                                                  "owner": "owner"}
    assert found["owner"]["TEST"] == {"MIRROR": "default"}


@pytest.mark.parametrize("given", [
    {"database_owner": "postgresql://owner@db/tutela"},
    {"database": "postgresql://app@db/tutela", "database_key": "k" * 20},
])
def test_options_that_do_not_go_together_are_refused(given) -> None:
    with pytest.raises(Misconfigured):
        databases(options(**given))


def test_mail_is_sent_encrypted_when_it_carries_a_password() -> None:
    sent = mail_settings(options(mail="smtp://ana:p%40ss@mail.example"))["MAILERS"]["default"]
    wanted = {"host": "mail.example", "port": 587, "username": "ana", "password": "p@ss",
              "use_tls": True, "use_ssl": False}
    assert {name: sent["OPTIONS"][name] for name in wanted} == wanted
    with pytest.raises(Misconfigured):
        mail_settings(options(mail="http://mail.example"))


@pytest.mark.parametrize("given", [
    {"workers": "2"}, {"workers": "0"}, {"threads": "0"},
])
def test_processes_that_the_database_does_not_allow_are_refused(given) -> None:
    with pytest.raises(Misconfigured):
        serving.processes(options(**given))


def test_postgresql_allows_more_processes() -> None:
    assert serving.processes(options(workers="3", database="postgresql://a@b/c")) == 3


@pytest.mark.parametrize(("listen", "wanted"), [
    ("127.0.0.1:8000", ("127.0.0.1", 8000)), ("[::1]:80", ("::1", 80)),
])
def test_where_to_listen(listen, wanted) -> None:
    assert serving.where_to_listen(options(listen=listen)) == wanted


@pytest.mark.parametrize("listen", ["8000", ":8000", "host:", "host:port"])
def test_where_to_listen_is_refused_when_half_is_missing(listen) -> None:
    with pytest.raises(Misconfigured):
        serving.where_to_listen(options(listen=listen))


class _Refused(Exception):
    sqlstate = "42501"


def _within(fault: Exception) -> Exception:
    """As Django's recorder raises: beside the database's fault, not from it."""
    fault.__context__ = ProgrammingError("permission denied for schema public")
    fault.__context__.__cause__ = _Refused()
    return fault


@pytest.mark.parametrize("fault", [
    _within(ProgrammingError("must be owner of table")), _within(MigrationSchemaMissing("none")),
])
def test_migrating_as_a_role_that_may_not_says_what_to_set(monkeypatch, fault) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise fault

    monkeypatch.setattr(setup, "MigrationExecutor", refuse)
    with pytest.raises(Misconfigured) as caught:
        setup.migrate()
    assert caught.value.params["option"] == "TUTELA_DATABASE_OWNER"


def test_another_fault_of_migrating_is_not_taken_for_a_refusal(monkeypatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ProgrammingError("syntax")

    monkeypatch.setattr(setup, "MigrationExecutor", fail)
    with pytest.raises(ProgrammingError, match="syntax"):
        setup.migrate()


@pytest.mark.parametrize(("given", "wanted"), [
    ({}, "max-age=31536000"),
    ({"TUTELA_HSTS_SUBDOMAINS": "yes"}, "max-age=31536000; includeSubDomains; preload"),
])
def test_hsts_speaks_for_other_names_only_when_asked(tmp_path, given, wanted) -> None:
    """In a process of its own, since settings are read once."""
    asking = (
        "import django; django.setup();"
        "from django.test import Client;"
        "print(Client().get('/health/live', secure=True, headers={'host': 'localhost'})"
        ".headers['Strict-Transport-Security'])"
    )
    done = subprocess.run(
        [sys.executable, "-c", asking], capture_output=True, text=True, check=True,
        env={"PYTHONPATH": "src", "DJANGO_SETTINGS_MODULE": "tutela.site.settings",
             "TUTELA_DATA_FOLDER": str(tmp_path), "TUTELA_ADDRESS": "https://tutela.example",
             "TUTELA_INI": "/nowhere", **given},
        cwd=Path(__file__).parents[2],
    )
    assert done.stdout.splitlines()[-1] == wanted


def test_secrets_are_never_shown() -> None:
    given = {option.variable: "very-secret" for option in OPTIONS if option.secret}
    shown = setup.options_shown({**given, "TUTELA_HOSTS": "a,b", "TUTELA_INI": "/nowhere"})
    assert "very-secret" not in str(shown)
    assert shown["secret_key"] == "set"
    assert shown["hosts"] == "a,b"
    assert list(shown) == [option.name for option in OPTIONS]
