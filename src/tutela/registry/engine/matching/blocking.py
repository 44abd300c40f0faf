"""Which records are worth comparing: keys of which a duplicate shares at least one."""

from datetime import date

import numpy as np
from numpy.typing import NDArray

from tutela.registry.engine.classify.embedding import DIMENSIONS
from tutela.registry.engine.matching.folding import telling
from tutela.registry.engine.matching.signature import Signature

COMMON_KEY = 2_000
"""Most records a key may have to be followed: what everybody shares says nothing."""
STATES = 6
"""Most States of a record that get keys of their own; wider records get keys without a State."""
WORDS = 4
BANDS = 8
BITS = 6
FLIPS = 2
"""Bits of each band that are also tried the other way round when asking."""
_SEED = 20141


def _planes() -> NDArray[np.float32]:
    """Make the planes that cut the space of meaning; the same on every machine and in every run."""
    dice = np.random.Generator(np.random.PCG64(_SEED))
    return dice.standard_normal((DIMENSIONS, BANDS * BITS), dtype=np.float32)


_PLANES = _planes()


def block_keys(signature: Signature) -> tuple[str, ...]:
    """Return the keys a record is filed under, sorted, each once and at most about 100.

    A key that more than COMMON_KEY records share is not followed. Kinds of keys: ``i`` project
    numbers and the record's own key, ``d`` amount and start, ``t`` State, topic and year, ``w``
    State and a telling word of the title, ``m`` State and a region of meaning, which finds the
    same title in another language.
    """
    return _keys(signature, probes=False)


def probe_keys(signature: Signature) -> tuple[str, ...]:
    """Return the keys to ask for when the duplicates of a record are looked for.

    They contain its block keys, and neighbouring regions of meaning, so that few keys need to be
    stored and few duplicates are missed.
    """
    return _keys(signature, probes=True)


def _keys(signature: Signature, *, probes: bool) -> tuple[str, ...]:
    places = signature.states if len(signature.states) <= STATES else ()
    places = places or ("",)
    keys = {f"i:{each}" for each in signature.numbers("identifiers")}
    keys |= {f"i:{signature.record.upper()}"} if signature.record else set()
    keys |= _money(signature)
    words = [word for folded in signature.folded for word in telling(folded)[:WORDS]]
    regions = _regions(signature, probes=probes)
    for place in places:
        keys |= {f"w:{place}:{word}" for word in words}
        keys |= {f"m:{place}:{region}" for region in regions}
        keys |= {
            f"t:{place}:{topic}:{year}"
            for topic in signature.topics
            for year in _years(signature.starts, probes=probes)
        }
    return tuple(sorted(keys))


def _years(day: date | None, *, probes: bool) -> tuple[int, ...]:
    if day is None:
        return ()
    return (day.year - 1, day.year, day.year + 1) if probes else (day.year,)


def _money(signature: Signature) -> set[str]:
    if not signature.amount or signature.amount <= 0:
        return set()
    digits = f"{signature.amount:.2e}"
    return {f"d:{digits}:{signature.starts.isoformat()}"} if signature.starts else set()


def _regions(signature: Signature, *, probes: bool) -> list[str]:
    vector = signature.embedding
    if not vector.any():
        return []
    # Not by @: its threads would wait for each other over so small a product.
    sides = np.einsum("i,ij->j", vector, _PLANES).reshape(BANDS, BITS)
    found = []
    for band, side in enumerate(sides):
        bits = (side > 0).astype(int)
        found.append(f"{band}{_number(bits):02x}")
        if probes:
            for place in np.argsort(np.abs(side), kind="stable")[:FLIPS]:
                turned = bits.copy()
                turned[place] ^= 1
                found.append(f"{band}{_number(turned):02x}")
    return found


def _number(bits: NDArray[np.int_]) -> int:
    return int("".join(map(str, bits)), 2)
