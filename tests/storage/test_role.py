"""The role the site runs under: what it may do, and that an unbound one is refused."""

import os
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest
from django.conf import settings

from tutela.storage.postgresql.address import database_settings
from tutela.storage.postgresql.base import DatabaseWrapper, OldServer

ROOT = Path(__file__).parents[2]


def run_django(address: str, *arguments: str, owner: str = "", folder: Path) -> str:
    found = subprocess.run(
        [sys.executable, "-m", "django", *arguments],
        env={
            **os.environ,
            "PYTHONPATH": str(ROOT / "src"),
            "DJANGO_SETTINGS_MODULE": settings.SETTINGS_MODULE,
            "TUTELA_DATABASE": address,
            "TUTELA_DATABASE_OWNER": owner,
            "TUTELA_DATA_FOLDER": str(folder),
        },
        capture_output=True,
        text=True,
        check=False,
    )
    return found.stdout + found.stderr


@pytest.mark.postgresql
def test_a_superuser_is_refused(fresh_database: str, tmp_path: Path) -> None:
    address = fresh_database.replace("tutela@", "postgres@", 1)
    said = run_django(address, "check", "--tag", "security", folder=tmp_path)
    assert "storage.E001" in said
    assert 'The database role "postgres" is not bound by row-level security' in said


@pytest.mark.postgresql
def test_an_ordinary_role_is_taken(fresh_database: str, tmp_path: Path) -> None:
    said = run_django(fresh_database, "check", "--tag", "security", folder=tmp_path)
    assert said.strip() == "System check identified no issues (0 silenced)."


@pytest.mark.postgresql
def test_a_server_that_does_not_answer_is_named(fresh_database: str, tmp_path: Path) -> None:
    said = run_django(f"{fresh_database}x", "check", "--tag", "security", folder=tmp_path)
    assert "storage.E002" in said


@pytest.mark.postgresql
def test_the_site_role_gets_rights_but_not_the_tables(
    fresh_database: str, tmp_path: Path
) -> None:
    site = fresh_database.replace("tutela@", "tutela_app@", 1)
    run_django(site, "migrate", "--database", "owner", owner=fresh_database, folder=tmp_path)
    with psycopg.connect(site, autocommit=True) as server:
        server.execute("SELECT set_config('tutela.organisation', '7', false)")
        server.execute("INSERT INTO journal_head VALUES (7, 0, 'x')")
        assert server.execute("SELECT count(*) FROM django_migrations").fetchone() != (0,)
        for forbidden in (
            "UPDATE journal_entry SET actor = 'x'",
            "DELETE FROM journal_entry",
            "TRUNCATE journal_entry",
            "ALTER TABLE journal_entry DISABLE ROW LEVEL SECURITY",
            "INSERT INTO journal_head VALUES (8, 0, 'x')",
        ):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                server.execute(forbidden)


def test_an_old_server_is_refused_in_plain_words(monkeypatch: pytest.MonkeyPatch) -> None:
    wrapper = DatabaseWrapper(database_settings("postgresql://a@/b"), "old")
    monkeypatch.setattr(DatabaseWrapper, "pg_version", 140011)
    with pytest.raises(OldServer, match=r"has version 14\. Tutela needs version 15 or newer"):
        wrapper.check_database_version_supported()
