"""Files in the data folder, each under its SHA-256: no name of a person's choosing is used."""

import hashlib
import os
import tempfile
from collections.abc import Iterable
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
    if not _path(digest, shelf=shelf).exists():
        keep_stream([data], shelf=shelf)
    return digest


def keep_stream(pieces: Iterable[bytes], *, shelf: str) -> tuple[str, int]:
    """Write pieces durably, one in memory at a time; return the digest and size of the whole.

    Args:
        pieces: The content, in order.
        shelf: Folder under the data folder.
    """
    folder = Path(settings.DATA_FOLDER) / shelf
    folder.mkdir(parents=True, exist_ok=True)
    digest, size = hashlib.sha256(), 0
    handle, temporary = tempfile.mkstemp(dir=folder)
    try:
        with os.fdopen(handle, "wb") as stream:
            for piece in pieces:
                digest.update(piece)
                size += stream.write(piece)
            stream.flush()
            os.fsync(stream.fileno())
        path = _path(digest.hexdigest(), shelf=shelf)
        path.parent.mkdir(exist_ok=True)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    return digest.hexdigest(), size


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
