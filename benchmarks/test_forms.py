"""Writing forms and reading them back, beside the libraries one would otherwise use for it."""

from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from pyxform.xls2xform import convert

from tutela.needs.engine.forms.intake import read_any
from tutela.needs.engine.forms.workbook import Addressee, write_workbook
from tutela.needs.engine.forms.xlsform import write_xlsform
from tutela.needs.engine.instrument import current_instrument

DAY = date(2026, 11, 23)
MAREVIA = Path(__file__).parent.parent / "examples/marevia"
WORKBOOK = MAREVIA / "workbook-child-fr.xlsx"
SUBMISSIONS = MAREVIA / "kobo-police-prosecution.json"


@pytest.fixture(scope="module")
def workbook() -> bytes:
    return WORKBOOK.read_bytes()


@pytest.fixture(scope="module")
def xlsform() -> bytes:
    return write()


def write() -> bytes:
    instrument = current_instrument()
    return write_xlsform(
        instrument=instrument, indicators=list(instrument.indicators.values())
    )


def cells(data: bytes, *, read_only: bool) -> int:
    """Visit every cell of a workbook with openpyxl, as its users do; nothing is checked."""
    book = openpyxl.load_workbook(BytesIO(data), read_only=read_only)
    return sum(
        value is not None for sheet in book for row in sheet.iter_rows(values_only=True)
        for value in row
    )


@pytest.mark.benchmark(group="read a filled workbook")
def test_read_and_check_a_workbook(benchmark: Any, workbook: bytes) -> None:
    found = benchmark(lambda: read_any(WORKBOOK.name, workbook, today=DAY))
    assert found.answers.answers


@pytest.mark.benchmark(group="read a filled workbook")
@pytest.mark.parametrize("read_only", [False, True], ids=["whole", "read-only"])
def test_openpyxl_reads_its_cells(benchmark: Any, workbook: bytes, read_only: bool) -> None:
    assert benchmark(lambda: cells(workbook, read_only=read_only)) > 0


@pytest.mark.benchmark(group="read submissions")
def test_read_and_check_submissions(benchmark: Any) -> None:
    data = SUBMISSIONS.read_bytes()
    assert benchmark(lambda: read_any(SUBMISSIONS.name, data, today=DAY)).answers.answers


@pytest.mark.benchmark(group="write a form")
def test_write_a_workbook(benchmark: Any) -> None:
    instrument = current_instrument()
    made = benchmark(lambda: write_workbook(
        instrument=instrument, indicators=list(instrument.indicators.values()), language="en",
        addressee=Addressee(state="Republic of Marevia", agency_name="Police"),
    ))
    assert made.startswith(b"PK")


@pytest.mark.benchmark(group="XLSForm in six languages")
def test_write_an_xlsform(benchmark: Any) -> None:
    assert benchmark(write).startswith(b"PK")


@pytest.mark.benchmark(group="XLSForm in six languages")
def test_pyxform_converts_it(benchmark: Any, xlsform: bytes) -> None:
    # What a data collection server does with the form before anybody can fill it in.
    made = benchmark(lambda: convert(BytesIO(xlsform), validate=False, file_type=".xlsx"))
    assert "<h:html" in made.xform
