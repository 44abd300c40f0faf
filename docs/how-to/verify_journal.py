"""Verify an exported journal without Tutela: python verify_journal.py journal.jsonl [DIGEST]

Needs Python 3.8 or newer and the package ``cryptography``. DIGEST is a head that you noted
earlier; the journal must still contain it. Compare the public key with the one you were given
on another way: whoever holds a key of their own can make a journal of their own.
"""

import hashlib
import json
import sys

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey


def canonical(value):
    """RFC 8785 for values without floats: keys sorted by UTF-16 code units, no spaces."""
    if isinstance(value, dict):
        keys = sorted(value, key=lambda key: key.encode("utf-16-be", "surrogatepass"))
        return "{" + ",".join(canonical(key) + ":" + canonical(value[key]) for key in keys) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(canonical, value)) + "]"
    return json.dumps(value, ensure_ascii=False)


def first_fault(path, noted=None):
    """Return None when every entry holds, or a sentence about the first that does not."""
    with open(path, encoding="utf-8") as stream:
        header, *lines = [json.loads(line) for line in stream]
    key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(header["public_key"]))
    previous, digests = "0" * 64, set()
    for place, line in enumerate(lines, 1):
        entry, digest = line["entry"], line["digest"]
        if entry["sequence"] != place or entry["organisation"] != header["organisation"]:
            return f"entry {place} is not in its place"
        if hashlib.sha256(canonical(entry).encode()).hexdigest() != digest:
            return f"entry {place} was changed"
        try:
            signed = b"tutela journal entry 1\n" + digest.encode()
            key.verify(bytes.fromhex(line["signature"]), signed)
        except (InvalidSignature, ValueError):
            return f"entry {place} has a wrong signature"
        if entry["previous"] != previous:
            return f"entry {place} does not follow the one before it"
        previous = digest
        digests.add(digest)
    if header["head"] != {"sequence": len(lines), "digest": previous}:
        return f"the journal was cut short after entry {len(lines)}"
    if noted and noted not in digests:
        return "the noted digest is not in the journal"
    return None


if __name__ == "__main__":
    fault = first_fault(*sys.argv[1:3])
    print(fault or "every entry is as it was written")
    sys.exit(7 if fault else 0)
