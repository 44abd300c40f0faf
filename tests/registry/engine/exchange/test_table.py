import gzip
import io
import re
import zipfile
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from openpyxl import Workbook

from tests.registry.engine.exchange.made import CSV, FEED, read
from tutela.foundation.errors import InputRefused, Place
from tutela.registry.engine.exchange.mapping import Mapping
from tutela.registry.engine.exchange.reading import Rejected
from tutela.registry.engine.exchange.table import preview_table, read_table
from tutela.registry.engine.record import Party, PartyRole, Presence, Site

LANGUAGES = {
    "en": "Title,State,Start date,Audience\nOne,Kenya,2026-01-02,Police\n",
    "fr": "Intitulé;Pays;Date de début;Public cible\n"
          "Un;Kenya;02/01/2026;Police\nX;Kenya;31/01/2026;\n",
    "es": "Título;País;Fecha de inicio;Destinatarios\nUno;Kenia [KEN];2026-01-02;\n".replace(
        "Kenia [KEN]", "Kenya"),
    "ru": "Название;Страна;Дата начала\nОдин;Кения;2026-01-02\n",
    "zh": "课程名称,国家,开始日期\n一,肯尼亚,2026年1月2日\n",
    "ar": "اسم الدورة،البلد\n".replace("،", ",") + "واحد,كينيا\n",
}


def codes(problems):
    return [problem.code for problem in problems]


def refused(data, **options):
    with pytest.raises(InputRefused) as caught:
        read(read_table, data, **options)
    return caught.value.problems


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_table_is_read_whatever_the_language_of_its_headings(language):
    first = read(read_table, LANGUAGES[language])[0]
    assert first.states == ("KEN",)
    assert len(first.titles["und"]) > 0
    assert first.starts == (None if language == "ar" else date(2026, 1, 2))


def test_every_value_is_normalised():
    first, second = read(read_table, CSV)
    assert first.titles == {"en": "Interviewing children", "ar": "مقابلة الأطفال"}
    assert first.sites == (Site(state="XMA", town="Port Amel"),)
    assert first.parties == (Party(name="Institute of Amel", role=PartyRole.PROVIDER),)
    assert first.audiences == ("judge", "police")
    assert (first.topics, first.languages, first.seats) == (("child-interviews",), ("en",), 25)
    assert (first.starts, first.ends) == (date(2026, 3, 31), date(2026, 4, 2))
    assert (first.budget, first.currency) == (Decimal("1200.50"), "EUR")
    assert (first.presence, second.presence) == (Presence.ONLINE, Presence.ONSITE)
    assert second.states == ("XNA", "XNB")
    assert first.origins[""].address == "file made.dat, row 2"


def test_a_rejected_row_says_where_and_what_to_do():
    data = "Title;Country;Seats\nGood;Kenya;5\nBad;Kenia;many\n;Kenya;\n"
    good, bad, nameless = read(read_table, data)
    assert good.states == ("KEN",)
    assert isinstance(bad, Rejected)
    assert bad.title == "Bad"
    assert codes(bad.problems) == ["state.close", "number.unreadable"]
    assert bad.problems[0].place == Place(file="made.dat", row=3, column="B", field="Country")
    assert "Kenya (KEN)" in bad.problems[0].text()
    assert codes(nameless.problems) == ["title.missing"]
    assert nameless.problems[0].place == Place(file="made.dat", row=4, column="A", field="Title")


def test_a_name_of_two_states_is_asked_about():
    row, = read(read_table, "Title,Country\nOne,Congo\n")
    assert codes(row.problems) == ["state.ambiguous"]
    assert "COD" in row.problems[0].text()
    assert "COG" in row.problems[0].text()


def test_an_order_of_dates_that_nothing_shows_is_asked_and_not_guessed():
    data = "Title,Start date\nOne,03/04/2026\n"
    assert codes(refused(data)) == ["mapping.dates"]
    mapping = Mapping(columns={"Title": "title", "Start date": "starts"})
    row, = read(read_table, data, mapping=mapping)
    assert codes(row.problems) == ["date.order"]
    for order, expected in (("day", date(2026, 4, 3)), ("month", date(2026, 3, 4))):
        row, = read(read_table, data, mapping=replace(mapping, date_order=order))
        assert row.starts == expected


def test_a_table_without_a_title_column_is_asked_about():
    assert codes(refused("Start date,Seats\n2026-01-01,5\n")) == ["mapping.title"]


def test_a_mapping_whose_column_is_gone_or_double_is_refused():
    mapping = Mapping(columns={"A": "title", "B": "starts"})
    assert codes(refused("A,A,C\n1,2,3\n", mapping=mapping)) == ["table.twice", "table.missing"]


def test_constants_fill_what_no_column_says():
    mapping = Mapping(columns={"A": "title", "B": "states"}, language="fr",
                      constants={"states": "Kenya", "currency": "EUR"})
    blank, told = read(read_table, "A,B\nUn,\nDeux,Marevia\n", mapping=mapping)
    assert blank.titles == {"fr": "Un"}
    assert blank.states == ("KEN",)
    assert "XMA" in told.states


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
def test_unicode_is_recognised(encoding):
    assert read(read_table, CSV.encode(encoding))[0].titles["ar"] == "مقابلة الأطفال"


def test_another_encoding_is_named_and_not_guessed():
    data = "Intitulé;Pays\nÉté;Kenya\n".encode("windows-1252")
    assert codes(refused(data)) == ["file.encoding"]
    mapping = Mapping(columns={"Intitulé": "title"}, encoding="windows-1252")
    assert read(read_table, data, mapping=mapping)[0].titles == {"und": "Été"}


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_seen(delimiter):
    data = f"Title{delimiter}Country\nOne{delimiter}Kenya\n"
    assert read(read_table, data)[0].states == ("KEN",)


def test_a_broken_quotation_and_a_long_row_are_placed():
    problem, = refused('Title,Country\n"One,Kenya\n')
    assert (problem.code, problem.place.row) == ("table.row", 2)
    row, = read(read_table, "Title,Country\nOne,Kenya,extra\n")
    assert codes(row.problems) == ["table.cells"]


def test_a_key_that_stands_twice_is_refused_once():
    first, second = read(read_table, "Key,Title\nA,One\nA,Two\n")
    assert first.titles == {"und": "One"}
    assert codes(second.problems) == ["identifier.repeated"]


def test_a_record_without_a_key_has_the_same_one_wherever_its_row_stands():
    one, = read(read_table, "Title,Country\nOne,Kenya\n")
    *_, moved = read(read_table, "Title,Country\nTwo,Kenya\n\nOne,Kenya\n")
    assert one.identifier == moved.identifier


def workbook(rows, **sheets):
    book = Workbook()
    tab = book.active
    tab.title = "Plan"
    for row in rows:
        tab.append(row)
    for name, more in sheets.items():
        for row in more:
            (book[name] if name in book.sheetnames else book.create_sheet(name)).append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_a_workbook_is_read_below_its_own_title():
    data = workbook([["Our courses of 2026"], [], ["Title", "Country", "Start date", "Seats"],
                     ["One", "Kenya", date(2026, 3, 4), 25], ["Two", "", 46085, "x"]])
    one, two = read(read_table, data)
    assert (one.states, one.starts, one.seats) == (("KEN",), date(2026, 3, 4), 25)
    assert codes(two.problems) == ["number.unreadable"]
    assert two.problems[0].place == Place(
        file="made.dat", sheet="Plan", row=5, column="D", field="Seats")


def computed(data, cell):
    """Put a cell's XML in place of the formula that was never computed."""
    parts = {}
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    name = "xl/worksheets/sheet1.xml"
    parts[name] = re.sub(rb'<c r="B2".*?</c>', cell, parts[name])
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as target:
        for name, content in parts.items():
            target.writestr(name, content)
    return stream.getvalue()


def test_a_formula_that_was_never_computed_is_a_fault_with_its_cell():
    data = workbook([["Title", "Country", "Seats"], ["One", '="Ken"&"ya"', 25],
                     ["Two", "Kenya", "=SUM(C2:C2)"]])
    one, two = read(read_table, data)
    assert [(problem.code, problem.place) for row in (one, two) for problem in row.problems] == [
        ("cell.formula", Place(file="made.dat", sheet="Plan", row=2, column="B", field="Country")),
        ("cell.formula", Place(file="made.dat", sheet="Plan", row=3, column="C", field="Seats")),
    ]


@pytest.mark.parametrize(("cell", "states"), [
    (b'<c r="B2" t="str"><f>"Ken"&amp;"ya"</f><v>Kenya</v></c>', ("KEN",)),
    (b'<c r="B2" t="str"><f>IF(1,"","x")</f><v></v></c>', ()),
])
def test_a_computed_formula_is_read_by_its_value_even_an_empty_one(cell, states):
    data = workbook([["Title", "Country"], ["One", "=1"]])
    assert [row.states for row in read(read_table, computed(data, cell))] == [states]


def test_a_heading_that_was_never_computed_is_refused_with_its_cell():
    problem, = refused(workbook([["Title", "=A1"], ["One", "Kenya"]]))
    assert (problem.code, problem.place) == (
        "cell.formula", Place(file="made.dat", sheet="Plan", row=1, column="B"))


def test_what_openpyxl_warns_of_does_not_keep_a_workbook_out():
    odd = b'<c r="B2" s="1"><v>99999999</v></c>'
    data = workbook([["Title", "Start date"], ["One", date(2026, 3, 4)]])
    one, = read(read_table, computed(data, odd))
    assert codes(one.problems) == ["cell.error"]


def test_another_sheet_is_read_when_the_mapping_says_so():
    data = workbook([["Title", "Note"], ["One", ""]], Other=[["Title", "Note"], ["Two", ""]])
    mapping = Mapping(columns={"Title": "title"}, sheet="Other")
    assert [row.titles["und"] for row in read(read_table, data, mapping=mapping)] == ["Two"]
    assert codes(refused(data, mapping=replace(mapping, sheet="None"))) == ["table.sheet"]


def test_the_preview_shows_rows_guess_and_what_is_left_to_say():
    preview = preview_table(io.BytesIO(b"Title,Start date\nOne,03/04/2026\n"), feed=FEED)
    assert preview.headers == ("Title", "Start date")
    assert preview.rows == (("One", "03/04/2026"),)
    assert preview.mapping.columns == {"Title": "title", "Start date": "starts"}
    assert codes(preview.problems) == ["mapping.dates"]


def test_the_file_is_measured_while_it_is_read():
    told = []
    read(read_table, CSV, progress=told.append)
    assert told[-1] == len(CSV.encode())
    assert codes(refused(gzip.compress(b"x")))[0] in {"file.encoding", "table.empty"}
