"""What taking a file over would do, without doing it: batch by batch, in constant memory."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import batched
from typing import Any, BinaryIO

from tutela.foundation.errors import N_, InputRefused, Place, Problem
from tutela.registry.engine.checking import problems_of
from tutela.registry.engine.exchange.reading import Feed, Read, Rejected
from tutela.registry.engine.merging import changed_fields, read_again
from tutela.registry.engine.record import Activity, Material
from tutela.registry.store import files
from tutela.registry.store.bodies import activity_from_json, activity_json
from tutela.registry.store.content import content_digest
from tutela.registry.store.faults import ImportStopped
from tutela.registry.store.models import Import, Record
from tutela.registry.store.models import Material as MaterialRow
from tutela.registry.store.readers import read

BATCH = 500
SAMPLES = 30
"""New and changed records that a preview shows by name."""
REJECTIONS = 2_000
"""Rejected records kept with their reasons; all are counted."""


@dataclass(slots=True)
class Preview:
    """Counts and examples of what a file would change."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    rejected: int = 0
    samples: list[dict[str, Any]] = field(default_factory=list)
    rejections: list[dict[str, Any]] = field(default_factory=list)
    problems: list[dict[str, Any]] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One record of a file, and what is known under its key: None when it is new."""

    thing: Activity | Material
    digest: str
    held: Record | MaterialRow | None

    @property
    def verdict(self) -> str:
        """Return "new", "changed" or "unchanged"."""
        if self.held is None:
            return "new"
        known = self.held.source_digest if isinstance(self.held, Record) else self.held.digest
        return "unchanged" if known == self.digest else "changed"


def preview(row: Import) -> Preview:
    """Read a file and say what it would change; writes nothing but how far it is."""
    found = Preview()
    try:
        for batch in judged(row):
            for one in batch:
                _count(found, one, row.source)
    except InputRefused as fault:
        found = Preview(problems=[kept_problem(problem) for problem in fault.problems])
    except ImportStopped:
        found = Preview()
    return found


def _count(found: Preview, one: Judged | Rejected, source: str) -> None:
    if isinstance(one, Rejected):
        found.rejected += 1
        if len(found.rejections) < REJECTIONS:
            found.rejections.append({
                "identifier": one.identifier[:500], "title": one.title[:300],
                "problems": [kept_problem(problem) for problem in one.problems],
            })
        return
    verdict = one.verdict
    setattr(found, verdict, getattr(found, verdict) + 1)
    if verdict != "unchanged" and len(found.samples) < SAMPLES:
        title = next(iter(one.thing.titles.values()), "")
        found.samples.append({
            "verdict": verdict, "identifier": one.thing.identifier[:500], "title": title[:300],
            "record": one.held.pk if isinstance(one.held, Record) else 0,
            "changes": _changes(one, source),
        })


def _changes(one: Judged, source: str) -> list[dict[str, Any]]:
    """Return what would be different, field by field, as JSON; corrections by hand stay."""
    if not isinstance(one.held, Record) or not isinstance(one.thing, Activity):
        return []
    before = activity_from_json(one.held.body)
    after = read_again(before, one.thing, source=source)
    old, new = activity_json(before), activity_json(after)
    return [
        {"field": name, "before": old.get(name), "after": new.get(name)}
        for name in changed_fields(before, after)
    ]


def judged(row: Import) -> Iterator[list[Judged | Rejected]]:
    """Yield the records of a file in batches, each with what is known of it.

    Raises:
        InputRefused: The file as a whole cannot be read.
        ImportStopped: Somebody asked to stop.
    """
    feed = Feed(source=row.source, read=row.created_at.date(), file=row.file_name)
    seen: set[int] = set()
    with files.stream_of(row.digest) as stream:
        things = read(stream, format=row.format, feed=feed, mapping=row.mapping)
        for batch in batched(things, BATCH):
            yield _judge(row, [_sound(thing, seen, feed) for thing in batch])
            files.say_progress(row.pk, _share(stream, row.size))
            if files.asked_to_stop(row.pk):
                raise ImportStopped


def _share(stream: BinaryIO, size: int) -> float:
    return min(1.0, stream.tell() / size) if size and not stream.closed else 1.0


def _sound(thing: Read, seen: set[int], feed: Feed) -> Read:
    """Refuse what lacks something, and the second of two records with one key."""
    if isinstance(thing, Rejected):
        return thing
    problems = problems_of(thing) if isinstance(thing, Activity) else ()
    mark = hash((type(thing).__name__, thing.identifier))
    if mark in seen:
        template = N_("Another record of this file has the same key. Give each its own.")
        place = Place(file=feed.file, field="identifier")
        problems = (*problems, Problem(code="registry.twice", template=template, place=place))
    seen.add(mark)
    if not problems:
        return thing
    title = next(iter(thing.titles.values()), "")
    return Rejected(identifier=thing.identifier, title=title, problems=tuple(problems))


def _judge(row: Import, things: list[Read]) -> list[Judged | Rejected]:
    held = {
        kind: _held(row, kind, [one.identifier[:500] for one in things if isinstance(one, kind)])
        for kind in (Activity, Material)
    }
    return [
        one if isinstance(one, Rejected) else Judged(
            thing=one, digest=content_digest(one), held=held[type(one)].get(one.identifier[:500])
        )
        for one in things
    ]


def _held(row: Import, kind: type, identifiers: list[str]) -> dict[str, Any]:
    if not identifiers:
        return {}
    table: Any = Record if kind is Activity else MaterialRow
    rows = table.objects.filter(
        owner_id=row.owner_id, source=row.source, identifier__in=identifiers
    )
    return {one.identifier: one for one in rows}


def kept_problem(problem: Problem) -> dict[str, Any]:
    """Return a problem as it is kept with an import."""
    params = {name: str(value)[:300] for name, value in problem.params.items()}
    return {
        "code": problem.code, "template": problem.template, "params": params,
        "place": problem.place.as_json(),
    }


def problem_from(kept: dict[str, Any]) -> Problem:
    """Return a problem that was kept with an import."""
    return Problem(
        code=kept["code"], template=kept["template"], params=kept["params"],
        place=Place(**kept["place"]),
    )
