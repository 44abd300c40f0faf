import csv
import io
import re
import zipfile
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from tests.registry.engine.exchange.made import EXAMPLE, activities, read, words
from tutela.foundation.errors import InputRefused
from tutela.foundation.language import CODES
from tutela.registry.engine.exchange.cells import guarded, joined, split, unguarded
from tutela.registry.engine.exchange.table import read_table
from tutela.registry.engine.exchange.table_out import write_csv, write_xlsx

ROUND_TRIPS = 20


def content(records):
    return [replace(record, origins={}) for record in records]


def unlike(records):
    return list({record.identifier: record for record in records}.values())


@settings(max_examples=ROUND_TRIPS)
@given(st.lists(activities(), min_size=1, max_size=3), st.sampled_from(CODES))
def test_a_csv_is_read_back_with_equal_content(records, language):
    records = unlike(records)
    data = b"".join(write_csv(records, language=language))
    assert content(read(read_table, data)) == records


@settings(max_examples=ROUND_TRIPS)
@given(st.lists(activities(), min_size=1, max_size=3), st.sampled_from(CODES))
def test_a_workbook_is_read_back_with_equal_content(records, language):
    records = unlike(records)
    data = write_xlsx(records, language=language)
    assert content(read(read_table, data)) == records


def test_equal_content_has_equal_bytes_whenever_it_is_written():
    data = write_xlsx([EXAMPLE], language="ar")
    assert write_xlsx([EXAMPLE], language="ar") == data
    with zipfile.ZipFile(io.BytesIO(data)) as container:
        assert {info.date_time for info in container.infolist()} == {(2000, 1, 1, 0, 0, 0)}
        instants = re.findall(rb"20\d\d-[^<]*Z", container.read("docProps/core.xml"))
    assert instants == [b"2000-01-01T00:00:00Z"] * 2


@given(st.text(max_size=8) | st.text(alphabet="'=+- ", max_size=6))
def test_a_guarded_text_is_given_back(text):
    assert unguarded(guarded(text)) == text


@given(st.lists(words, min_size=1, max_size=4))
def test_a_list_in_a_cell_is_given_back(items):
    assert split(joined(items)) == items


@settings(max_examples=ROUND_TRIPS)
@given(st.lists(activities(), min_size=1, max_size=2))
def test_no_cell_begins_as_a_formula(records):
    data = b"".join(write_csv(records, language="en")).decode()
    cells = [cell for row in csv.reader(io.StringIO(data, newline="")) for cell in row]
    assert [cell for cell in cells if cell.lstrip()[:1] in {"=", "+", "@"}] == []
    book = load_workbook(io.BytesIO(write_xlsx(records, language="en")))
    kinds = {cell.data_type for row in book.active for cell in row}
    assert kinds & {"f", "e"} == set()


def test_the_csv_is_plain_unicode_without_a_mark():
    data = b"".join(write_csv([EXAMPLE], language="fr"))
    assert data.startswith("Clé,Titre (ar),Titre (en)".encode())


def test_the_workbook_freezes_its_headings_and_turns_for_arabic():
    sheets = {language: load_workbook(io.BytesIO(write_xlsx([EXAMPLE], language=language))).active
              for language in ("ar", "en")}
    assert {name: sheet.sheet_view.rightToLeft for name, sheet in sheets.items()} == {
        "ar": True, "en": False}
    assert sheets["en"].freeze_panes == "A2"
    assert sheets["en"].column_dimensions["B"].width == 48
    assert sheets["en"]["B2"].value == "مقابلة"


def test_a_text_that_no_cell_can_hold_is_refused():
    with pytest.raises(InputRefused) as caught:
        write_xlsx([replace(EXAMPLE, evaluation="x" * 32_768)], language="en")
    assert caught.value.problems[0].code == "text.long"
