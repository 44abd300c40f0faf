"""Damaged files: no crash, nothing by halves, and a message each.

The full count of 10,000 is run by benchmarks/fuzz_intake.py.
"""

import pytest

from tests.needs.engine.forms.files import TODAY
from tests.needs.engine.forms.mutations import mutated, seeds
from tutela.foundation.errors import Place
from tutela.needs.engine.forms.intake import read_any
from tutela.needs.engine.forms.problems import ERRORS

SAMPLE, BATCH = 600, 100


def judge(name, data):
    """Read one damaged file and hold the reading to what it promises; return what came of it."""
    reading = read_any(name, data, today=TODAY)
    texts = [problem.place.text() + problem.text() for problem in reading.problems]
    assert all(text.strip() for text in texts)
    assert all(problem.place >= Place() for problem in reading.problems)
    if reading.errors:
        assert reading.answers.answers == ()
        assert dict(reading.answers.agencies) == {}
        return reading.errors[0].code
    assert reading.answers.answers
    assert {answer.agency for answer in reading.answers.answers} <= set(reading.answers.agencies)
    return "accepted"


def test_the_files_are_good_before_they_are_damaged():
    outcomes = {name: judge(name, data) for name, data in seeds().items()}
    assert outcomes == {name: "file.empty-form" if name == "xlsform.xlsx" else "accepted"
                        for name in seeds()}


@pytest.mark.parametrize("batch", range(SAMPLE // BATCH))
def test_damaged_files_do_no_harm(batch):
    outcomes = {judge(*mutated(number)) for number in range(batch * BATCH, (batch + 1) * BATCH)}
    assert outcomes <= {*ERRORS, "accepted"}
    # A mutation that never damages anything would test nothing.
    assert "file.damaged" in outcomes
    assert len(outcomes) > 5
