"""Which SQLite libraries may be used with a write-ahead log."""

import re

from tutela.foundation.errors import N_, Misconfigured

_FIRST_WITH_LOG = (3, 7, 0)
_FIRST_SOUND = (3, 51, 3)
_SOUND_BRANCHES = {(3, 44): 6, (3, 50): 7}


class UnsoundSqlite(Misconfigured):
    """The linked SQLite can lose committed data."""

    code = "storage.unsound-sqlite"
    template = N_(
        "The installed SQLite {version} has a fault that can lose saved data (the WAL-reset "
        "fault, mended in 3.51.3). Install the package sqlcipher3 in version 0.6.4 or newer."
    )


def check_sqlite_version(text: str) -> None:
    """Refuse a SQLite that has the WAL-reset fault, or whose version cannot be read.

    The fault is in 3.7.0 to 3.51.2; the lines 3.44 and 3.50 have it mended from 3.44.6 and
    3.50.7 on.

    Args:
        text: Version as the library gives it, "3.53.4".

    Raises:
        UnsoundSqlite: The library must not be used.

    Source: SQLite release notes 3.51.3 (2026-03-13), as recorded in the project's knowledge base.

    >>> check_sqlite_version("3.53.4")
    >>> check_sqlite_version("3.40.1")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    tutela.storage.sqlite.version.UnsoundSqlite: The installed SQLite 3.40.1 has a fault ...
    """
    match = re.fullmatch(r"(\d+)\.(\d+)\.(\d+)(?:\.\d+)?", text.strip(), re.ASCII)
    if not match:
        raise UnsoundSqlite(version=text)
    major, minor, patch = (int(part) for part in match.groups())
    version = (major, minor, patch)
    mended_on_branch = patch >= _SOUND_BRANCHES.get((major, minor), patch + 1)
    if _FIRST_WITH_LOG <= version < _FIRST_SOUND and not mended_on_branch:
        raise UnsoundSqlite(version=text)
    if version < _FIRST_WITH_LOG:
        raise UnsoundSqlite(version=text)
