"""The reference pages say what the programme has: every option, verb, error and role."""

import re

import pytest

from tools import reference, reference_tables
from tutela.foundation.options import OPTIONS
from tutela.needs.engine.forms.problems import ERRORS, WARNINGS
from tutela.registry.engine.exchange.faults import TEMPLATES

# As it is written in a class or in a call; the tables of the importers are mappings.
_CODE = re.compile(r"\bcode(?:: ClassVar\[str\])? ?= ?\"([a-z-]+(?:\.[a-z-]+)*)\"")


@pytest.mark.parametrize("name", reference.PAGES)
def test_a_page_is_what_the_programme_says(name: str) -> None:
    kept = (reference.FOLDER / name).read_text("utf-8")
    assert kept == reference.page(name), "run: python -m tools.reference"


def test_every_verb_has_help() -> None:
    assert [name for name, verb in reference.verbs() if not (verb.help or "").strip()] == []


def test_every_option_has_help_and_is_named_once() -> None:
    assert [option.name for option in OPTIONS if len(option.help) < 20] == []
    assert len({option.name for option in OPTIONS}) == len(OPTIONS)


def test_every_code_in_the_source_is_on_the_page_of_errors() -> None:
    written = {code for path in reference_tables.SOURCE.rglob("*.py")
               if path.name != "demonstration.py"  # its codes are those of invented funds
               for code in _CODE.findall(path.read_text("utf-8"))}
    said = {one.code for one in (*reference_tables.declared(), *reference_tables.problems())}
    assert written - said - set(ERRORS) - set(WARNINGS) - set(TEMPLATES) == set()


def test_every_error_says_something() -> None:
    every = [*reference_tables.declared(), *reference_tables.problems()]
    assert [one for one in every if not one.code or not one.text] == []
