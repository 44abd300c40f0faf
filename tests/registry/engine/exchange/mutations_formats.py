"""Damage good files of every format, the same way for the same seed."""

import gzip
import io
import json
import random
import re
import warnings
import zipfile
import zlib
from datetime import UTC, datetime
from functools import cache

from tests.registry.engine.exchange.made import (
    CALENDAR,
    CSV,
    EXAMPLE,
    LINKED,
    PAGE,
    RELIEFWEB,
    TESS,
)
from tutela.registry.engine.exchange.api_json import activities_json
from tutela.registry.engine.exchange.calendar_out import write_calendar
from tutela.registry.engine.exchange.linked_out import write_linked
from tutela.registry.engine.exchange.table_out import write_csv, write_xlsx

_TOKENS = (b"", b"0", b"-1", b"9" * 40, b"1e999", b"NaN", b"null", b"{", b"[" * 2000, b"]", b'"',
           b"'", b"=1+1", b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"&#0;", b"A" * 30_000, b"true",
           b"<!DOCTYPE x [<!ENTITY a 'b'>]>", b"\r\n", b";", b",", b"\t", b"\xd8\x00", b"{0}{name}",
           b"2999-12-31", b"03/04/2026", b"Congo", b"BEGIN:VEVENT", b"END:VEVENT", b"{}", b"[]",
           b'{"@graph":[]}', b"DTSTART:20261301", b"\xed\xa0\x80", b"P1000000000D", b"1.250")


@cache
def seeds():
    """Good files by name."""
    linked = json.dumps(LINKED).encode()
    stamp = datetime(2026, 1, 1, tzinfo=UTC)
    return {
        "foreign.csv": CSV.encode(),
        "own.csv": b"".join(write_csv([EXAMPLE], language="ru")),
        "wide.csv": CSV.encode("utf-16"),
        "own.xlsx": write_xlsx([EXAMPLE], language="ar"),
        "events.ics": CALENDAR.encode(),
        "own.ics": write_calendar([EXAMPLE], name="Marevia", stamp=stamp, language="en"),
        "course.jsonld": linked, "own.jsonld": json.dumps(write_linked([EXAMPLE])).encode(),
        "page.html": PAGE.encode(), "reliefweb.json": json.dumps(RELIEFWEB).encode(),
        "tess.json": json.dumps(TESS).encode(),
        "own.json": json.dumps(activities_json([EXAMPLE])).encode(),
        "packed.gz": gzip.compress(linked, mtime=0), "packed.zip": _zipped([("a.csv", CSV)]),
    }


def mutated(seed):
    """Return name and bytes of one damaged file."""
    chance = random.Random(seed)
    names = list(seeds())
    name = names[seed % len(names)]
    data = seeds()[name]
    packed = name.endswith(("xlsx", "zip"))
    change = chance.choice(_FOR_ZIP if packed else _FOR_JSON if "json" in name else _FOR_TEXT)
    for _ in range(chance.choice((1, 1, 2, 5))):
        data = change(data, chance)
    return name, data


def flip(data, chance):
    """Turn single bits."""
    changed = bytearray(data)
    for _ in range(chance.choice((1, 4, 32))):
        if changed:
            changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def cut(data, chance):
    """Lose a piece."""
    start = chance.randrange(len(data) + 1)
    return data[:start] + data[start + chance.choice((1, 10, 500, len(data))):]


def splice(data, chance):
    """Put a piece of another file in."""
    other = chance.choice(list(seeds().values()))
    start, at = chance.randrange(len(other)), chance.randrange(len(data) + 1)
    return data[:at] + other[start:start + chance.choice((4, 100, 3000))] + data[at:]


def token(data, chance):
    """Put something nasty in the place of something."""
    at = chance.randrange(len(data) + 1)
    return data[:at] + chance.choice(_TOKENS) + data[at + chance.choice((0, 1, 8)):]


def value(data, chance):
    """Exchange a value of a text file for something nasty."""
    values = list(re.finditer(rb'"[^"]{0,80}"|[^,;:\r\n"]{1,40}', data))
    if not values:
        return token(data, chance)
    found = chance.choice(values)
    return data[:found.start()] + chance.choice(_TOKENS) + data[found.end():]


def swap(data, chance):
    """Let two lines change places, or one stand twice."""
    lines = data.split(b"\n")
    first, second = (chance.randrange(len(lines)) for _ in range(2))
    if chance.random() < 0.5:
        lines[first], lines[second] = lines[second], lines[first]
    else:
        lines.insert(first, lines[second])
    return b"\n".join(lines)


def shape(data, chance):
    """Exchange a value of sound JSON for one of another type."""
    try:
        tree = json.loads(data)
    except ValueError:
        return value(data, chance)
    spots = []
    pending = [tree]
    while pending:
        item = pending.pop()
        pairs = item.items() if isinstance(item, dict) else enumerate(item)
        for name, inner in pairs:
            spots.append((item, name))
            if isinstance(inner, dict | list):
                pending.append(inner)
    if not spots:
        return data
    holder, name = chance.choice(spots)
    holder[name] = chance.choice((None, True, -1, 1e300, 10**30, "", "x", [], {}, [[]], [None],
                                  {"@id": "https://made.example/course"}, {"name": {}}, ["a", 1],
                                  "2026-13-01", "\u0000", "\ud800", "A" * 30_000, [{}]))
    return json.dumps(tree).encode()


def _parts(data):
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as container:
            return [(name, container.read(name)) for name in container.namelist()]
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, NotImplementedError,
            RuntimeError, EOFError):
        return []


def _zipped(parts):
    stream = io.BytesIO()
    with (warnings.catch_warnings(),
          zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as container):
        # zipfile warns of a name that stands twice, rightly: that is what is made here.
        warnings.simplefilter("ignore")
        for name, part in parts:
            container.writestr(zipfile.ZipInfo(name), part, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def part(data, chance):
    """Damage one part inside a sound container."""
    parts = _parts(data)
    if not parts:
        return flip(data, chance)
    at = chance.randrange(len(parts))
    name, content = parts[at]
    change = chance.choice((flip, cut, token, splice, value, cells))
    parts[at] = name, change(content, chance) if content else b"<x/>"
    return _zipped(parts)


def cells(content, chance):
    """Let two cells, or two values, of a sheet change places."""
    pattern = chance.choice((rb"<c [^>]*>.*?</c>", rb"<v>[^<]*</v>", rb'r="[A-Z]+[0-9]+"',
                             rb"<t[^>]*>[^<]*</t>", rb"<row .*?</row>"))
    found = list(re.finditer(pattern, content, re.DOTALL))
    if len(found) < 2:
        return token(content, chance)
    first, second = sorted(chance.sample(found, 2), key=lambda match: match.start())
    return (content[:first.start()] + second[0] + content[first.end():second.start()]
            + first[0] + content[second.end():])


def entry(data, chance):
    """Let a part stand twice, vanish, take another's name, or grow."""
    parts = _parts(data)
    if not parts:
        return cut(data, chance)
    first, second = (chance.randrange(len(parts)) for _ in range(2))
    kind = chance.randrange(4)
    if kind == 0:
        return _zipped([*parts, (parts[first][0], parts[second][1])])
    if kind == 1:
        del parts[first]
    elif kind == 2:
        parts[first] = parts[first][0], parts[second][1]
    else:
        parts[first] = parts[first][0], parts[first][1] * 20
    return _zipped(parts)


_FOR_TEXT = (flip, cut, splice, token, value, value, swap)
_FOR_JSON = (flip, cut, splice, token, value, shape, shape, shape)
_FOR_ZIP = (flip, cut, splice, token, part, part, part, entry)
