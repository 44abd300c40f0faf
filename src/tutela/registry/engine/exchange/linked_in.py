"""Read schema.org courses and events as JSON-LD, alone or inside a page.

Source: schema.org Course, CourseInstance, Event, EducationEvent; Bioschemas CourseInstance 1.0.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from tutela.foundation.errors import InputRefused, Place
from tutela.registry.engine.exchange.drafting import Keys
from tutela.registry.engine.exchange.faults import fault, refusal
from tutela.registry.engine.exchange.jsontext import LARGEST, load
from tutela.registry.engine.exchange.linked_course import activity_of
from tutela.registry.engine.exchange.linked_nodes import Node, linked, nodes, types
from tutela.registry.engine.exchange.reading import Feed, Read, Rejected
from tutela.registry.engine.exchange.source_bytes import Progress, measured

EVENTS = {"CourseInstance", "Event", "EducationEvent", "BusinessEvent", "Hackathon"}
_SCRIPT = re.compile(
    rb"<script\b([^<>]{0,1000})>(.*?)</script\s*>", re.IGNORECASE | re.DOTALL
)
_LINKED = re.compile(rb"type\s*=\s*[\"']?\s*application/ld\+json", re.IGNORECASE)
_LARGEST_PAGE, _MOST_SCRIPTS = 10_000_000, 200


def read_linked(
    stream: BinaryIO, *, feed: Feed, progress: Progress | None = None
) -> Iterator[Read]:
    """Yield one activity or refusal per event, or per course without an event.

    Raises:
        InputRefused: Damaged JSON, or no schema.org data in a page.
    """
    with measured(stream, file=feed.file, limit=LARGEST, progress=progress) as source:
        data = source.read()
    place = Place(file=feed.file)
    keys = Keys()
    if not data.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<"):
        yield from _document(load(data, place=place), feed=feed, place=place, keys=keys)
        return
    scripts = _scripts(data, place=place)
    for number, script in enumerate(scripts, start=1):
        where = Place(file=feed.file, field=f"script[{number}]")
        try:
            value = load(script.strip(), place=where)
        except InputRefused as refused:
            yield Rejected(identifier="", title="", problems=refused.problems)
            continue
        yield from _document(value, feed=feed, place=where, keys=keys)


def _scripts(data: bytes, *, place: Place) -> list[bytes]:
    if len(data) > _LARGEST_PAGE:
        raise refusal("file.large", place, limit=_LARGEST_PAGE // 1_000_000)
    found = [match[2] for match in _SCRIPT.finditer(data) if _LINKED.search(match[1])]
    if not found:
        raise refusal("html.none", place)
    return found[:_MOST_SCRIPTS]


def _document(value: Any, *, feed: Feed, place: Place, keys: Keys) -> Iterator[Read]:
    if not isinstance(value, dict | list):
        raise refusal("json.shape", place)
    found = list(nodes(value, path=place.field))
    known = {node["@id"]: node for _, node in found if isinstance(node.get("@id"), str)}
    taken = _instances(found, known)
    for path, node in found:
        kinds = types(node)
        where = Place(file=feed.file, field=path or "@type")
        if kinds & EVENTS and id(node) not in taken:
            yield keys.once(_one(node, None, known, feed=feed, place=where), place=where)
        elif "Course" in kinds:
            yield from _course(node, known, feed=feed, place=where, keys=keys)


def _instances(found: list[tuple[str, Node]], known: Mapping[str, Node]) -> set[int]:
    """Return which nodes are read with their course, so that they are not read twice."""
    return {
        id(instance) for _, node in found if "Course" in types(node)
        for instance in linked(node, "hasCourseInstance", known) if isinstance(instance, dict)
    }


def _course(
    node: Node, known: Mapping[str, Node], *, feed: Feed, place: Place, keys: Keys
) -> Iterator[Read]:
    instances = linked(node, "hasCourseInstance", known)
    if not instances:
        yield keys.once(_one(node, None, known, feed=feed, place=place), place=place)
    for number, instance in enumerate(instances):
        where = Place(file=place.file, field=f"{place.field}.hasCourseInstance[{number}]")
        if isinstance(instance, dict):
            read = _one(instance, node, known, feed=feed, place=where)
            yield keys.once(read, place=where)
        else:
            yield Rejected(identifier="", title="", problems=(fault("json.record", where),))


def _one(
    node: Node, course: Node | None, known: Mapping[str, Node], *, feed: Feed, place: Place
) -> Read:
    return activity_of(node, course, known, feed=feed, place=place)
