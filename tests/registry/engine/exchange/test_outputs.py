"""The calendar, JSON-LD and our own JSON."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from importlib.resources import files

import pytest
from hypothesis import given, settings
from jsonschema import Draft202012Validator

from tests.registry.engine.exchange.made import EXAMPLE, activities, read
from tutela.foundation.errors import InputRefused
from tutela.registry.engine import record
from tutela.registry.engine.exchange.api_json import (
    activities_json,
    activity_from_json,
    activity_json,
    read_own,
)
from tutela.registry.engine.exchange.calendar_in import read_calendar
from tutela.registry.engine.exchange.calendar_out import uid, write_calendar
from tutela.registry.engine.exchange.linked_in import read_linked
from tutela.registry.engine.exchange.linked_out import write_linked

STAMP = datetime(2026, 11, 24, 8, tzinfo=UTC)
SCHEMA = json.loads(
    files("tutela.registry").joinpath("data/activity.schema.json").read_text("utf-8"))


def calendar(records, language="en"):
    return write_calendar(records, name="Marevia", stamp=STAMP, language=language)


@settings(max_examples=40)
@given(activities())
def test_our_json_gives_the_activity_back_and_fits_its_schema(activity):
    plain = json.loads(json.dumps(activity_json(activity)))
    assert activity_from_json(plain) == activity
    assert [error.message for error in Draft202012Validator(SCHEMA).iter_errors(plain)] == []


def test_the_schema_is_one_and_names_every_field():
    Draft202012Validator.check_schema(SCHEMA)
    assert set(SCHEMA["properties"]) == set(record.Activity.__slots__)
    assert SCHEMA["properties"]["sort"]["enum"] == list(record.Sort)


def test_origins_are_kept_by_the_interface_and_replaced_by_a_file():
    assert activity_from_json(activity_json(EXAMPLE)) == EXAMPLE
    again, = read(read_own, json.dumps(activities_json([EXAMPLE])))
    assert replace(again, origins=EXAMPLE.origins) == EXAMPLE
    assert again.origins[""].address == "file made.dat, field activities[0]"


@pytest.mark.parametrize(("change", "code", "place"), [
    ({"colour": "red"}, "mapping.field", "colour"), ({"titles": {}}, "title.missing", "titles"),
    ({"sites": [{"state": "Kenya"}]}, "state.unknown", "sites[0].state"),
    ({"topics": ["cooking"]}, "code.unknown", "topics"), ({"budget": "-x"}, "number.unreadable",
                                                           "budget"),
    ({"starts": "2027-01-01"}, "dates.reversed", ""), ({"parties": [7]}, "json.record",
                                                       "parties[0]"),
])
def test_bad_json_is_refused_with_the_field(change, code, place):
    with pytest.raises(InputRefused) as caught:
        activity_from_json(activity_json(EXAMPLE) | change)
    assert [(problem.code, problem.place.field) for problem in caught.value.problems] == [
        (code, place)]


def test_a_calendar_has_the_same_bytes_and_keys_each_time():
    later = replace(EXAMPLE, identifier="b", starts=date(2026, 5, 1), ends=None)
    undated = replace(EXAMPLE, identifier="c", starts=None, ends=None)
    assert calendar([EXAMPLE, later, undated]) == calendar([undated, later, EXAMPLE])
    assert calendar([EXAMPLE]).count(b"DTSTAMP:20261124T080000Z") == 1
    assert uid(EXAMPLE) == uid(replace(EXAMPLE, titles={"en": "Another title"}))


def test_a_calendar_is_read_back():
    first, second = read(read_calendar, calendar([
        EXAMPLE, replace(EXAMPLE, identifier="b", starts=date(2026, 5, 1), ends=None)]))
    assert (first.identifier, first.titles) == (uid(EXAMPLE), {"en": "Interviewing children"})
    assert (first.starts, first.ends) == (EXAMPLE.starts, EXAMPLE.ends)
    assert (second.starts, second.ends) == (date(2026, 5, 1), date(2026, 5, 1))
    assert (first.sort, first.status) == (EXAMPLE.sort, EXAMPLE.status)
    assert first.url == EXAMPLE.url


def test_json_ld_is_a_course_with_its_instance_and_is_read_back():
    document = write_linked([EXAMPLE])
    course, = document["@graph"]
    assert (document["@context"], course["@type"]) == ("https://schema.org", "Course")
    assert course["hasCourseInstance"][0]["startDate"] == "2026-03-01"
    again, = read(read_linked, json.dumps(document))
    expected = replace(EXAMPLE, origins=again.origins, budget=None, currency="")
    assert again == expected
