"""A million records in memory, and the few of them that may be the same as a new one."""

from collections.abc import Iterable
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from tutela.registry.engine.classify.embedding import DIMENSIONS
from tutela.registry.engine.matching.blocking import COMMON_KEY, block_keys, probe_keys
from tutela.registry.engine.matching.signature import Signature

LOOKED_AT = 4_000
"""Most records whose meaning is compared for one question; those that share most go first."""
CERTAIN = 10.0


def _hash(key: str) -> int:
    return int.from_bytes(blake2b(key.encode(), digest_size=8).digest())


class Index:
    """Block keys and meanings of many records, in arrays.

    A record costs 512 bytes of meaning and 12 bytes for each of its keys, about 25 of them, so a
    million records need about 0.9 GB. Rows are numbered from 0 in the order added.
    """

    def __init__(self) -> None:
        self._fresh_keys: list[NDArray[np.uint64]] = []
        self._fresh_rows: list[NDArray[np.uint32]] = []
        self._fresh_meanings: list[NDArray[np.int8]] = []
        self._keys = np.zeros(0, dtype=np.uint64)
        self._rows = np.zeros(0, dtype=np.uint32)
        self._meanings = np.zeros((0, DIMENSIONS), dtype=np.int8)
        self._count = 0

    def __len__(self) -> int:
        return self._count

    @property
    def bytes(self) -> int:
        """Return the memory that the arrays take, in bytes."""
        self._settle()
        return self._keys.nbytes + self._rows.nbytes + self._meanings.nbytes

    def add_many(self, signatures: Iterable[Signature]) -> range:
        """File records; return their rows, in order."""
        hashes: list[int] = []
        lengths: list[int] = []
        meanings: list[NDArray[np.int8]] = []
        for signature in signatures:
            keys = block_keys(signature)
            hashes += map(_hash, keys)
            lengths.append(len(keys))
            meanings.append(signature.meaning)
        rows = range(self._count, self._count + len(lengths))
        if lengths:
            self._fresh_keys.append(np.asarray(hashes, dtype=np.uint64))
            self._fresh_rows.append(np.repeat(np.asarray(rows, dtype=np.uint32), lengths))
            self._fresh_meanings.append(np.stack(meanings))
        self._count = rows.stop
        return rows

    def _settle(self) -> None:
        """Sort what was added since the last question into place."""
        if not self._fresh_keys:
            return
        keys = np.concatenate([self._keys, *self._fresh_keys])
        rows = np.concatenate([self._rows, *self._fresh_rows])
        self._fresh_keys, self._fresh_rows = [], []
        order = np.argsort(keys, kind="stable")
        self._keys, self._rows = keys[order], rows[order]
        self._meanings = np.concatenate([self._meanings, *self._fresh_meanings])
        self._fresh_meanings = []

    def candidates(self, signature: Signature, limit: int = 50) -> list[int]:
        """Return rows that may be the same activity, best first, equal ones by row.

        Ordered by nearness in meaning, plus what the shared keys tell: a key that few records
        have tells much; a shared project number goes before everything. A record that was itself
        added comes back too.

        Args:
            signature: The record asked for; it need not have been added.
            limit: Most rows returned.
        """
        self._settle()
        probes = probe_keys(signature)
        hashes = np.asarray([_hash(key) for key in probes], dtype=np.uint64)
        starts = np.searchsorted(self._keys, hashes, side="left")
        stops = np.searchsorted(self._keys, hashes, side="right")
        counts = stops - starts
        found = [
            (self._rows[start:stop], CERTAIN if probe[0] == "i" else 1 / np.log2(2 + stop - start))
            for probe, start, stop, count in zip(probes, starts, stops, counts, strict=True)
            if 0 < count <= COMMON_KEY
        ]
        if not found:
            return []
        rows, places = np.unique(np.concatenate([each for each, _ in found]), return_inverse=True)
        worth = np.concatenate([np.full(len(each), value) for each, value in found])
        told = np.bincount(places, weights=worth)
        if len(rows) > LOOKED_AT:
            kept = np.sort(np.argsort(-told, kind="stable")[:LOOKED_AT])
            rows, told = rows[kept], told[kept]
        score = self._near(signature, rows) + np.where(told >= CERTAIN, told, told / 8)
        order = np.argsort(-score, kind="stable")[:limit]
        return [int(row) for row in rows[order]]

    def _near(self, signature: Signature, rows: NDArray[np.uint32]) -> NDArray[np.float32]:
        block = self._meanings[rows].astype(np.float32)
        lengths = np.maximum(np.linalg.norm(block, axis=1), np.float32(1))
        return np.asarray((block @ signature.embedding) / lengths, dtype=np.float32)
