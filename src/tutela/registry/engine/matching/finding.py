"""Find the likely duplicates within one set of records or between two."""

from collections.abc import Collection, Iterable, Iterator, Sequence

from tutela.registry.engine.matching.assigning import assign
from tutela.registry.engine.matching.comparing import Comparison, compare
from tutela.registry.engine.matching.index import Index
from tutela.registry.engine.matching.signature import Signature

LIMIT = 50
"""Most candidates compared for one record."""


def duplicates_within(signatures: Sequence[Signature]) -> tuple[Comparison, ...]:
    """Return the likely duplicate pairs among records, best first, equal ones by keys."""
    index = Index()
    index.add_many(signatures)
    pairs = {
        (min(row, mate), max(row, mate))
        for row, signature in enumerate(signatures)
        for mate in index.candidates(signature, LIMIT)
        if mate != row
    }
    return _ordered(compare(signatures[one], signatures[other]) for one, other in sorted(pairs))


def duplicates_between(
    left: Sequence[Signature], right: Sequence[Signature], *, one_to_one: bool = True
) -> tuple[Comparison, ...]:
    """Return the likely duplicate pairs of two systems, best first, equal ones by keys.

    Args:
        left: Records of one system.
        right: Records of the other.
        one_to_one: Whether a record has at most one duplicate in the other system.
    """
    likely = _ordered(_crossed(left, right))
    return assign(likely, first={each.key for each in left}) if one_to_one else likely


def ranked(
    signature: Signature, others: Sequence[Signature], rows: Collection[int] | None = None
) -> tuple[Comparison, ...]:
    """Return the comparisons of one record with others, best first, vetoed ones last.

    Args:
        signature: The record asked for.
        others: Records to compare with.
        rows: Which of them; None for all.
    """
    chosen = range(len(others)) if rows is None else rows
    found = [compare(signature, others[row]) for row in chosen]
    return tuple(sorted(found, key=_order))


def _crossed(left: Sequence[Signature], right: Sequence[Signature]) -> Iterator[Comparison]:
    index = Index()
    index.add_many(right)
    for signature in left:
        for row in sorted(index.candidates(signature, LIMIT)):
            yield compare(signature, right[row])


def _order(pair: Comparison) -> tuple[bool, float, tuple[str, str], tuple[str, str]]:
    return bool(pair.veto), -pair.weight, pair.left, pair.right


def _ordered(pairs: Iterable[Comparison]) -> tuple[Comparison, ...]:
    return tuple(sorted((pair for pair in pairs if pair.likely), key=_order))
