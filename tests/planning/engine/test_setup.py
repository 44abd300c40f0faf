"""A set-up is read whole, or every wrong key is named."""

import pytest

from tutela.foundation.errors import InputRefused
from tutela.planning.engine.setup import LARGEST, read_setup

GOOD = """
title = "Plan"
currency = "USD"
first_quarter = [2027, 1]
quarters = 4
[trainer_days]
en = 10
[[funds]]
code = "a"
name = "A"
amount = 1000
areas = ["D"]
[states.XMA]
region = "inner"
language = "en"
[[pins]]
type = "unit-decree"
state = "XMA"
rule = "out"
"""


def faults(text: str) -> dict[str, str]:
    with pytest.raises(InputRefused) as refused:
        read_setup(text.encode(), name="setup.toml")
    return {problem.place.field: problem.code for problem in refused.value.problems}


def test_a_sound_set_up_is_read() -> None:
    found = read_setup(GOOD.encode())
    assert (found.title, found.first_quarter, found.quarters) == ("Plan", (2027, 1), 4)
    assert found.draft.states["XMA"].language == "en"
    assert found.draft.funds[0].areas == frozenset("D")
    assert found.draft.pins[0].rule == "out"


@pytest.mark.parametrize(("old", "new", "field", "code"), [
    ('currency = "USD"', "", "currency", "planning.setup-missing"),
    ('currency = "USD"', 'currency = "dollars"', "currency", "planning.setup-value"),
    ("quarters = 4", "quarters = 0", "quarters", "planning.setup-value"),
    ("quarters = 4", "quarters = true", "quarters", "planning.setup-value"),
    ("[2027, 1]", "[2027, 5]", "first_quarter", "planning.setup-value"),
    ("amount = 1000", "amount = -1", "funds.1.amount", "planning.setup-value"),
    ("amount = 1000", "amuont = 1000", "funds.1.amuont", "planning.setup-key"),
    ("en = 10", "xx = 10", "trainer_days.xx", "planning.setup-value"),
    ('language = "en"', 'language = "pt"', "states.XMA.language", "planning.setup-value"),
    ("[states.XMA]", "[states.Marevia]", "states.Marevia", "planning.setup-value"),
    ('rule = "out"', 'rule = "maybe"', "pins.1.rule", "planning.setup-value"),
    ('title = "Plan"', 'title = "Plan"\nbudgets = 3', "budgets", "planning.setup-key"),
])
def test_a_wrong_key_is_named(old: str, new: str, field: str, code: str) -> None:
    assert faults(GOOD.replace(old, new)) == {field: code}


def test_what_is_no_toml_is_refused() -> None:
    assert faults("title = ") == {"": "planning.setup"}
    with pytest.raises(InputRefused):
        read_setup(b"#" * (LARGEST + 1))
