"""One language's report as PDF, from a file of answers to its bytes: under 1.5 s in one process."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tutela.documents.pdf import render
from tutela.needs.engine.context import facts
from tutela.needs.engine.forms.answerset_json import answers_to_json
from tutela.needs.engine.forms.combine import combine
from tutela.needs.engine.forms.intake import read_any
from tutela.needs.engine.instrument import current_instrument, words
from tutela.needs.engine.report import Material, build_report
from tutela.needs.engine.scoring import score

DAY = date(2026, 11, 23)
MAREVIA = Path(__file__).parent.parent / "examples/marevia"


@pytest.fixture(scope="module")
def answers() -> bytes:
    files = [*sorted(MAREVIA.glob("kobo-*")), *sorted(MAREVIA.glob("workbook-*"))]
    readings = [read_any(file.name, file.read_bytes(), today=DAY) for file in files]
    found = combine(readings, country="XMA", title="Assessment")
    return answers_to_json(found.answers)


def report(answers: bytes, *, language: str) -> bytes:
    """Read, score, build and print."""
    given = read_any("answers.json", answers, today=DAY).answers
    instrument = current_instrument()
    return render(build_report(Material(
        result=score(instrument=instrument, answers=given, as_of=DAY), instrument=instrument,
        words=words(language), answers=given, organisation="Republic of Marevia", issued=DAY,
        facts=facts("XMA", region="014"),
    )))


@pytest.mark.parametrize("language", ["en", "ar"])
def test_report(benchmark: Any, answers: bytes, language: str) -> None:
    # The typesetter remembers what it set before, so each process counts once: no second round.
    made = benchmark.pedantic(report, args=(answers,), kwargs={"language": language}, rounds=1)
    assert len(read_any("answers.json", answers, today=DAY).answers.answers) > 0
    assert made.startswith(b"%PDF-")
