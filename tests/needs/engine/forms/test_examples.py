"""The committed examples are what their sources say."""

from functools import cache

import pytest

from examples.marevia import make
from examples.peers import make as peers
from tests.needs.engine.forms.files import INSTRUMENT, TODAY, read
from tutela.needs.engine.forms.combine import combine
from tutela.needs.engine.forms.preview import preview
from tutela.needs.engine.forms.selection import agency_key
from tutela.needs.engine.forms.settlements_json import read_settlements

FILES = ("kobo-police-prosecution.json", "kobo-justice.xlsx", "workbook-child-fr.xlsx",
         "workbook-academy-ar.xlsx")


@cache
def made():
    return make.outputs()


@cache
def committed():
    return [read(make.HERE.joinpath(name).read_bytes(), name) for name in FILES]


def test_every_answer_of_the_source_is_in_the_files():
    table = make.source()
    expected = [answer for agency in make.agencies(table).values()
                for answer in make.answers_of(agency, table["titles"])]
    together = combine(committed())
    assert together.errors == ()
    assert sorted(together.answers.answers, key=str) == sorted(expected, key=str)
    assert len({answer.indicator for answer in expected}) > 110


def test_agencies_disagree_on_a_few_questions_and_two_are_settled():
    settled = read_settlements(make.HERE.joinpath("settlements.json").read_bytes(), name="s",
                               today=TODAY, instrument=INSTRUMENT)
    conflicts = preview(combine(committed()).answers, instrument=INSTRUMENT).conflicts
    assert conflicts == ("A03", "A09", "B07", "D01", "D16", "F02")
    assert list(settled) == ["A03", "D01"]


def test_the_agencies_keep_their_names():
    table = make.source()
    assert combine(committed()).answers.agencies == {
        agency_key(agency["name"]): agency["name"] for agency in make.agencies(table).values()}


@pytest.mark.parametrize("name", ["kobo-police-prosecution.json", "kobo-justice.xlsx",
                                  "settlements.json"])
def test_the_files_are_made_again_with_the_same_bytes(name):
    # The workbooks hold the words of their language, which may be mended without new answers.
    assert made()[name] == make.HERE.joinpath(name).read_bytes()


def test_the_peers_are_made_again():
    assert peers.HERE.joinpath("peers.json").read_bytes() == peers.outputs()["peers.json"]
