"""A passkey made of software, for tests: it answers as a browser and a device would."""

import base64
import json
import struct
from hashlib import sha256
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2 import cbor
from fido2.cose import ES256
from fido2.webauthn import AttestedCredentialData

PRESENT, VERIFIED, ATTESTED = 1, 4, 64


def _text(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def _bytes(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


class Passkey:
    """One key on one invented device."""

    def __init__(self, *, origin: str = "http://testserver",
                 identifier: bytes = b"device-1") -> None:
        self.origin, self.identifier = origin, identifier
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.user = b""
        self.count = 0

    def make(self, options: dict[str, Any]) -> dict[str, Any]:
        """Answer creation options."""
        self.user = _bytes(options["user"]["id"])
        data = AttestedCredentialData.create(
            b"\0" * 16, self.identifier, ES256.from_cryptography_key(self.key.public_key())
        )
        said = self._said(options["rp"]["id"], PRESENT | VERIFIED | ATTESTED) + bytes(data)
        attestation = cbor.encode({"fmt": "none", "attStmt": {}, "authData": said})
        client = self._client("webauthn.create", options["challenge"])
        return self._frame({
            "clientDataJSON": _text(client), "attestationObject": _text(attestation),
            "transports": ["internal"],
        })

    def use(self, options: dict[str, Any], *, flags: int = PRESENT | VERIFIED) -> dict[str, Any]:
        """Answer request options."""
        self.count += 1
        said = self._said(options["rpId"], flags)
        client = self._client("webauthn.get", options["challenge"])
        signature = self.key.sign(said + sha256(client).digest(), ec.ECDSA(hashes.SHA256()))
        return self._frame({
            "clientDataJSON": _text(client), "authenticatorData": _text(said),
            "signature": _text(signature), "userHandle": _text(self.user),
        })

    def _said(self, host: str, flags: int) -> bytes:
        return sha256(host.encode()).digest() + struct.pack(">BI", flags, self.count)

    def _client(self, kind: str, challenge: str) -> bytes:
        return json.dumps(
            {"type": kind, "challenge": challenge, "origin": self.origin, "crossOrigin": False}
        ).encode()

    def _frame(self, response: dict[str, Any]) -> dict[str, Any]:
        return {
            "id": _text(self.identifier), "rawId": _text(self.identifier), "type": "public-key",
            "clientExtensionResults": {"credProps": {"rk": True}}, "response": response,
        }
