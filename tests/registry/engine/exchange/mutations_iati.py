"""Damage good IATI files in many ways, the same way for the same seed."""

import random
import re
from functools import cache

from tests.registry.engine.exchange.samples_iati import FILES, activity, document

_TOKENS = (
    b"", b"0", b"-1", b"9" * 40, b"1e999", b"NaN", b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"&#0;",
    b"&amp;" * 50, b"A" * 21_000, b"<!DOCTYPE x>", b"<!ENTITY a 'b'>", b"&a;", b"]]>", b"<![CDATA[",
    b"<!--", b"-->", b"<?x", b"%s{0}{name}", b"2999-12-31", b"0000-00-00", b"<x>" * 300,
    b"</iati-activity>", b"<iati-activity>", b"</iati-activities>", "\u202e調".encode(),
    b"\xd8\x00",
)
_DATE = re.compile(rb"\d{4}-\d{2}-\d{2}")
_NUMBER = re.compile(rb"(?<=>)-?\d+(?:\.\d+)?(?=<)")
_TAG = re.compile(rb"</?([a-z-]+)")
_ATTRIBUTE = re.compile(rb'\s[\w:-]+="[^"]*"')
_ELEMENT = re.compile(rb"<([a-z-]+)[^<>]*/>|<([a-z-]+)[^<>]*>[^<>]*</\2>")
_VALUES = (b"", b"yesterday", b"2026-13-45", b"31/12/2026", b"1,5", b"1e9", b"Infinity", b"-0",
           b"99999-01-01", b"0001-01-01", b"2026-W01-1", b"91 181", b"en_GB", b"A" * 21_000)


@cache
def seeds() -> dict[str, bytes]:
    """Return good files by name."""
    rich = (FILES / "marevia-2.03.xml").read_bytes()
    many = document(*(activity(iati_identifier=f"<iati-identifier>XX-{n}</iati-identifier>")
                      for n in range(30)))
    return {
        "rich.xml": rich,
        "older.xml": (FILES / "marevia-1.05.xml").read_bytes(),
        "many.xml": many,
        "wide.xml": rich.decode().replace('encoding="UTF-8"', 'encoding="UTF-16"').encode("utf-16"),
    }


def _flip(data: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.choice((1, 1, 3, 20))):
        if changed:
            changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def _truncate(data: bytes, chance: random.Random) -> bytes:
    return data[:chance.randrange(len(data) + 1)]


def _cut(data: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(data) + 1)
    return data[:start] + data[start + chance.choice((1, 10, 300)):]


def _repeat(data: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(data) + 1)
    part = data[start:start + chance.choice((10, 300, 3000))]
    return data[:start] + part * chance.choice((2, 3)) + data[start:]


def _insert(data: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data) + 1)
    return data[:at] + chance.choice(_TOKENS) + data[at:]


def _exchange(pattern: re.Pattern[bytes], values: tuple[bytes, ...], group: int = 0):
    def change(data: bytes, chance: random.Random) -> bytes:
        found = list(pattern.finditer(data))
        if not found:
            return _insert(data, chance)
        one = chance.choice(found)
        return data[:one.start(group)] + chance.choice(values) + data[one.end(group):]

    return change


def _swap(data: bytes, chance: random.Random) -> bytes:
    """Let two elements change places."""
    found = list(_ELEMENT.finditer(data))
    if len(found) < 2:
        return _cut(data, chance)
    one, two = sorted(chance.sample(found, 2), key=lambda match: match.start())
    return (data[:one.start()] + two[0] + data[one.end():two.start()] + one[0]
            + data[two.end():])


_NAMES = (b"title", b"narrative", b"budget", b"value", b"iati-identifier", b"x", b"transaction")
_CHANGES = (
    _flip, _truncate, _cut, _repeat, _insert, _swap,
    _exchange(_DATE, _VALUES), _exchange(_NUMBER, _VALUES), _exchange(_TAG, _NAMES, 1),
    _exchange(_ATTRIBUTE, (b"", b' code="?"', b' iso-date="never"', b' xml:lang="?"', b' ref=""')),
    _exchange(_ELEMENT, (b"", b"<narrative/>", b"text", b"<x:y xmlns:x='urn:x'/>")),
)


def mutated(seed: int) -> tuple[str, bytes]:
    """Return name and bytes of one damaged file."""
    chance = random.Random(seed)
    names = list(seeds())
    name = names[seed % len(names)]
    data = seeds()[name]
    for _ in range(chance.choice((1, 1, 2, 5))):
        data = chance.choice(_CHANGES)(data, chance)
    return name, data
