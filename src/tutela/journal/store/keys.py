"""The key pair that signs entries: made at first use, kept in a file only its owner reads."""

import os
from functools import cache
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)
from django.conf import settings

from tutela.foundation.errors import N_, Misconfigured


class UnreadableKey(Misconfigured):
    """The file of the journal's key holds something else."""

    code = "journal.unreadable-key"
    template = N_(
        "The journal's key {file} cannot be read as an Ed25519 key. Put the right file back from "
        "your backup; entries made with it cannot be verified with another."
    )


def private_key() -> bytes:
    """Return the installation's private key, 32 bytes; make it when there is none.

    Raises:
        UnreadableKey: The file is not an Ed25519 key.
    """
    return _private_key(Path(settings.JOURNAL_KEY))


def public_key() -> bytes:
    """Return the installation's public key, 32 bytes."""
    key = Ed25519PrivateKey.from_private_bytes(private_key())
    return key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)


@cache
def _private_key(path: Path) -> bytes:
    if not path.exists():
        _make(path)
    try:
        key = load_pem_private_key(path.read_bytes(), password=None)
    except (ValueError, TypeError) as fault:
        raise UnreadableKey(file=path.name) from fault
    if not isinstance(key, Ed25519PrivateKey):
        raise UnreadableKey(file=path.name)
    return key.private_bytes(Encoding.Raw, PrivateFormat.Raw, NoEncryption())


def _make(path: Path) -> None:
    """Write a new key whole or not at all; another process that is quicker wins."""
    path.parent.mkdir(parents=True, exist_ok=True)
    pem = Ed25519PrivateKey.generate().private_bytes(
        Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()
    )
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as stream:
        stream.write(pem)
        stream.flush()
        os.fsync(stream.fileno())
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
