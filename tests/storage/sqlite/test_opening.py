from pathlib import Path

import pytest

from tutela.storage.sqlite.opening import (
    MissingPassphrase,
    NotEncrypted,
    ShortPassphrase,
    WrongPassphrase,
    open_connection,
)
from tutela.storage.sqlite.upkeep import rekey

PASSPHRASE = "it's a long 'passphrase'"
CANARY = "a planted word that must not be on the disk"


def fill(path: Path, passphrase: str) -> None:
    connection = open_connection(database=path, passphrase=passphrase, isolation_level=None)
    connection.execute("CREATE TABLE kept (words text)")
    connection.execute("INSERT INTO kept VALUES (?)", [CANARY])
    connection.close()


def words(path: Path, passphrase: str) -> list[tuple[str]]:
    connection = open_connection(database=path, passphrase=passphrase)
    try:
        return connection.execute("SELECT words FROM kept").fetchall()
    finally:
        connection.close()


def test_nothing_of_an_encrypted_file_can_be_read(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    connection = open_connection(database=path, passphrase=PASSPHRASE, isolation_level=None)
    connection.execute("CREATE TABLE kept (words text)")
    connection.execute("INSERT INTO kept VALUES (?)", [CANARY])
    on_disk = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    connection.close()
    assert CANARY.encode() not in on_disk
    assert b"SQLite format 3" not in on_disk
    assert len(on_disk) > 4096
    assert words(path, PASSPHRASE) == [(CANARY,)]


def test_the_canary_is_found_in_a_file_in_the_clear(tmp_path: Path) -> None:
    fill(tmp_path / "x.db", "")
    assert CANARY.encode() in (tmp_path / "x.db").read_bytes()


def test_only_the_owner_may_read_the_file(tmp_path: Path) -> None:
    connection = open_connection(database=tmp_path / "x.db", isolation_level=None)
    connection.execute("CREATE TABLE t (x)")
    assert {f.stat().st_mode & 0o777 for f in tmp_path.iterdir()} == {0o600}
    connection.close()


def test_a_wrong_passphrase_is_refused(tmp_path: Path) -> None:
    fill(tmp_path / "x.db", PASSPHRASE)
    with pytest.raises(WrongPassphrase, match=r"does not open x\.db"):
        open_connection(database=tmp_path / "x.db", passphrase=PASSPHRASE + "x")


def test_a_missing_passphrase_is_refused(tmp_path: Path) -> None:
    fill(tmp_path / "x.db", PASSPHRASE)
    with pytest.raises(MissingPassphrase, match="Set the option database_key"):
        open_connection(database=tmp_path / "x.db")


def test_a_passphrase_for_a_file_in_the_clear_is_refused(tmp_path: Path) -> None:
    fill(tmp_path / "x.db", "")
    with pytest.raises(NotEncrypted, match="encrypt the file first"):
        open_connection(database=tmp_path / "x.db", passphrase=PASSPHRASE)
    assert words(tmp_path / "x.db", "") == [(CANARY,)]


def test_a_short_passphrase_is_refused_and_makes_no_file(tmp_path: Path) -> None:
    with pytest.raises(ShortPassphrase, match="holds 19 characters"):
        open_connection(database=tmp_path / "x.db", passphrase="a" * 19)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("old", "new"), [("", PASSPHRASE), (PASSPHRASE, ""), (PASSPHRASE, "another long passphrase")]
)
def test_a_file_gets_another_passphrase(tmp_path: Path, old: str, new: str) -> None:
    fill(tmp_path / "x.db", old)
    rekey(database=tmp_path / "x.db", old=old, new=new)
    assert words(tmp_path / "x.db", new) == [(CANARY,)]
    assert [file.name for file in tmp_path.iterdir()] == ["x.db"]
    refusal = NotEncrypted if old and not new else WrongPassphrase if old else MissingPassphrase
    with pytest.raises(refusal):
        open_connection(database=tmp_path / "x.db", passphrase=old)
