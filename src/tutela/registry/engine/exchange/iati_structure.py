"""The shape of an IATI file, from our own table: which element holds what, in which order.

Source: IATI Standard 2.03 (http://iatistandard.org/), CC BY 4.0; data/SOURCES.toml.
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True, kw_only=True)
class Child:
    """One kind of element inside another.

    Attributes:
        name: The element's name.
        shape: Key of its shape, or a simple type of XML Schema.
        least: Fewest times it stands there, 0 or 1.
        many: Whether it may stand there more than once.
    """

    name: str
    shape: str
    least: int
    many: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribute:
    """One attribute: name, simple type of XML Schema, whether it must be there."""

    name: str
    type: str
    required: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """What an element may hold.

    Attributes:
        name: Key in the table.
        children: In the order they must stand.
        attributes: In the table's order.
        text: Simple type of its text, "" when it holds elements.
        foreign_elements: Whether elements of other namespaces may follow its children.
        foreign_attributes: Whether attributes of other namespaces may stand on it.
    """

    name: str
    children: tuple[Child, ...]
    attributes: tuple[Attribute, ...]
    text: str
    foreign_elements: bool
    foreign_attributes: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Structure:
    """The whole table.

    Attributes:
        shapes: Shape by key.
        elements: Shape's key of each element that may stand alone, by name.
        attributes: Type of each attribute declared on its own, by name; it is judged by it
            wherever the standard lets foreign attributes stand.
    """

    shapes: Mapping[str, Shape]
    elements: Mapping[str, str]
    attributes: Mapping[str, str]


def _shape(name: str, rows: list[dict[str, str]]) -> Shape:
    kinds: dict[str, list[dict[str, str]]] = {}
    for row in rows:
        kinds.setdefault(row["kind"], []).append(row)
    foreign = kinds["shape"][0]["of"].split("+")
    return Shape(
        name=name,
        children=tuple(
            Child(name=row["name"], shape=row["of"], least=int(row["least"]),
                  many=row["most"] == "many")
            for row in kinds.get("child", [])
        ),
        attributes=tuple(
            Attribute(name=row["name"], type=row["of"], required=row["least"] == "1")
            for row in kinds.get("attribute", [])
        ),
        text=kinds["text"][0]["of"] if "text" in kinds else "",
        foreign_elements="elements" in foreign,
        foreign_attributes="attributes" in foreign,
    )


@cache
def structure() -> Structure:
    """Return the table of the standard.

    >>> [child.name for child in structure().shapes["location/point"].children]
    ['pos']
    """
    path = files("tutela.registry").joinpath("data/iati/structure.csv")
    rows: dict[str, list[dict[str, str]]] = {}
    alone: dict[str, dict[str, str]] = {"element": {}, "named": {}}
    for row in csv.DictReader(path.read_text("utf-8").splitlines()):
        if row["kind"] in alone:
            alone[row["kind"]][row["name"]] = row["of"]
        else:
            rows.setdefault(row["shape"], []).append(row)
    return Structure(
        shapes={name: _shape(name, found) for name, found in rows.items()},
        elements=alone["element"], attributes=alone["named"])


@cache
def codes(name: str) -> Mapping[str, str]:
    """Return our meaning by code of one of the lists we act on.

    >>> codes("activity-status")["2"]
    'running'
    """
    path = files("tutela.registry").joinpath("data/iati/codes.csv")
    rows = csv.DictReader(path.read_text("utf-8").splitlines())
    return {row["code"]: row["meaning"] for row in rows if row["list"] == name}
