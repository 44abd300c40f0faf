"""Back up while others write, restore into an empty folder, verify."""

import json
import os
import stat
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

from tutela.foundation.digest import sha256_hex

ROOT = Path(__file__).parents[2]
KEY = "a passphrase of an invented State"


def _environment(folder: Path, passphrase: str = "", **more: str) -> dict[str, str]:
    path = f"{ROOT / 'src'}:{ROOT}"
    return {"PATH": os.environ["PATH"], "PYTHONPATH": path, "TUTELA_INI": str(folder / "none.ini"),
            "TUTELA_DATA_FOLDER": str(folder), "DJANGO_SETTINGS_MODULE": "tutela.site.settings",
            "TUTELA_DATABASE_KEY": passphrase, **more}


def _tutela(environment: dict[str, str], *words: str) -> tuple[int, dict]:
    done = subprocess.run([sys.executable, "-m", "tutela.command", *words, "--json"], text=True,
                          cwd=ROOT, env=environment, capture_output=True, check=False)
    return done.returncode, json.loads(done.stdout or "{}")


@pytest.mark.parametrize("passphrase", ["", KEY], ids=["clear", "encrypted"])
def test_a_backup_made_during_writes_can_be_restored(tmp_path, passphrase) -> None:
    living = _environment(tmp_path / "living", passphrase)
    assert _tutela(living, "site", "migrate")[0] == 0
    (tmp_path / "living/secret-key").write_text("made at the first request " * 2)
    writer = subprocess.Popen([sys.executable, "-m", "tests.site.writing"], cwd=ROOT, env=living,
                              stdout=subprocess.PIPE, text=True)
    try:
        assert writer.stdout.readline() == "begun\n"
        file = tmp_path / "backup.tar"
        code, said = _tutela(living, "site", "backup", str(file))
        assert writer.poll() is None
    finally:
        writer.kill()
        writer.wait()
        writer.stdout.close()
    assert (code, said["holds"]) == (
        0, ["evidence", "journal-heads.log", "journal-key.pem", "secret-key", "tutela.sqlite3"],
    )
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert not list((tmp_path / "living").glob(".backup-*"))
    _restored(file, tmp_path / "restored", passphrase)


def _restored(file: Path, folder: Path, passphrase: str) -> None:
    with tarfile.open(file) as archive:
        archive.extractall(folder, filter="data")
    code, said = _tutela(_environment(folder, passphrase), "journal", "verify")
    assert code == 0, said
    assert _tutela(_environment(folder, passphrase), "site", "check")[0] == 0
    kept = [path for path in (folder / "evidence").rglob("*") if path.is_file()]
    assert kept
    assert [sha256_hex(path.read_bytes()) for path in kept] == [path.name for path in kept]
    assert (folder / "tutela.sqlite3").read_bytes().startswith(b"SQLite format 3") is (
        not passphrase
    )


def test_a_backup_overwrites_nothing(tmp_path) -> None:
    folder = _environment(tmp_path / "living")
    assert _tutela(folder, "site", "migrate")[0] == 0
    file = tmp_path / "backup.tar"
    file.write_text("precious")
    code, said = _tutela(folder, "site", "backup", str(file))
    assert (code, said["error"]["code"], file.read_text()) == (
        6, "storage.file-exists", "precious",
    )


def test_a_passphrase_is_set_changed_and_removed_but_not_while_in_use(tmp_path) -> None:
    folder = tmp_path / "living"
    assert _tutela(_environment(folder), "site", "migrate")[0] == 0
    new = tmp_path / "passphrase"
    new.write_text(f"{KEY}\n")
    reader = subprocess.Popen([sys.executable, "-m", "tests.site.writing"], cwd=ROOT, text=True,
                              env=_environment(folder), stdout=subprocess.PIPE)
    try:
        assert reader.stdout.readline() == "begun\n"
        code, said = _tutela(_environment(folder), "site", "rekey", "--new", str(new))
        assert (code, said["error"]["code"]) == (6, "storage.in-use")
    finally:
        reader.kill()
        reader.wait()
        reader.stdout.close()
    assert _tutela(_environment(folder), "site", "rekey", "--new", str(new))[0] == 0
    assert _tutela(_environment(folder), "journal", "verify")[0] == 8
    assert _tutela(_environment(folder, KEY), "journal", "verify")[0] == 0
    assert _tutela(_environment(folder, KEY), "site", "rekey", "--remove")[0] == 0
    assert _tutela(_environment(folder), "journal", "verify")[0] == 0


@pytest.mark.parametrize("words", [["backup", "out.tar"], ["rekey", "--remove"]])
def test_postgresql_is_pointed_to_its_own_tool(tmp_path, words) -> None:
    elsewhere = _environment(tmp_path, TUTELA_DATABASE="postgresql://app@db.example/tutela")
    code, said = _tutela(elsewhere, "site", *words)
    assert (code, "pg_dump" in said["error"]["text"]) == (8, True)
