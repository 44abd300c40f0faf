"""Files that mean harm, or that came to harm."""

import io
import tracemalloc

import pytest

from tests.registry.engine.exchange.samples_iati import FEED, FILES, activity, document, read
from tutela.foundation.errors import InputRefused
from tutela.registry.engine.exchange import iati_stream
from tutela.registry.engine.exchange.iati_reader import read_iati
from tutela.registry.engine.exchange.iati_stream import activities
from tutela.registry.engine.exchange.reading import Rejected

_LAUGHS = "<!DOCTYPE iati-activities [<!ENTITY a 'ha'>" + "".join(
    f"<!ENTITY {chr(98 + n)} '{f'&{chr(97 + n)};' * 10}'>" for n in range(9)) + "]>"


def refusal(data: bytes) -> tuple[str, int]:
    with pytest.raises(InputRefused) as caught:
        read(data)
    [problem] = caught.value.problems
    assert problem.place.file == "marevia.xml"
    assert problem.text()
    return problem.code, problem.place.row


@pytest.mark.parametrize(("data", "code", "row"), [
    (b"", "iati.empty", 1),
    (b" \n\t\n", "iati.empty", 1),
    (b"PK\x03\x04" + b"\0" * 50, "iati.not-xml", 1),
    (b'{"title": "Course"}', "iati.not-xml", 1),
    (b"identifier,title\nXX-1,Course\n", "iati.not-xml", 1),
    (b"<?xml version='1.0'?>\n<!-- so -->\n<iati-organisations/>", "iati.root", 3),
    (b"<html><iati-activity/></html>", "iati.root", 1),
    (b"<x:iati-activities xmlns:x='urn:x'/>", "iati.root", 1),
    (b"<!doctype html><html/>", "iati.document-type", 1),
    (b"<?xml version='1.0' encoding='utf-7'?><iati-activities/>", "iati.encoding", 1),
    (b"<?xml version='1.0' encoding='cp037'?><iati-activities/>", "iati.encoding", 1),
    (b"<?xml version='1.0' encoding='iso-8859-0'?><iati-activities/>", "iati.encoding", 1),
    ("<iati-activities/>".encode("utf-32"), "iati.encoding", 1),
    (b"<!-- " + b"x" * 70_000 + b" --><iati-activities/>", "iati.not-xml", 1),
])
def test_what_is_no_file_of_activities(data, code, row) -> None:
    found = refusal(data)
    assert found == (code, row if code != "iati.encoding" else 0)


@pytest.mark.parametrize("declared", [
    _LAUGHS,
    "<!DOCTYPE iati-activities SYSTEM 'https://elsewhere.invalid/x.dtd'>",
    "<!DOCTYPE iati-activities [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>",
    "<!DOCTYPE iati-activities [<!ENTITY % a SYSTEM 'file:///etc/passwd'> %a;]>",
    "<!DOCTYPE iati-activities>",
])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_document_type_is_refused_before_it_is_parsed(declared, encoding, monkeypatch) -> None:
    monkeypatch.setattr(iati_stream, "_parser", None)
    words = "<title><narrative>&a;&j;</narrative></title>"
    text = document(activity(title=words), prolog=f"<!-- so -->\n{declared}").decode()
    assert refusal(text.encode(encoding)) == ("iati.document-type", 2)


def test_an_entity_nobody_declared_is_damage() -> None:
    words = "<title><narrative>&a;</narrative></title>"
    assert refusal(document(activity(title=words))) == ("iati.damaged", 5)


def test_the_words_of_a_document_type_inside_a_text_are_only_words() -> None:
    words = "<title><narrative><![CDATA[<!DOCTYPE a>]]></narrative></title>"
    [found] = read(document(activity(title=words)))
    assert found.titles == {"und": "<!DOCTYPE a>"}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_encodings_without_a_declaration(encoding) -> None:
    words = "<title><narrative>Enquêter 调查 تحقيق</narrative></title>"
    [found] = read(document(activity(title=words)).decode().encode(encoding))
    assert found.titles == {"und": "Enquêter 调查 تحقيق"}


@pytest.mark.parametrize("encoding", ["ISO-8859-1", "windows-1251", "UTF-16"])
def test_encodings_with_a_declaration(encoding) -> None:
    word = "Расследование" if encoding == "windows-1251" else "Enquête"
    text = document(activity(title=f"<title><narrative>{word}</narrative></title>"),
                    prolog=f'<?xml version="1.0" encoding="{encoding}"?>').decode()
    [found] = read(text.encode(encoding))
    assert found.titles == {"und": word}


def test_a_false_encoding_is_damage_with_its_line() -> None:
    text = document(activity(title="<title><narrative>Enquête</narrative></title>")).decode()
    code, row = refusal(text.encode("latin-1"))
    assert (code, row) == ("iati.damaged", 5)


def test_a_file_that_claims_utf_16_but_is_not() -> None:
    data = document(activity(), prolog='<?xml version="1.0" encoding="UTF-16"?>')
    assert refusal(data)[0] == "iati.damaged"


@pytest.mark.parametrize("share", [0.3, 0.6, 0.9, 0.999])
def test_a_truncated_file_is_refused_after_whole_records(share) -> None:
    data = (FILES / "marevia-2.03.xml").read_bytes()
    whole = document(*(activity(iati_identifier=f"<iati-identifier>{n}</iati-identifier>")
                       for n in range(400)))
    assert refusal(data[:int(len(data) * share)])[0] == "iati.damaged"
    records = []
    with pytest.raises(InputRefused):
        records.extend(read_iati(io.BytesIO(whole[:int(len(whole) * share)]), feed=FEED))


def test_a_file_with_nothing_in_it_has_no_records() -> None:
    assert read(document()) == []


def test_nesting_without_end_is_refused() -> None:
    deep = "<x>" * 5_000 + "</x>" * 5_000
    assert refusal(document(activity(more=deep)))[0] == "iati.too-deep"


def test_a_text_too_long_for_the_parser_is_refused() -> None:
    words = f"<title><narrative>{'x' * 11_000_000}</narrative></title>"
    assert refusal(document(activity(title=words)))[0] == "iati.huge-text"


def test_a_file_beyond_the_limit_is_refused(monkeypatch) -> None:
    monkeypatch.setattr(iati_stream, "MAX_BYTES", 500)
    assert refusal(document(activity(), activity())) == ("iati.too-large", 0)


def test_a_record_beyond_the_limit_is_rejected_alone_and_forgotten(monkeypatch) -> None:
    monkeypatch.setattr(iati_stream, "MAX_RECORD_BYTES", 1_000_000)
    large = activity(more="<result><x>filling</x></result>" * 40_000)
    after = activity(iati_identifier="<iati-identifier>XX-2</iati-identifier>")
    data = document(large, after)
    assert len(data) > 1_200_000
    bad, good = read(data)
    assert isinstance(bad, Rejected)
    assert [one.code for one in bad.problems] == ["iati.record-too-large"]
    assert good.identifier == "XX-2"


def test_only_activities_directly_under_the_root_count() -> None:
    hidden = f'<x:y xmlns:x="urn:x">{activity()}</x:y>'
    found = read(document(hidden, activity()))
    assert [one.identifier for one in found] == ["XX-1"]


def test_trees_are_freed_as_the_file_is_walked() -> None:
    data = document(*(activity(iati_identifier=f"<iati-identifier>{n}</iati-identifier>")
                      for n in range(3_000)))
    most = 0
    for found in activities(io.BytesIO(data), file=""):
        root = found.element.getparent()
        assert root is not None
        most = max(most, len(root))
    # One chunk of the file holds some hundred of these activities.
    assert most < 400


def test_lines_are_told_past_65535() -> None:
    filler = "\n" * 70_000
    late = activity(reporting_org="")
    [found] = read(document(filler + late))
    # Beyond, the parser counts the lines of texts only: this is the first inside the record.
    assert found.problems[0].place.row == 70_003


def test_records_are_not_kept_by_the_reader() -> None:
    data = document(*(activity(
        iati_identifier=f"<iati-identifier>{n}</iati-identifier>",
        title=f"<title><narrative>{'word ' * 1000}</narrative></title>") for n in range(500)))
    tracemalloc.start()
    try:
        for _ in read_iati(io.BytesIO(data), feed=FEED):
            pass
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < len(data) / 5


def test_a_document_type_that_slips_past_the_first_look_is_refused(monkeypatch) -> None:
    monkeypatch.setattr(iati_stream, "inspect", lambda *_, **__: None)
    words = "<title><narrative>&j;</narrative></title>"
    # The parser's own guard against exploding entities may speak first.
    assert refusal(document(activity(title=words), prolog=_LAUGHS))[0] in {
        "iati.document-type", "iati.damaged"}
    bare = document(activity(), prolog="<!DOCTYPE iati-activities SYSTEM 'file:///etc/passwd'>")
    assert refusal(bare) == ("iati.document-type", 0)


def test_the_parser_reads_in_pieces_of_any_size() -> None:
    class Trickle(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            return super().read(min(size or 1, 7))

    data = (FILES / "marevia-2.03.xml").read_bytes()
    assert list(read_iati(Trickle(data), feed=FEED)) == read(data)
