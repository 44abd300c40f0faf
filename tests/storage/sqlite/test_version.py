import pytest

from tutela.foundation.errors import Misconfigured
from tutela.storage.sqlite.version import UnsoundSqlite, check_sqlite_version


@pytest.mark.parametrize(
    "version",
    ["3.44.6", "3.44.9", "3.50.7", "3.50.12", "3.51.3", "3.51.10", "3.52.0", "3.53.4", "4.0.0"],
)
def test_sound_versions_are_taken(version: str) -> None:
    check_sqlite_version(version)


@pytest.mark.parametrize(
    "version",
    [
        "3.6.23", "3.7.0", "3.40.1", "3.43.2", "3.44.5", "3.45.0", "3.45.9", "3.49.2",
        "3.50.6", "3.51.0", "3.51.2", "", "three", "3.53", "3.٥٣.4",
    ],
)
def test_unsound_and_unreadable_versions_are_refused(version: str) -> None:
    with pytest.raises(UnsoundSqlite) as refused:
        check_sqlite_version(version)
    assert isinstance(refused.value, Misconfigured)
    assert version in refused.value.text()
