import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutela.foundation.archive import ArchiveFault, parts, xml_fault

LIMITS = {"largest": 1000, "most": 3}


def packed(*entries):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as container:
        for name, content in entries:
            container.writestr(name, content)
    return stream.getvalue()


def lying(data, size):
    """Say of the only part, in both of its headers, that it is so large unpacked."""
    local, central = data.index(b"PK\x03\x04") + 22, data.index(b"PK\x01\x02") + 24
    raw = bytearray(data)
    for at in (local, central):
        raw[at:at + 4] = size.to_bytes(4, "little")
    return bytes(raw)


def refused(data, **limits):
    with pytest.raises(ArchiveFault) as caught:
        list(parts(data, **{**LIMITS, **limits}))
    return caught.value.reason, caught.value.part


@given(st.dictionaries(st.text("abc/", min_size=1, max_size=5), st.binary(max_size=50),
                       min_size=1, max_size=3))
def test_parts_are_given_back_by_name(content):
    assert dict(parts(packed(*content.items()), **LIMITS)) == content


def test_more_parts_than_allowed_are_refused():
    assert refused(packed(("a", b""), ("b", b""), ("c", b""), ("d", b""))) == ("entries", "")


def test_all_parts_together_must_not_be_larger_than_allowed():
    entries = ("a", bytes(600)), ("b", bytes(400))
    assert [len(content) for _, content in parts(packed(*entries), **LIMITS)] == [600, 400]
    assert refused(packed(*entries), largest=999) == ("bomb", "")


def test_what_a_container_says_of_its_size_is_not_believed():
    assert refused(lying(packed(("a", bytes(5000))), 10)) == ("damaged", "")


def test_two_parts_with_one_name_are_refused_whatever_their_case():
    assert refused(packed(("xl/A.xml", b"1"), ("XL/a.xml", b"2"))) == ("duplicate", "XL/a.xml")


def test_a_part_behind_a_password_is_refused():
    raw = bytearray(packed(("a", b"secret")))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        raw[raw.index(mark) + at] |= 1
    assert refused(bytes(raw)) == ("encrypted", "")


@pytest.mark.parametrize("cut", [0, 10, -30])
def test_what_is_no_container_is_damaged(cut):
    data = packed(("a", bytes(range(200))))
    assert refused(data[:cut]) == ("damaged", "")


@pytest.mark.parametrize(("data", "fault"), [
    (b"<a/>", ""),
    (b'\xef\xbb\xbf<?xml version="1.0" encoding="UTF-8"?><a/>', ""),
    (b'<?xml version="1.0" encoding="utf-16"?><a/>', "encoding"),
    ("<a/>".encode("utf-16"), "encoding"),
    (b"<!DOCTYPE a><a/>", "entity"),
    (b'<a><! entity x "y"></a>', "entity"),
])
def test_xml_that_must_not_be_parsed_is_named(data, fault):
    assert xml_fault(data) == fault
