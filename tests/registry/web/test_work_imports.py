"""Importing files through the pages: columns, a look, everything or nothing."""

import csv
import io
import re
from collections.abc import Iterator

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.registry.web.test_work_records import said
from tutela.jobs.store.operations import drain
from tutela.registry.store import files
from tutela.registry.store.bodies import activity_from_json
from tutela.registry.store.models import Import, Mapping, Record
from tutela.registry.store.operations import imports as work
from tutela.storage.wall import acting_for

TABLE = (
    "Reference,Course,Where,When,Remarks\n"
    "c-1,Digital forensics of phones in cases of child sexual exploitation,XMA,03/04/2027,one\n"
    "c-2,Interviewing children with care,Nowhere at all,05/06/2027,two\n"
)
CHOSEN = {
    "date_order": "day", "separator": ";", "language": "en", "encoding": "",
    "column_0": "identifier", "column_1": "title", "column_2": "states", "column_3": "starts",
    "column_4": "", "constant_provider": "Meridian Academy",
}


@pytest.fixture(autouse=True)
def _as_the_partner(scene) -> Iterator[None]:
    """Look at tables as the organisation that imports; no other sees its imports."""
    with acting_for(scene.viewer("partner").organisation):
        yield


@pytest.fixture
def shelf(tmp_path, settings) -> None:
    settings.DATA_FOLDER = tmp_path


@pytest.fixture
def send(shelf, enter):
    client = enter("partner")

    def sent(text: str = TABLE, name: str = "courses.csv", **parts: str):
        answer = client.post(reverse("registry:import-new"), {
            "file": SimpleUploadedFile(name, text.encode()), "source": "Course list",
            "visibility": "shared", **parts,
        })
        return client, answer, Import.objects.order_by("-pk").first()
    return sent


def test_a_table_asks_what_its_columns_mean_and_what_is_said_is_remembered(scene, send) -> None:
    client, answer, row = send()
    assert (answer.status_code, row.state) == (302, "columns")
    assert client.get(answer["Location"])["Location"] == reverse(
        "registry:import-columns", args=[row.pk])
    page = client.get(reverse("registry:import-columns", args=[row.pk]))
    assert "Please decide" in said(page)  # 03/04 may be March or April
    assert re.search(r'<option value="title" selected>', page.content.decode())
    done = client.post(reverse("registry:import-columns", args=[row.pk]), CHOSEN)
    assert done["Location"] == reverse("registry:import", args=[row.pk])
    text = said(client.get(done["Location"]))
    assert "New: 1. Changed: 0. The same as before: 0. Rejected: 1." in text
    assert Mapping.objects.count() == 1
    client.post(reverse("registry:import-keep", args=[row.pk]))
    kept = activity_from_json(Record.objects.get().body)
    assert (str(kept.starts), kept.provider) == ("2027-04-03", "Meridian Academy")

    client, answer, again = send(TABLE.replace("phones", "telephones"))
    assert again.state == "pending"
    text = said(client.get(answer["Location"]))
    assert "New: 0. Changed: 1." in text
    assert "Digital forensics of phones" in text
    assert "Digital forensics of telephones" in text


def test_without_a_title_column_the_columns_are_asked_again(scene, send) -> None:
    client, _answer, row = send()
    page = client.post(reverse("registry:import-columns", args=[row.pk]),
                       {**CHOSEN, "column_1": ""})
    assert page.status_code == 200
    assert "Say which column holds the title." in said(page)


def test_what_stays_out_can_be_taken_away_as_a_table(scene, send) -> None:
    client, _answer, row = send()
    client.post(reverse("registry:import-columns", args=[row.pk]), CHOSEN)
    answer = client.get(reverse("registry:import-rejected", args=[row.pk]))
    lines = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert lines[0] == ["File", "Sheet", "Row", "Column", "Identifier", "Title", "What to do"]
    assert lines[1][:4] == ["courses.csv", "", "3", "C"]
    assert len(lines) == 2


def test_another_kind_of_file_is_checked_at_once_and_can_be_discarded(scene, send) -> None:
    calendar = ("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//x//EN\r\nBEGIN:VEVENT\r\n"
                "UID:one@x\r\nDTSTAMP:20260101T000000Z\r\nDTSTART;VALUE=DATE:20270301\r\n"
                "SUMMARY:Course on digital forensics\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n")
    client, answer, row = send(calendar, "list.ics")
    text = said(client.get(answer["Location"]))
    assert "A calendar (iCalendar)" in text
    assert row.state == "pending"
    client.post(reverse("registry:import-discard", args=[row.pk]))
    assert (Import.objects.get().state, Record.objects.count()) == ("discarded", 0)


def test_a_file_that_cannot_be_read_says_what_to_do(scene, send) -> None:
    client, answer, row = send("<html>", "page.html")
    assert row.state == "refused"
    assert "This file cannot be read" in said(client.get(answer["Location"]))


def test_topics_are_confirmed_in_bulk_after_an_import(scene, send) -> None:
    client, _answer, row = send()
    client.post(reverse("registry:import-columns", args=[row.pk]), CHOSEN)
    client.post(reverse("registry:import-keep", args=[row.pk]))
    assert "1 record of this source names no topic" in said(
        client.get(reverse("registry:import", args=[row.pk])))
    address = reverse("registry:topics") + "?source=Course+list"
    page = client.get(address)
    assert "Suggested because" in said(page)
    key = Record.objects.get().pk
    client.post(address, {f"topics-{key}": ["forensics", "no-such-topic"]})
    assert activity_from_json(Record.objects.get().body).topics == ("forensics",)
    assert "Every record names a topic" in said(client.get(address))


def test_a_large_file_is_read_in_the_background_and_can_be_stopped(
    scene, send, monkeypatch
) -> None:
    monkeypatch.setattr(work, "SMALL", 10)
    calendar = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n"
    client, answer, row = send(calendar, "list.ics")
    page = said(client.get(answer["Location"]))
    assert (row.state, "Is being read" in page, "Stop" in page) == ("waiting", True, True)
    part = client.get(reverse("registry:import-progress", args=[row.pk]))
    assert "<progress" in part.content.decode()
    client.post(reverse("registry:import-stop", args=[row.pk]))
    assert Import.objects.get().state == "discarded"
    drain()
    assert Import.objects.get().state == "discarded"
    ended = client.get(reverse("registry:import-progress", args=[row.pk]))
    assert ended["HX-Refresh"] == "true"


def test_stopping_while_records_are_taken_over_leaves_nothing_behind(
    scene, send, monkeypatch
) -> None:
    client, _answer, row = send()
    client.post(reverse("registry:import-columns", args=[row.pk]), CHOSEN)
    monkeypatch.setattr(work, "SMALL", 10)
    client.post(reverse("registry:import-keep", args=[row.pk]))
    assert Import.objects.get().state == "keeping"
    client.post(reverse("registry:import-stop", args=[row.pk]))
    drain()
    assert (Import.objects.get().state, Record.objects.count()) == ("pending", 0)
    assert not files.asked_to_stop(row.pk)
    client.post(reverse("registry:import-keep", args=[row.pk]))
    drain()
    assert (Import.objects.get().state, Record.objects.count()) == ("kept", 1)
