"""Confirm what records are about, many at a time: what was suggested counts only now."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from django.db import transaction

from tutela.foundation.clock import Clock, SystemClock
from tutela.people.engine.viewer import Viewer
from tutela.registry.store.access import changeable_record
from tutela.registry.store.bodies import activity_from_json
from tutela.registry.store.operations.records import edit


@transaction.atomic
def confirm_topics(
    *,
    viewer: Viewer,
    topics: Mapping[int, Sequence[str]],
    audiences: Mapping[int, Sequence[str]] | None = None,
    why: str,
    clock: Clock = SystemClock(),  # noqa: B008 - stateless and frozen
) -> int:
    """Give records the topics and audiences a person confirmed; return how many were changed.

    Args:
        viewer: Owner of the records, or who looks after them.
        topics: Codes by key of the record; what it names already stays.
        audiences: Likewise.
        why: Reason, kept with what each record said before.
        clock: Tells the time.

    Raises:
        NotFound, NotAllowed: See ``access``.
        RecordRefused: A code is not in the vocabulary.
    """
    audiences = audiences or {}
    changed = 0
    for key in sorted({*topics, *audiences}):
        row = changeable_record(viewer=viewer, key=key)
        before = activity_from_json(row.body)
        after = replace(
            before,
            topics=tuple(sorted({*before.topics, *topics.get(key, ())})),
            audiences=tuple(sorted({*before.audiences, *audiences.get(key, ())})),
        )
        if after != before:
            edit(viewer=viewer, key=key, activity=after, version=row.version, why=why, clock=clock)
            changed += 1
    return changed
