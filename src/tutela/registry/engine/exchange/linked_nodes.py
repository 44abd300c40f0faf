"""Nodes of JSON-LD as schema.org is used in it: graphs, lists, references; no context is loaded.

Source: W3C, JSON-LD 1.1, 3.3 to 3.5; schema.org.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from tutela.registry.engine.exchange.jsontext import listed

_PREFIX = re.compile(r"(?:https?://(?:www\.)?schema\.org/|schema:)")
_MOST_NODES = 100_000
_TELLING = ("@value", "name", "audienceType", "educationalRole", "alternateName", "@id")

type Node = Mapping[str, Any]


def bare(name: object) -> str:
    """Return a term without schema.org's prefix.

    >>> bare("https://schema.org/Course"), bare("schema:name"), bare("url")
    ('Course', 'name', 'url')
    """
    return _PREFIX.sub("", name) if isinstance(name, str) else ""


def types(node: Node) -> set[str]:
    """Return the types of a node."""
    return {bare(word) for word in listed(node.get("@type"))}


def nodes(value: Any, *, path: str = "") -> Iterator[tuple[str, Node]]:
    """Yield the nodes at the top of a document with their paths: arrays and graphs are opened."""
    pending = [(path, value)]
    count = 0
    while pending and count < _MOST_NODES:
        here, item = pending.pop()
        if isinstance(item, list):
            inner = [(f"{here}[{at}]", part) for at, part in enumerate(item)]
            pending += reversed(inner)
        elif isinstance(item, dict):
            count += 1
            node = {bare(name): part for name, part in item.items()}
            if "@graph" in node:
                pending.append((f"{here}.@graph".lstrip("."), node["@graph"]))
            elif "ItemList" in types(node) or ("itemListElement" in node):
                pending.append((f"{here}.itemListElement".lstrip("."), node["itemListElement"]))
            elif "ListItem" in types(node) and "item" in node:
                pending.append((f"{here}.item".lstrip("."), node["item"]))
            else:
                yield here, node


def linked(node: Node, name: str, known: Mapping[str, Node]) -> list[Any]:
    """Return the values of a property; a reference to a known node is that node."""
    found = []
    for value in listed(node.get(name)):
        if isinstance(value, dict):
            plain = {bare(term): part for term, part in value.items()}
            identity = plain.get("@id")
            known_node = known.get(identity) if isinstance(identity, str) else None
            found.append(known_node if known_node and len(plain) == 1 else plain)
        else:
            found.append(value)
    return found


def words(values: list[Any]) -> list[str]:
    """Return the texts among some values: plain, tagged, named, or listed with commas."""
    found: list[str] = []
    for value in values:
        word = next((value[name] for name in _TELLING if name in value), None) if isinstance(
            value, dict) else value
        if isinstance(word, str):
            found.append(word.strip())
    return [word for word in found if word]


def worded(values: list[Any], language: str) -> dict[str, Any]:
    """Return texts by language; those without a tag are in the given one."""
    found: dict[str, Any] = {}
    for value in values:
        code, raw = language, value
        if isinstance(value, dict) and "@value" in value:
            tag = value.get("@language")
            code, raw = tag if isinstance(tag, str) and tag else language, value["@value"]
        found.setdefault(code, raw)
    return found
