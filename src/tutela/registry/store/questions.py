"""Look for duplicates in the background after records were added or changed.

Two steps, some records at a time: file the records under the keys they share with their likes,
then compare them. What is found waits for a person; what a person decided stays.
"""

from collections.abc import Sequence
from dataclasses import asdict
from itertools import batched
from typing import Any

from django.db.models import Q

from tutela.foundation.clock import SystemClock
from tutela.jobs.store.operations import task
from tutela.registry.engine.matching.signature import signatures
from tutela.registry.store.index import shown_activities
from tutela.registry.store.likes import blocks_of, filed_signatures, likes
from tutela.registry.store.models import Block, Candidate, Meaning, Record
from tutela.registry.store.models.record import SHARED
from tutela.storage.wall import acting_for, current_organisation

SOME = 100
"""Records of one job."""


def look_for_likes(keys: Sequence[int], *, curator: int) -> None:
    """Ask for a search for the likes of records, once the present change is committed.

    Args:
        keys: Records that were added or changed.
        curator: Organisation that looks after them and will be asked.
    """
    with acting_for(curator):
        for some in batched(sorted(set(keys)), SOME):
            keep_blocks.enqueue(keys=list(some))


def _shown(keys: Sequence[int]) -> dict[int, Any]:
    return shown_activities(list(Record.objects.filter(pk__in=keys, visibility=SHARED)))


def _blocks(keys: list[int]) -> tuple[list[Block], list[Meaning]]:
    shown = _shown(keys)
    made = dict(zip(shown, signatures(list(shown.values())), strict=True))
    blocks = [block for key, one in made.items() for block in blocks_of(key, one)]
    return blocks, [Meaning(record=key, vector=one.meaning.tobytes()) for key, one in made.items()]


@task(compute=_blocks, lease_seconds=600)  # type: ignore[untyped-decorator]
def keep_blocks(made: tuple[list[Block], list[Meaning]], keys: list[int]) -> None:
    """File records under the keys they share with their likes, then have them compared."""
    blocks, meanings = made
    Block.objects.filter(record__in=keys).delete()
    Meaning.objects.filter(record__in=keys).delete()
    Block.objects.bulk_create(blocks, ignore_conflicts=True, batch_size=5000)
    Meaning.objects.bulk_create(meanings, ignore_conflicts=True)
    keep_candidates.enqueue(keys=keys)


def _pairs(keys: list[int]) -> dict[tuple[int, int], tuple[int, list[dict[str, Any]]]]:
    found = {}
    for key, signature in filed_signatures(_shown(keys)).items():
        for other, _, comparison in likes(signature, besides=frozenset({key})):
            if comparison.likely:
                pair = (min(key, other), max(key, other))
                score = round(1000 * comparison.probability)
                found[pair] = (score, [asdict(reason) for reason in comparison.reasons])
    return found


@task(compute=_pairs, lease_seconds=600)  # type: ignore[untyped-decorator]
def keep_candidates(
    found: dict[tuple[int, int], tuple[int, list[dict[str, Any]]]], keys: list[int]
) -> None:
    """Keep pairs that may be the same as open questions, and drop questions that are none now."""
    curator = current_organisation() or 0
    known = {
        (row.left, row.right): row
        for row in Candidate.objects.filter(Q(left__in=keys) | Q(right__in=keys))
    }
    for pair, row in known.items():
        if row.state == "open" and pair not in found:
            row.delete()
        elif row.state == "open":
            row.score, row.reasons = found[pair]
            row.save(update_fields=["score", "reasons"])
    now = SystemClock().now()
    Candidate.objects.bulk_create(
        [
            Candidate(
                owner_id=curator, curator_id=curator, left=left, right=right, score=score,
                reasons=reasons, found_at=now,
            )
            for (left, right), (score, reasons) in sorted(found.items())
            if (left, right) not in known
        ],
        ignore_conflicts=True,
    )
