"""Find the records that may be the same as one, through keys they share (engine.matching)."""

from collections.abc import Mapping, Sequence
from hashlib import blake2b

import numpy as np
from django.db import connection
from numpy.typing import NDArray

from tutela.registry.engine.matching.blocking import COMMON_KEY, block_keys, probe_keys
from tutela.registry.engine.matching.comparing import Comparison, compare
from tutela.registry.engine.matching.signature import Signature, remembered
from tutela.registry.engine.record import Activity
from tutela.registry.store.index import shown_activities
from tutela.registry.store.models import Block, Meaning, Record
from tutela.registry.store.models.record import SHARED

NEAR = 400
"""Records whose meaning is compared for one question; those that share most keys go first."""
COMPARED = 50
"""Records that are compared field by field; those nearest in meaning go first."""
CERTAIN = 10.0
_SOME_KEYS = 200


def key_number(key: str) -> int:
    """Return the number under which a key is filed: 64 bits, signed."""
    return int.from_bytes(blake2b(key.encode(), digest_size=8).digest(), signed=True)


def blocks_of(record: int, signature: Signature) -> list[Block]:
    """Return the rows under which a record is found; nothing is saved."""
    numbers = {key_number(key) for key in block_keys(signature)}
    return [Block(key=number, record=record) for number in sorted(numbers)]


def filed_signatures(shown: Mapping[int, Activity]) -> dict[int, Signature]:
    """Return the signatures of records that are filed, by key, without reading titles anew."""
    vectors = _vectors(list(shown))
    return {
        key: remembered(activity, vectors[key])
        for key, activity in shown.items() if key in vectors
    }


def likes(
    signature: Signature, *, besides: frozenset[int] = frozenset()
) -> list[tuple[int, Activity, Comparison]]:
    """Return shared records that may be the same activity, compared, heaviest first.

    Args:
        signature: What is asked for.
        besides: Keys of records that are not to come back.
    """
    near = [key for key in _near(signature) if key not in besides][:COMPARED]
    rows = Record.objects.filter(pk__in=near, visibility=SHARED)
    shown = shown_activities(list(rows))
    found = [
        (key, shown[key], compare(signature, other))
        for key, other in filed_signatures(shown).items()
    ]
    return sorted(found, key=lambda one: (bool(one[2].veto), -one[2].weight, one[0]))


def _near(signature: Signature) -> list[int]:
    """Return keys of records that share what is rare, nearest in meaning first."""
    told = _told(signature)
    most = sorted(told, key=lambda key: (-told[key], key))[:NEAR]
    vectors = _vectors(most)
    asked = signature.embedding
    score = {}
    for key in most:
        vector = vectors.get(key)
        near = _cosine(vector, asked) if vector is not None else 0.0
        score[key] = near + (told[key] if told[key] >= CERTAIN else told[key] / 8)
    return sorted(most, key=lambda key: (-score[key], key))


def _cosine(vector: NDArray[np.int8], asked: NDArray[np.float32]) -> float:
    long = vector.astype(np.float32)
    return float(long @ asked) / max(1.0, float(np.linalg.norm(long)))


def _told(signature: Signature) -> dict[int, float]:
    """Return what the shared keys tell of each record: the rarer a key, the more."""
    probes = probe_keys(signature)
    told: dict[int, float] = {}
    for at in range(0, len(probes), _SOME_KEYS):
        some = {key_number(probe): probe for probe in probes[at : at + _SOME_KEYS]}
        for number, records in _filed(list(some)).items():
            if not 0 < len(records) <= COMMON_KEY:
                continue
            certain = some[number].startswith("i:")
            worth = CERTAIN if certain else float(1 / np.log2(2 + len(records)))
            for record in records.tolist():
                told[record] = told.get(record, 0.0) + worth
    return told


def _filed(numbers: Sequence[int]) -> Mapping[int, NDArray[np.int64]]:
    """Return the records filed under each key, one more than COMMON_KEY of them at most."""
    table = Block._meta.db_table
    postgresql = connection.vendor == "postgresql"
    together = "string_agg(int8send(record), ''::bytea)" if postgresql else "group_concat(record)"
    # Numbers alone are put into the statement: SQLite and PostgreSQL limit its parameters.
    statement = " UNION ALL ".join(
        f"SELECT {number:d}, {together} FROM (SELECT record FROM {table} WHERE key = {number:d} "  # noqa: S608 - see above
        f"LIMIT {COMMON_KEY + 1}) filed" for number in numbers
    )
    found: dict[int, NDArray[np.int64]] = {}
    if not numbers:
        return found
    with connection.cursor() as cursor:
        cursor.execute(statement)
        for number, kept in cursor.fetchall():
            if kept:
                found[int(number)] = (
                    np.frombuffer(kept, dtype=">i8").astype(np.int64) if postgresql
                    else np.fromstring(kept, dtype=np.int64, sep=",")
                )
    return found


def _vectors(keys: Sequence[int]) -> dict[int, NDArray[np.int8]]:
    rows = Meaning.objects.filter(record__in=keys).values_list("record", "vector")
    return {key: np.frombuffer(bytes(vector), dtype=np.int8) for key, vector in rows}
