"""One archive of everything an installation on SQLite needs to come back."""

import os
import re
import shutil
import tarfile
import tempfile
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from tutela.foundation.errors import Misconfigured
from tutela.site.secret import NAME as SECRET_KEY_FILE
from tutela.storage.sqlite import upkeep

_SHELVES = ("evidence", "reports")
_DIGEST = re.compile(r"[0-9a-f]{64}")  # what is half written there has another name
_HEADS = "journal-heads.log"


def back_up(*, target: Path) -> list[str]:
    """Write database, files and keys to one tar archive while the site is in use.

    Args:
        target: A file that does not exist yet; its owner alone may read it.

    Returns:
        Names of what is in the archive, in order, without the single files of folders.

    Raises:
        Misconfigured: The data is in PostgreSQL.
        FileExists: The target exists.
    """
    require_sqlite(settings.OPTIONS["database"])
    folder = Path(settings.DATA_FOLDER)
    # Made first, and only if absent: nobody else may read it, and nothing is overwritten.
    try:
        descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError as fault:
        raise upkeep.FileExists(file=target.name) from fault
    except OSError as fault:
        raise Misconfigured(option=str(target), reason=fault.strerror or "unwritable") from fault
    try:
        with (
            tempfile.TemporaryDirectory(dir=folder, prefix=".backup-") as draft,
            os.fdopen(descriptor, "wb") as stream,
        ):
            _gather(folder, Path(draft))
            with tarfile.open(fileobj=stream, mode="w") as archive:
                for path in sorted(Path(draft).iterdir()):
                    archive.add(path, arcname=path.name)
            stream.flush()
            os.fsync(stream.fileno())
            return sorted(path.name for path in Path(draft).iterdir())
    except BaseException:
        target.unlink()
        raise


def require_sqlite(database: str) -> None:
    """Refuse when the option ``database`` names PostgreSQL.

    Raises:
        Misconfigured: It does.
    """
    if database:
        raise Misconfigured(option="TUTELA_DATABASE", reason=(
            "this verb is for SQLite. Use pg_dump for PostgreSQL, and copy the data folder; see "
            "the page on backing up"
        ))


def _gather(folder: Path, draft: Path) -> None:
    """Bring together a state that holds, in this order.

    Heads of the journal are noted after the commit, so those copied before the database are all
    in it. Files come before the database, which may be about to let them go, and again after it,
    which may have taken new ones.
    """
    if (folder / _HEADS).exists():
        shutil.copy2(folder / _HEADS, draft / _HEADS)
    _link_files(folder, draft)
    upkeep.backup(target=draft / "tutela.sqlite3")
    _link_files(folder, draft)
    for name in (Path(settings.JOURNAL_KEY).name, SECRET_KEY_FILE):
        if (folder / name).exists():
            shutil.copy2(folder / name, draft / name)


def _link_files(folder: Path, draft: Path) -> None:
    for path in _files(folder):
        place = draft / path.relative_to(folder)
        place.parent.mkdir(parents=True, exist_ok=True)
        try:
            os.link(path, place)  # a name costs nothing and keeps the content
        except FileExistsError:
            continue
        except FileNotFoundError:  # removed this moment; the database no longer names it
            continue
        except OSError:  # a file system without links
            shutil.copy2(path, place)


def _files(folder: Path) -> Iterator[Path]:
    for shelf in _SHELVES:
        for path in (folder / shelf).rglob("*"):
            if _DIGEST.fullmatch(path.name):
                yield path
