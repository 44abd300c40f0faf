"""Damage good files in many ways, the same way for the same seed."""

import csv
import io
import json
import random
import re
import warnings
import zipfile
import zlib
from functools import cache

from examples.marevia import make
from tests.needs.engine.forms.files import TODAY, filled, kobo_sheet
from tutela.needs.engine.forms.answerset_csv import answers_to_csv
from tutela.needs.engine.forms.answerset_json import answers_to_json
from tutela.needs.engine.forms.intake import read_any
from tutela.needs.engine.forms.selection import choose
from tutela.needs.engine.forms.xlsform import write_xlsform
from tutela.needs.engine.instrument import current_instrument

_TOKENS = (b"", b"0", b"-1", b"9" * 40, b"1e999", b"NaN", b"null", b"{", b"]", b'"', b"'", b"<f>",
           b"=1+1", b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"&#0;", b"&amp;" * 50, b"A" * 6000,
           b"<!DOCTYPE x>", b"\r\n", b";", b"\xd8\x00", b"%s{0}{name}", b"Z99", b"2999-12-31")


@cache
def seeds():
    """Good files of every kind, by name."""
    submissions = make.outputs()
    kobo = submissions["kobo-police-prosecution.json"]
    answers = read_any("seed", kobo, today=TODAY).answers
    form = write_xlsform(instrument=current_instrument(),
                         indicators=choose(current_instrument(), domains="F"))
    return {
        "workbook.xlsx": filled(), "workbook-fr.xlsx": submissions["workbook-child-fr.xlsx"],
        "kobo.xlsx": submissions["kobo-justice.xlsx"], "small.xlsx": kobo_sheet(),
        "kobo.json": kobo, "answers.json": answers_to_json(answers),
        "answers.csv": answers_to_csv(answers), "kobo.csv": _as_csv(kobo), "xlsform.xlsx": form,
    }


def _as_csv(kobo):
    rows = json.loads(kobo)["results"]
    text = io.StringIO()
    names = list(dict.fromkeys(name for row in rows for name in row))
    writer = csv.DictWriter(text, names, restval="")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def mutated(number):
    """Return name and bytes of one damaged file."""
    chance = random.Random(number)
    names = list(seeds())
    name = names[number % len(names)]
    data = seeds()[name]
    change = chance.choice(_FOR_ZIP if name.endswith("xlsx") else _FOR_TEXT)
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
    values = list(re.finditer(rb'"[^"]{0,80}"|[^,;\r\n"]{1,40}', data))
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
    change = chance.choice((flip, cut, token, splice, cells))
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
_FOR_ZIP = (flip, cut, splice, token, part, part, part, entry)
