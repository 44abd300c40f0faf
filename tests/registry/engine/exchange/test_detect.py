import gzip
import io
import zipfile

import pytest

from tests.registry.engine.exchange.made import CSV, read
from tests.registry.engine.exchange.mutations_formats import seeds
from tutela.foundation.errors import InputRefused
from tutela.registry.engine.exchange.detect import Kind, kind_of, read_any

KINDS = {
    "foreign.csv": Kind.CSV, "own.csv": Kind.CSV, "wide.csv": Kind.CSV, "own.xlsx": Kind.XLSX,
    "events.ics": Kind.CALENDAR, "own.ics": Kind.CALENDAR, "course.jsonld": Kind.LINKED,
    "own.jsonld": Kind.LINKED, "page.html": Kind.HTML, "reliefweb.json": Kind.RELIEFWEB,
    "tess.json": Kind.TESS, "own.json": Kind.OWN, "packed.gz": Kind.GZIP, "packed.zip": Kind.ZIP,
}


def packed(*files):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as container:
        for name, data in files:
            container.writestr(name, data)
    return stream.getvalue()


def refused(data):
    with pytest.raises(InputRefused) as caught:
        read(read_any, data)
    return [problem.code for problem in caught.value.problems]


def test_content_tells_the_kind():
    assert {name: kind_of(data[:65_536], "wrong.pdf") for name, data in seeds().items()} == KINDS


@pytest.mark.parametrize("data", [
    b'<?xml version="1.0"?><iati-activities version="2.03">', b"<iati-activities>",
])
def test_iati_is_recognised(data):
    assert kind_of(data) is Kind.IATI


@pytest.mark.parametrize("pack", [gzip.compress, lambda data: packed(("a.dat", data))])
def test_one_packed_file_is_read_like_the_file(pack):
    assert read(read_any, pack(CSV.encode())) == read(read_any, CSV)


@pytest.mark.parametrize(("data", "code"), [
    (b"", "file.empty"), (b" \n", "file.empty"), (b"%PDF-1.7 and more", "file.kind"),
    (b"only words", "file.kind"), (b'{"a": 1}', "file.kind"),
    (bytes.fromhex("d0cf11e0a1b11ae1") + b"x", "file.old-excel"),
    (packed(("a.csv", CSV), ("b.csv", CSV)), "zip.several"),
    (packed(("a.gz", gzip.compress(b"x"))), "zip.nested"),
    (gzip.compress(CSV.encode())[:60], "file.damaged"),
])
def test_what_cannot_be_read_is_refused_in_words(data, code):
    assert refused(data) == [code]


def test_a_bomb_is_not_unpacked():
    stream = io.BytesIO()
    with gzip.GzipFile(fileobj=stream, mode="wb", compresslevel=1) as bomb:
        bomb.write(b"BEGIN:VCALENDAR\n")
        for _ in range(21):
            bomb.write(b"X" * 10_000_000)
    assert refused(stream.getvalue()) == ["zip.bomb"]
