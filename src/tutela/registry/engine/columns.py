"""Codes of many records side by side, so that a million are chosen from in milliseconds."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from tutela.registry.engine.codes import ROW

type Mask = NDArray[np.bool_]
"""One truth value a record."""
type Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Columns:
    """Records by position; arrays of one value a record unless said otherwise.

    Attributes:
        key: Keys of the records, int64.
        alive: False where a record is shown no more, or stands in a later part.
        topics: Bits, uint64.
        audiences: Bits, uint32.
        languages: Bits, uint32.
        starts: Days since 1970, int32, NO_DAY when unknown.
        ends: The same.
        sort: Place in SORTS, uint8; likewise level, presence and status.
        level: Place in LEVELS.
        presence: Place in PRESENCES.
        status: Place in STATUSES.
        provider: Place in ``provider_codes``, int32.
        provider_codes: Codes of providers, int64, sorted, one a provider.
        state: State numbers, uint16, of all records one after the other.
        state_row: Position of the record each of ``state`` belongs to, int32.
    """

    key: Numbers
    alive: Mask
    topics: NDArray[np.uint64]
    audiences: NDArray[np.uint32]
    languages: NDArray[np.uint32]
    starts: NDArray[np.int32]
    ends: NDArray[np.int32]
    sort: NDArray[np.uint8]
    level: NDArray[np.uint8]
    presence: NDArray[np.uint8]
    status: NDArray[np.uint8]
    provider: NDArray[np.int32]
    provider_codes: Numbers
    state: NDArray[np.uint16]
    state_row: NDArray[np.int32]

    def __len__(self) -> int:
        return len(self.key)

    def without(self, keys: Numbers) -> "Columns":
        """Return the same records with some of them shown no more."""
        if not len(keys):
            return self
        return replace(self, alive=self.alive & ~np.isin(self.key, keys))


def columns(rows: bytes, states: bytes) -> Columns:
    """Lay packed records side by side.

    Args:
        rows: One ROW a record, one after the other.
        states: State numbers of all records, two bytes each, in the same order.

    Raises:
        ValueError: The two do not belong together.

    >>> len(columns(b"", b""))
    0
    """
    table = np.frombuffer(rows, dtype=ROW)
    state = np.frombuffer(states, dtype="<u2").astype(np.uint16)
    if int(table["states"].sum(dtype=np.int64)) != len(state):
        raise ValueError("the list of States does not fit the records")
    codes, places = np.unique(table["provider"], return_inverse=True)
    return Columns(
        key=table["key"].astype(np.int64), alive=np.ones(len(table), dtype=np.bool_),
        topics=table["topics"].astype(np.uint64), audiences=table["audiences"].astype(np.uint32),
        languages=table["languages"].astype(np.uint32),
        starts=table["starts"].astype(np.int32), ends=table["ends"].astype(np.int32),
        sort=table["sort"].copy(), level=table["level"].copy(),
        presence=table["presence"].copy(), status=table["status"].copy(),
        provider=places.astype(np.int32).reshape(-1), provider_codes=codes.astype(np.int64),
        state=state,
        state_row=np.repeat(np.arange(len(table), dtype=np.int32), table["states"]),
    )
