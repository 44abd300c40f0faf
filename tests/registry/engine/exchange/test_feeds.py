"""Calendars, schema.org, ReliefWeb and TeSS."""

import json
from datetime import date

import pytest

from tests.registry.engine.exchange.made import CALENDAR, LINKED, PAGE, RELIEFWEB, TESS, read
from tutela.foundation.errors import InputRefused
from tutela.registry.engine import record
from tutela.registry.engine.exchange.calendar_in import read_calendar
from tutela.registry.engine.exchange.linked_in import read_linked
from tutela.registry.engine.exchange.reliefweb_in import read_reliefweb
from tutela.registry.engine.exchange.tess_in import read_tess

AMEL = record.Site(state="XMA", town="Port Amel")


def codes(rejected):
    return [problem.code for problem in rejected.problems]


def test_events_of_a_calendar_keep_the_days_of_their_own_clock():
    timed, whole = read(read_calendar, CALENDAR)
    assert (timed.starts, timed.ends) == (date(2026, 3, 1), date(2026, 3, 3))
    assert (whole.starts, whole.ends) == (date(2026, 4, 10), date(2026, 4, 12))
    assert timed.identifier == "one@made.example"
    assert timed.titles == {"fr": "Entendre les enfants"}
    assert timed.summaries == {"und": "Trois jours\nRRULE:FREQ=YEARLY;COUNT=3"}
    assert timed.sites == (record.Site(state="XMA", town="Port Amel", latitude=1.5,
                                       longitude=-2.5),)
    assert timed.parties == (
        record.Party(name="Institut d’Amel", role=record.PartyRole.PROVIDER),)
    assert (timed.sort, timed.audiences) == (record.Sort.WORKSHOP, ("police",))
    assert timed.status is record.Status.CANCELLED
    assert whole.titles == {"zh": "电子证据"}
    assert whole.presence is record.Presence.ONLINE


def test_an_event_that_cannot_be_read_does_not_keep_the_others_out():
    data = CALENDAR.replace("DTSTART;VALUE=DATE:20260410", "DTSTART;VALUE=DATE:20261399")
    good, bad = read(read_calendar, data)
    assert good.identifier == "one@made.example"
    assert codes(bad) == ["date.unreadable"]
    assert bad.problems[0].place.row == 19
    assert bad.problems[0].place.field == "VEVENT[2].DTSTART"


def test_a_calendar_that_ends_in_an_event_is_refused():
    with pytest.raises(InputRefused) as caught:
        read(read_calendar, CALENDAR[:400])
    assert [problem.code for problem in caught.value.problems] == ["calendar.damaged"]


def test_instances_of_a_course_have_what_their_course_says():
    first, second, event = read(read_linked, json.dumps(LINKED))
    assert first.titles == second.titles == {"es": "Entrevistar a niños"}
    assert first.provider == second.provider == "Instituto de Amel"
    assert (first.starts, first.ends) == (date(2026, 3, 1), date(2026, 3, 3))
    assert first.sites == (AMEL,)
    assert (first.seats, first.cost_band) == (25, record.CostBand.FREE)
    assert (first.presence, second.presence) == (record.Presence.ONSITE, record.Presence.ONLINE)
    assert event.titles == {"ru": "Электронные доказательства"}
    assert (event.states, event.presence) == (("XNA",), record.Presence.HYBRID)


def test_a_page_is_read_like_its_data():
    inside, alone = read(read_linked, PAGE), read(read_linked, json.dumps(LINKED))
    assert [one.identifier for one in inside] == [one.identifier for one in alone]


@pytest.mark.parametrize(("data", "code"), [
    ("<html></html>", "html.none"), ('{"a": 1, "a": 2}', "json.damaged"),
    ("[" * 100_000, "json.deep"), ("[" * 40 + "]" * 40, "json.deep"), ("[NaN]", "json.damaged"),
    ("7", "json.shape"), ("[" * 1_000_001, "json.many"),
])
def test_json_that_is_not_what_it_should_be_is_refused(data, code):
    with pytest.raises(InputRefused) as caught:
        read(read_linked, data)
    assert [problem.code for problem in caught.value.problems] == [code]


def test_reliefweb_trainings_are_read():
    first, everywhere = read(read_reliefweb, json.dumps(RELIEFWEB))
    assert first.identifier == "reliefweb:41"
    assert first.titles == {"fr": "Entendre les enfants"}
    assert first.sites == (AMEL,)
    assert first.languages == ("ar", "fr")
    assert (first.starts, first.ends) == (date(2026, 3, 1), date(2026, 3, 3))
    assert (first.sort, first.presence) == (record.Sort.COURSE, record.Presence.HYBRID)
    assert first.cost_band is record.CostBand.PAID
    assert first.contact == "Écrire à l’institut."
    assert everywhere.sites == ()


def test_a_posted_reliefweb_training_leaves_its_numbers_unresolved():
    posted = {"url": "https://made.example/1", "uuid": "u-1", "title": "Interviewing children",
              "country": [131], "training_language": [267], "source": [1503], "cost": 0,
              "training_date_start": "2026-03-01T00:00:00Z", "event_url": "javascript:x"}
    bad, = read(read_reliefweb, json.dumps([posted]))
    assert codes(bad) == ["url.unsafe"]
    good, = read(read_reliefweb, json.dumps(posted | {"event_url": "https://made.example/e"}))
    assert (good.sites, good.languages, good.parties) == ((), (), ())
    assert (good.starts, good.cost_band) == (date(2026, 3, 1), record.CostBand.FREE)


def test_tess_events_and_materials_are_read():
    event, material = read(read_tess, json.dumps(TESS))
    assert event.identifier == "tess:events:7"
    assert event.provider == "Academy"
    assert event.sites == (AMEL,)
    assert (event.sort, event.audiences) == (record.Sort.WORKSHOP, ("prosecutor",))
    assert (event.topics, event.seats) == (("electronic-evidence",), 20)
    assert (event.presence, event.cost_band) == (record.Presence.ONSITE, record.CostBand.FREE)
    assert isinstance(material, record.Material)
    assert (material.sort, material.licence, material.version) == ("slides", "CC-BY-4.0", "2")


def test_a_plain_list_of_tess_events_is_the_same():
    attributes = TESS["data"][0]["attributes"]
    event, = read(read_tess, json.dumps([{"id": 7, **attributes, "country": "Mareviaa"}]))
    assert codes(event) == ["state.close"]
    assert event.problems[0].place.field == "[0].country"
