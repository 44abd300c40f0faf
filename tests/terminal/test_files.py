from datetime import UTC, date, datetime

import pytest

from tutela.terminal.files import FileTrouble, day_of, opened, read_up_to, write_file


def test_a_file_is_written_whole_with_the_folders_it_needs(tmp_path):
    file = tmp_path / "one" / "two.txt"
    write_file(file, b"first")
    write_file(file, b"second")
    assert {path.name: path.read_bytes() for path in file.parent.iterdir()} == {
        "two.txt": b"second"}


def test_no_more_is_read_than_it_takes_to_refuse_a_file(tmp_path):
    (tmp_path / "a").write_bytes(b"12345")
    assert (read_up_to(tmp_path / "a", 3), read_up_to(tmp_path / "a", 9)) == (b"1234", b"12345")


def test_a_file_that_cannot_be_used_is_named_with_the_reason(tmp_path):
    (tmp_path / "a").touch()
    with pytest.raises(FileTrouble) as unreadable, opened(tmp_path / "b"):
        pass
    with pytest.raises(FileTrouble) as unwritable:
        write_file(tmp_path / "a" / "b", b"")
    assert unreadable.value.params == {
        "file": str(tmp_path / "b"), "reason": "No such file or directory"}
    assert (unwritable.value.exit_code, unwritable.value.params["file"]) == (
        4, str(tmp_path / "a" / "b"))


def test_a_day_that_was_given_is_taken():
    assert day_of(datetime(2026, 11, 24, 9, tzinfo=UTC)) == date(2026, 11, 24)
