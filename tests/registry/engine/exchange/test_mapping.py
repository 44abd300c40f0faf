import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutela.foundation.errors import InputRefused
from tutela.foundation.language import CODES
from tutela.registry.engine.exchange.guessing import field_of, guess_mapping
from tutela.registry.engine.exchange.mapping import DATE_ORDERS, Mapping, fields, fingerprint
from tutela.registry.engine.exchange.words import column_name, key, table, value_names


@given(st.builds(
    Mapping, columns=st.dictionaries(st.text(max_size=9), st.sampled_from(fields())),
    constants=st.dictionaries(st.sampled_from(fields()), st.text(max_size=9)),
    date_order=st.sampled_from(DATE_ORDERS), separator=st.sampled_from(";|,"),
))
def test_a_mapping_is_kept_as_json(mapping):
    assert Mapping.from_json(json.loads(json.dumps(mapping.to_json()))) == mapping


@pytest.mark.parametrize(("value", "code"), [
    (None, "mapping.damaged"), ({"columns": {"A": 1}}, "mapping.damaged"),
    ({"columns": {}, "more": ""}, "mapping.damaged"),
    ({"columns": {"A": "colour"}}, "mapping.field"),
    ({"columns": {}, "date_order": "year"}, "mapping.damaged"),
])
def test_a_damaged_mapping_is_refused(value, code):
    with pytest.raises(InputRefused) as caught:
        Mapping.from_json(value)
    assert [problem.code for problem in caught.value.problems] == [code]


def test_the_same_columns_are_found_again_in_any_order():
    assert fingerprint(["Título", "Fecha", ""]) == fingerprint(["fecha ", "TITULO"])
    assert fingerprint(["Título"]) != fingerprint(["Fecha"])


@pytest.mark.parametrize("language", CODES)
def test_every_written_heading_is_read_as_its_field(language):
    assert {field: field_of(column_name(field, language)) for field in fields()} == {
        field: field for field in fields()}


@pytest.mark.parametrize("language", CODES)
@pytest.mark.parametrize("kind", ["sort", "proficiency", "presence", "status", "cost_band"])
def test_every_written_word_is_read_as_its_value(language, kind):
    words = table(language)["values"][kind]
    assert {code: value_names(kind)[key(word[0])] for code, word in words.items()} == {
        code: code for code in words}


def test_content_tells_what_a_heading_does_not():
    rows = [
        ["Interviewing children well", "Kenya", "https://made.example/a", "Police",
         "02.01.2026", "31.01.2026"],
        ["Electronic evidence", "Marevia", "https://made.example/b", "Judges",
         "15.01.2026", "16.01.2026"],
    ]
    found = guess_mapping(["a", "b", "c", "d", "e", "f"], rows)
    assert found.columns == {"a": "title", "b": "states", "c": "url", "d": "audiences",
                             "e": "starts", "f": "ends"}
    assert found.date_order == "day"


def test_the_separator_of_lists_is_seen_and_names_with_commas_are_one():
    rows = [["One", "Kenya, Marevia"], ["Two", "Congo, Democratic Republic of the"]]
    assert guess_mapping(["Title", "Countries"], rows).separator == ","
    assert guess_mapping(["Title", "Countries"], rows[1:]).separator == ";"
