"""Signatures as compact bytes, to be kept beside the record."""

import json
import struct
import zlib
from dataclasses import asdict, fields
from datetime import date
from typing import Any

import numpy as np

from tutela.foundation.errors import N_, IntegrityFault
from tutela.registry.engine.classify.embedding import DIMENSIONS
from tutela.registry.engine.matching.marks import Marks
from tutela.registry.engine.matching.signature import Signature

FORM = 1
_HEAD = struct.Struct(">BI")
_LISTS = {"titles", "states", "parties", "topics", "audiences", "related"}
_DAYS = {"starts", "ends"}


class SignatureDamaged(IntegrityFault):
    """Stored bytes are not a signature of this form."""

    code = "registry.signature-damaged"
    template = N_(
        "A stored signature cannot be read. Build the index of duplicates anew; nothing is lost."
    )


def to_bytes(signature: Signature) -> bytes:
    """Write a signature as bytes: its fields, packed, then the meaning, one byte a dimension."""
    plain: dict[str, Any] = {
        each.name: getattr(signature, each.name)
        for each in fields(signature)
        if each.name not in ("meaning", "marks")
    }
    plain = {name: value for name, value in plain.items() if value not in ("", (), None)}
    for name in _DAYS & plain.keys():
        plain[name] = plain[name].isoformat()
    plain["marks"] = [
        {name: value for name, value in asdict(each).items() if value} for each in signature.marks
    ]
    packed = zlib.compress(json.dumps(plain, ensure_ascii=False, sort_keys=True).encode(), 6)
    return _HEAD.pack(FORM, len(packed)) + packed + signature.meaning.tobytes()


def from_bytes(content: bytes) -> Signature:
    """Read a signature back.

    Raises:
        SignatureDamaged: The bytes are no signature of this form.
    """
    try:
        form, length = _HEAD.unpack_from(content)
        meaning = np.frombuffer(content[_HEAD.size + length :], dtype=np.int8).copy()
        plain = json.loads(zlib.decompress(content[_HEAD.size : _HEAD.size + length]))
        if form != FORM or meaning.shape != (DIMENSIONS,):
            raise SignatureDamaged
        for name in _DAYS & plain.keys():
            plain[name] = date.fromisoformat(plain[name])
        for name in _LISTS & plain.keys():
            plain[name] = tuple(plain[name])
        plain["marks"] = tuple(_marks(each) for each in plain["marks"])
        return Signature(**plain, meaning=meaning)
    except (struct.error, zlib.error, ValueError, TypeError, KeyError, AttributeError) as fault:
        raise SignatureDamaged from fault


def _marks(plain: dict[str, Any]) -> Marks:
    lists = {name: tuple(value) for name, value in plain.items() if name != "rest"}
    return Marks(rest=plain.get("rest", ""), **lists)
