"""Find the first entry of a chain that is not as it was written."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from tutela.journal.engine.entry import START, Head, Sealed, is_signed


class Reason(StrEnum):
    """What is wrong with an entry."""

    CHANGED = "changed"
    REMOVED = "removed"
    REORDERED = "reordered"
    INSERTED = "inserted"
    WRONG_SIGNATURE = "wrong-signature"
    TRUNCATED = "truncated"
    REPLACED = "replaced"


@dataclass(frozen=True, slots=True, kw_only=True)
class BadEntry:
    """The first place at which a chain does not hold.

    Attributes:
        organisation: Whose chain.
        sequence: Place of the entry in question, from 1; of a removed entry, its former place.
        reason: What happened to it.
    """

    organisation: int
    sequence: int
    reason: Reason


def verify(
    entries: Sequence[Sealed],
    *,
    organisation: int,
    heads: Iterable[Head],
    public_key: bytes,
) -> BadEntry | None:
    """Walk one organisation's chain and name the first entry that was tampered with.

    Args:
        entries: All entries of the organisation, in the order they were stored.
        organisation: Whose chain it is.
        heads: Ends of the chain noted earlier, from anywhere: the table, the file outside the
            database, a printed page. Those of other organisations are left out.
        public_key: Ed25519 public key, 32 bytes.

    Returns:
        The first bad entry, or None when every entry and every head holds.
    """
    own_heads = [head for head in heads if head.organisation == organisation]
    found: list[tuple[int, Reason]] = []
    broken = _first_break(entries, organisation=organisation, public_key=public_key)
    if broken:
        found.append(broken)
    ended = _first_missing_head(entries, own_heads)
    if ended and (not broken or ended[0] < broken[0]):
        found.append(ended)
    if not found:
        return None
    sequence, reason = min(found)
    return BadEntry(organisation=organisation, sequence=sequence, reason=reason)


def _first_break(
    entries: Sequence[Sealed], *, organisation: int, public_key: bytes
) -> tuple[int, Reason] | None:
    places = [sealed.entry.sequence for sealed in entries]
    previous = START
    for index, sealed in enumerate(entries):
        expected = index + 1
        reason = _out_of_place(places, index)
        if reason is Reason.REMOVED or reason is Reason.REORDERED:
            return expected, reason
        if reason:
            return places[index], reason
        following = entries[index + 1] if index + 1 < len(entries) else None
        reason = _not_as_sealed(
            sealed, previous=previous, following=following,
            organisation=organisation, public_key=public_key,
        )
        if reason:
            return expected, reason
        previous = sealed.digest
    return None


def _out_of_place(places: Sequence[int], index: int) -> Reason | None:
    """Compare an entry's number with its place; everything before it is known to be in place."""
    expected, actual = index + 1, places[index]
    if actual == expected:
        return None
    if actual < expected:
        return Reason.INSERTED
    return Reason.REORDERED if expected in places[index + 1 :] else Reason.REMOVED


def _not_as_sealed(
    sealed: Sealed,
    *,
    previous: str,
    following: Sealed | None,
    organisation: int,
    public_key: bytes,
) -> Reason | None:
    skipped = following is not None and following.entry.previous == previous
    if sealed.entry.organisation != organisation:
        return Reason.INSERTED
    if not _digest_holds(sealed):
        return Reason.INSERTED if skipped else Reason.CHANGED
    if not is_signed(sealed, public_key=public_key):
        return Reason.INSERTED if skipped else Reason.WRONG_SIGNATURE
    if sealed.entry.previous != previous:
        return Reason.INSERTED
    return None


def _digest_holds(sealed: Sealed) -> bool:
    try:
        return sealed.entry.digest() == sealed.digest
    except (TypeError, ValueError):  # what stands there now could never have been sealed
        return False


def _first_missing_head(
    entries: Sequence[Sealed], heads: Sequence[Head]
) -> tuple[int, Reason] | None:
    digests = {sealed.entry.sequence: sealed.digest for sealed in entries}
    last = max(digests, default=0)
    replaced = [h.sequence for h in heads if digests.get(h.sequence, h.digest) != h.digest]
    if replaced:
        return min(replaced), Reason.REPLACED
    if any(head.sequence > last for head in heads):
        return last + 1, Reason.TRUNCATED
    return None
