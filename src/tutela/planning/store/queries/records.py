"""What the registry knows that may cover an activity type."""

from collections.abc import Iterable
from datetime import date

from tutela.people.engine.viewer import Viewer
from tutela.planning.engine.coverage import Record
from tutela.registry.store.queries.coverage import Coverage, coverage


def records(viewer: Viewer, *, today: date, months: int) -> tuple[Record, ...]:
    """Return the registry's records around a day, so far as coverage asks, by key."""
    return gathered(coverage(viewer, today=today, months=months), today=today)


def gathered(rows: Iterable[Coverage], *, today: date) -> tuple[Record, ...]:
    """Put the registry's rows of one record together; all of them lie in the window already."""
    by_key: dict[int, list[Coverage]] = {}
    for row in rows:
        by_key.setdefault(row.record, []).append(row)
    return tuple(
        Record(
            key=str(key), title=mine[0].title, provider=mine[0].provider,
            states=tuple(sorted({row.state for row in mine})),
            topics=tuple(sorted({row.topic for row in mine})),
            audiences=tuple(sorted({row.audience for row in mine if row.audience})),
            proficiency=mine[0].proficiency, starts=min(today, mine[0].until),
            ends=mine[0].until,
        )
        for key, mine in sorted(by_key.items())
    )
