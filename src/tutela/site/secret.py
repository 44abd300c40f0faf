"""The key that signs sessions and links: the option's, or one made and kept in the data folder."""

import os
import secrets
from functools import cache
from pathlib import Path

from tutela.foundation.errors import Misconfigured

NAME = "secret-key"
_SHORTEST = 32


@cache
def kept_key(folder: Path) -> str:
    """Return the key of a data folder, making it (readable by its owner alone) when absent.

    Raises:
        Misconfigured: The folder cannot be written, or the kept key is too short to be one.
    """
    path = folder / NAME
    try:
        if not path.exists():
            _make(path)
        key = path.read_text("ascii").strip()
    except (OSError, UnicodeDecodeError) as fault:
        raise Misconfigured(option="TUTELA_DATA_FOLDER", reason=str(fault)) from fault
    if len(key) < _SHORTEST:
        raise Misconfigured(option="TUTELA_SECRET_KEY",
                            reason=f"{path} holds no key; remove it and everyone signs in again")
    return key


def _make(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    # Written aside and linked into place: two processes that start together agree on one key,
    # and a power cut leaves either a whole key or none.
    aside = path.with_name(f".{path.name}-{secrets.token_hex(8)}")
    descriptor = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(48))
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(aside, path)
    except FileExistsError:
        pass
    finally:
        aside.unlink()
