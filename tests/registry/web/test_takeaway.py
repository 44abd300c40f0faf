import csv
import io
import json
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from icalendar import Calendar
from openpyxl import load_workbook

from tests.registry.scene import NOW, TODAY
from tests.registry.web.conftest import words
from tests.walls import behind_wall
from tutela.registry.engine.exchange.api_json import read_own
from tutela.registry.engine.exchange.iati_reader import read_iati
from tutela.registry.engine.exchange.reading import Feed
from tutela.registry.store.models import ApiKey
from tutela.registry.store.operations.keys import issue_key
from tutela.registry.web.views import takeaway as view

FEED = Feed(source="Export", read=date(2026, 11, 24), file="registry")


@pytest.fixture
def secret(scene):
    def made(*scopes: str) -> str:
        return behind_wall(issue_key)(
            viewer=scene.viewer("programme-officer"), name="Calendars", scopes=scopes,
            expires=TODAY + timedelta(days=30), clock=scene.clock,
        ).secret
    return made


def export(client, kind: str, **asked) -> bytes:
    answer = client.get(reverse("registry:export", args=[kind]), asked)
    assert answer.status_code == 200
    assert answer["Content-Disposition"].startswith('attachment; filename="registry.')
    return b"".join(answer.streaming_content)


def test_a_search_is_taken_away_in_every_format(course, add, enter):
    add("other", title="Forensics", states=("XQL",))
    client, asked = enter(), {"state": "XMA"}
    rows = list(csv.reader(io.StringIO(export(client, "csv", **asked).decode())))
    assert [row[0] for row in rows[1:]] == ["course"]
    sheet = load_workbook(io.BytesIO(export(client, "xlsx", **asked))).active
    assert sheet.max_row == 2
    iati = list(read_iati(io.BytesIO(export(client, "iati", **asked)), feed=FEED))
    own = list(read_own(io.BytesIO(export(client, "json", **asked)), feed=FEED))
    for (found,) in (iati, own):
        assert found.title() == "Interviewing children: a course"
        assert (found.topics, found.seats) == (("child-interviews",), 24)
    events = Calendar.from_ical(export(client, "calendar", **asked)).events
    assert [str(event["summary"]) for event in events] == ["Interviewing children: a course"]
    linked = json.loads(export(client, "linked", **asked))
    assert [one["@type"] for one in linked["@graph"]] == ["Course"]


def test_what_only_an_organisation_sees_stays_out_of_files(course, add, enter):
    add("closed", title="Closed", visibility="own")
    rows = export(enter("partner"), "csv").decode().splitlines()
    assert len(rows) == 2


def test_an_unknown_format_is_not_found(enter):
    assert enter().get(reverse("registry:export", args=["pdf"])).status_code == 404


def test_too_much_for_one_file_is_said_and_not_cut(course, add, enter, monkeypatch):
    add("other", title="Forensics", states=("XQL",))
    monkeypatch.setattr(view, "MOST", 1)
    client = enter()
    answer = client.get(reverse("registry:export", args=["csv"]))
    assert answer.status_code == 422
    page = words(answer)
    assert "This is more than one file holds" in page
    assert "The search finds 2 activities; a file holds 1 at most." in page
    assert export(client, "csv", state="XQL")


def test_the_page_offers_files_and_the_address_of_a_feed(course, enter):
    answer = enter().get(reverse("registry:takeaway"), {"state": "XMA", "since": "2027-01-01"})
    page = answer.content.decode()
    for kind in ("csv", "xlsx", "iati", "calendar", "linked", "json"):
        address = reverse("registry:export", args=[kind])
        assert f'href="{address}?state=XMA&amp;since=2027-01-01"' in page
    assert (
        "https://tutela.example/registry/feeds/calendar.ics?key=YOUR-KEY&amp;tongue=en&amp;"
        "state=XMA<" in page
    )


def test_a_calendar_program_reads_with_its_key_alone(course, add, secret):
    add("other", title="Forensics", states=("XQL",), starts=TODAY)
    add("undated", title="Any time")
    add("old", title="Long ago", starts=TODAY - timedelta(days=500))
    client, key = Client(), secret("read:feeds")
    address = reverse("registry:feed")
    answer = client.get(address, {"key": key, "topic": "child-interviews", "state": "XMA"})
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    calendar = Calendar.from_ical(answer.content)
    assert str(calendar["X-WR-CALNAME"]) == (
        "Training and assistance: Republic of Marevia, Interviewing children"
    )
    assert len(calendar.events) == 1
    assert len(Calendar.from_ical(client.get(address, {"key": key}).content).events) == 2
    assert answer["ETag"] == client.get(
        address, {"key": key, "topic": "child-interviews", "state": "XMA"})["ETag"]
    assert not client.cookies
    assert ApiKey.objects.get().last_used_at == NOW


@pytest.mark.parametrize("scopes", [("read:activities",), ()])
def test_no_other_key_opens_a_feed(scopes, course, secret):
    key = secret(*scopes) if scopes else "tutela_guess"
    answer = Client().get(reverse("registry:feed"), {"key": key})
    assert answer.status_code == 403
    assert answer.content == (
        b"This key does not allow that. Ask the programme for a key with this right."
    )
