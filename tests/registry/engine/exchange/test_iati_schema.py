"""The schema made from our own table."""

import pytest
from lxml import etree

from tests.registry.engine.exchange.samples_iati import FILES, PARTS, activity, document
from tutela.registry.engine.exchange.iati_schema import schema
from tutela.registry.engine.exchange.iati_structure import codes, structure


def judged(data: bytes, *, lenient: bool = False) -> bool:
    return schema(lenient=lenient).validate(etree.fromstring(data))


def test_the_table_names_only_shapes_it_has() -> None:
    table = structure()
    plain = {"string", "date", "dateTime", "decimal", "boolean", "int", "anyURI", "xml:lang",
             "nonNegativeInteger", "positiveInteger", "NMTOKEN"}
    used = {child.shape for shape in table.shapes.values() for child in shape.children}
    types = {one.type for shape in table.shapes.values() for one in shape.attributes}
    assert used - set(table.shapes) - plain == set()
    assert types - plain == set()
    assert set(table.elements.values()) - set(table.shapes) == set()
    reached = used | set(table.elements.values())
    assert set(table.shapes) - reached == set()


def test_the_order_of_an_activity_begins_with_its_identifier() -> None:
    names = [child.name for child in structure().shapes["iati-activity"].children]
    assert names[:5] == ["iati-identifier", "reporting-org", "title", "description",
                         "participating-org"]
    assert len(names) == 34


def test_codes_have_our_meaning() -> None:
    assert dict(codes("activity-date")) == {
        "1": "planned-start", "2": "actual-start", "3": "planned-end", "4": "actual-end",
        "start-planned": "planned-start", "start-actual": "actual-start",
        "end-planned": "planned-end", "end-actual": "actual-end"}


@pytest.mark.parametrize("data", [
    document(activity()), (FILES / "marevia-2.03.xml").read_bytes()], ids=["least", "sample"])
def test_valid_files(data) -> None:
    assert judged(data)
    assert judged(data, lenient=True)


@pytest.mark.parametrize("name", sorted(PARTS))
def test_every_part_is_required_but_by_the_lenient_kind(name) -> None:
    data = document(activity(**{name.replace("-", "_"): ""}))
    assert (judged(data), judged(data, lenient=True)) == (False, True)


@pytest.mark.parametrize(("old", "new"), [
    ('iso-date="2026-01-10"', 'iso-date="2026-02-30"'),
    ('iso-date="2026-01-10"', ""),
    ('role="1"', ""),
    ("<narrative>Course</narrative>", "Course"),
    ("<narrative>Course</narrative>", '<narrative xml:lang="a b">Course</narrative>'),
    ('<activity-status code="2"/>', '<activity-status code="2">text</activity-status>'),
    ('type="10">', 'type="10" secondary-reporter="perhaps">'),
])
def test_breaches(old, new) -> None:
    text = document(activity()).decode()
    assert text.count(old) == 1
    assert not judged(text.replace(old, new).encode())


def test_other_namespaces_may_add_what_they_like() -> None:
    text = activity('xmlns:x="urn:x" x:note="1"', more="<x:more><x:deep/></x:more>")
    assert judged(document(text))
