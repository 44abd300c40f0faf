"""Canonical JSON and SHA-256, so that equal things have equal digests on every machine.

Source: RFC 8785 (JSON Canonicalization Scheme), restricted to values where Python's and the
scheme's serialisations agree: strings, booleans, null, integers within ±(2**53 - 1), arrays,
objects with string keys. Floats are refused: write them as strings or scaled integers.
"""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

_LARGEST = 2**53 - 1
_CHUNK = 1 << 20


def canonical_json(value: Any) -> bytes:
    r"""Serialise to canonical UTF-8 bytes: sorted keys, no spaces, no escapes beyond need.

    Raises:
        TypeError: A float, a non-string key or an unknown type.
        ValueError: An integer beyond what JSON numbers hold exactly.

    >>> canonical_json({"b": [1, None], "a": "é"})
    b'{"a":"\xc3\xa9","b":[1,null]}'
    """
    return json.dumps(
        _ordered(value), ensure_ascii=False, separators=(",", ":"), allow_nan=False
    ).encode()


def _ordered(value: Any) -> Any:
    if value is None or isinstance(value, str | bool):
        return value
    if isinstance(value, int):
        if abs(value) > _LARGEST:
            raise ValueError(f"{value} does not fit a JSON number exactly")
        return value
    if isinstance(value, Mapping):
        if not all(isinstance(key, str) for key in value):
            raise TypeError("object keys must be strings")
        # RFC 8785 sorts by UTF-16 code units, which differs from code points above U+FFFF.
        return {key: _ordered(value[key]) for key in sorted(value, key=_utf16)}
    if isinstance(value, list | tuple):
        return [_ordered(item) for item in value]
    raise TypeError(f"{type(value).__name__} has no canonical JSON form")


def _utf16(text: str) -> bytes:
    return text.encode("utf-16-be", "surrogatepass")


def sha256_hex(data: bytes) -> str:
    """Return the SHA-256 of bytes as 64 lower-case hex digits."""
    return hashlib.sha256(data).hexdigest()


def digest_of(value: Any) -> str:
    """Return the SHA-256 of a value's canonical JSON."""
    return sha256_hex(canonical_json(value))


def digest_of_file(path: Path) -> str:
    """Return the SHA-256 of a file, read in pieces."""
    hasher = hashlib.sha256()
    with path.open("rb") as stream:
        while piece := stream.read(_CHUNK):
            hasher.update(piece)
    return hasher.hexdigest()
