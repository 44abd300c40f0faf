"""What an entry says, and how it is sealed to the one before it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from tutela.foundation.digest import canonical_json, sha256_hex

START = "0" * 64
"""What the first entry of an organisation names as the one before it."""

_SIGNED_AS = b"tutela journal entry 1\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing that was done, before it is sealed.

    Attributes:
        organisation: Key of the organisation whose chain it stands in; 0 is the installation's.
        sequence: Place in the chain, from 1.
        at: UTC instant.
        actor: Who, as kind and key: "account:12", "job:report".
        action: What, as a dotted word: "assessment.opened".
        subject: On what, as kind and key: "assessment:5".
        detail: Further facts; no floats.
        reason: Why, for reads of sensitive matter.
        previous: Digest of the entry before, START for the first.
    """

    organisation: int
    sequence: int
    at: datetime
    actor: str
    action: str
    subject: str
    previous: str
    detail: Mapping[str, Any] = field(default_factory=dict)
    reason: str = ""

    def as_json(self) -> dict[str, Any]:
        """Return the facts that are sealed."""
        return {
            "organisation": self.organisation,
            "sequence": self.sequence,
            "at": self.at.astimezone(UTC).isoformat(timespec="microseconds"),
            "actor": self.actor,
            "action": self.action,
            "subject": self.subject,
            "detail": self.detail,
            "reason": self.reason,
            "previous": self.previous,
        }

    def digest(self) -> str:
        """Return the SHA-256 of the entry's canonical JSON, 64 hex digits.

        Raises:
            TypeError: A float or an unknown type in the detail.
            ValueError: An integer beyond 2**53, or a text with a null character.
        """
        texts = (self.actor, self.action, self.subject, self.reason)
        if any("\0" in text for text in texts):  # PostgreSQL cannot store it
            raise ValueError("a text of a journal entry holds a null character")
        return sha256_hex(canonical_json(self.as_json()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Sealed:
    """An entry with its digest and its signature (128 hex digits), as stored."""

    entry: Entry
    digest: str
    signature: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The end of an organisation's chain at some moment; kept apart, it betrays truncation."""

    organisation: int
    sequence: int
    digest: str


def seal(entry: Entry, *, private_key: bytes) -> Sealed:
    """Digest an entry and sign the digest.

    Args:
        entry: The entry, with the digest of the one before it.
        private_key: Ed25519 private key, 32 bytes.

    Source: RFC 8032 (Ed25519).
    """
    digest = entry.digest()
    signature = Ed25519PrivateKey.from_private_bytes(private_key).sign(_signed(digest))
    return Sealed(entry=entry, digest=digest, signature=signature.hex())


def is_signed(sealed: Sealed, *, public_key: bytes) -> bool:
    """Tell whether the signature was made over the stored digest by the key's owner."""
    try:
        key = Ed25519PublicKey.from_public_bytes(public_key)
        key.verify(bytes.fromhex(sealed.signature), _signed(sealed.digest))
    except (InvalidSignature, ValueError):
        return False
    return True


def _signed(digest: str) -> bytes:
    return _SIGNED_AS + digest.encode()
