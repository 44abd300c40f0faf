"""Files in the data folder, each under its SHA-256: no name of a person's choosing is used."""

import os
import tempfile
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

from tutela.foundation.digest import sha256_hex
from tutela.foundation.errors import IntegrityFault, NotFound


def keep(data: bytes, *, shelf: str) -> str:
    """Write bytes durably and return their digest; equal bytes are kept once.

    Args:
        data: The content.
        shelf: Folder under the data folder, for instance "evidence" or "reports".
    """
    digest = sha256_hex(data)
    path = _path(digest, shelf=shelf)
    if path.exists():
        return digest
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(handle, "wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())
    Path(temporary).replace(path)
    return digest


def fetch(digest: str, *, shelf: str) -> bytes:
    """Return the bytes of a digest.

    Raises:
        NotFound: The file is gone.
        IntegrityFault: The file no longer has this digest.
    """
    path = _path(digest, shelf=shelf)
    if not path.is_file():
        raise NotFound
    data = path.read_bytes()
    if sha256_hex(data) != digest:
        raise IntegrityFault
    return data


def stream_of(digest: str, *, shelf: str) -> BinaryIO:
    """Open the bytes of a digest, for what is too large to hold.

    Raises:
        NotFound: The file is gone.
    """
    path = _path(digest, shelf=shelf)
    if not path.is_file():
        raise NotFound
    return path.open("rb")


def forget(digest: str, *, shelf: str) -> None:
    """Delete the bytes of a digest; nothing happens when they are gone already."""
    _path(digest, shelf=shelf).unlink(missing_ok=True)


def _path(digest: str, *, shelf: str) -> Path:
    return Path(settings.DATA_FOLDER) / shelf / digest[:2] / digest
