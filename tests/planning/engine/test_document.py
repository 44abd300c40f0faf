"""The project document, the brief and the workbook say what the plan says, and add up."""

import hashlib
import os
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from tests.documents.reading import description
from tests.planning.engine.planned import PROBLEM, SOLUTION, material
from tutela.documents import html, pdf
from tutela.documents.blocks import Heading, Table
from tutela.documents.runs import plain
from tutela.foundation.language import CODES, catalogue
from tutela.planning.engine.document.brief import build_brief
from tutela.planning.engine.document.build import build_project_document, build_state_sheet
from tutela.planning.engine.document.figures import areas, indicators, spans
from tutela.planning.engine.document.records import records
from tutela.planning.engine.document.standing import standing
from tutela.planning.engine.document.workbook import work_plan_workbook
from tutela.registry.engine.record import Party, PartyRole, Sort

GOLDEN = Path(__file__).parents[2] / "golden/planning"
CHAPTERS = (
    "Summary", "Situation", "Needs found", "Objectives", "Activities",
    "Partners, and no duplication", "Logical framework", "Work plan", "Budget", "Risk register",
    "Monitoring and evaluation", "Sustainability", "Pilot and roll-out",
    "Annex: sheets of the States", "Annex: how this plan was made",
)


def compare(name: str, made: str) -> None:
    path = GOLDEN / name
    if os.environ.get("UPDATE_GOLDEN") == "1":
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(made, "utf-8", newline="")
    assert made == path.read_text("utf-8", newline="")


@pytest.mark.parametrize("code", CODES)
def test_the_document_keeps_its_words_in_each_language(code: str) -> None:
    document = build_project_document(material(code))
    compare(f"{code}.html", html.render(document))


@pytest.mark.parametrize("code", ["ar", "en", "zh"])
def test_the_pdf_keeps_its_bytes_and_structure(code: str) -> None:
    blob = pdf.render(build_brief(material(code), "trust"))
    digest = hashlib.sha256(blob).hexdigest()
    compare(f"{code}.brief.pdf.txt", f"sha256 {digest}\n{description(blob)}")


@pytest.mark.parametrize("code", CODES)
def test_every_chapter_of_a_project_document_is_there(code: str) -> None:
    document = build_project_document(material(code))
    heads = [x.text for x in document.blocks if isinstance(x, Heading) and x.level == 1]
    assert heads == [catalogue(code).gettext(name) for name in CHAPTERS]


@pytest.mark.parametrize("code", CODES)
def test_a_brief_has_two_pages_at_most(code: str) -> None:
    assert len(PdfReader(BytesIO(pdf.render(build_brief(material(code), "rights")))).pages) <= 2


def _tables(code: str = "en") -> dict[str, Table]:
    blocks = build_project_document(material(code)).blocks
    return {plain(block.caption): block for block in blocks if isinstance(block, Table)}


def test_the_sums_of_the_budget_agree() -> None:
    tables = _tables()
    by_fund, by_type = tables["By fund, in USD"], tables["By activity, in USD"]
    assert by_fund.rows[-1] == ("Total", "240,000", "224,000", "16,000")
    assert by_type.rows[-1][3] == "224,000"
    costs = [int(str(row[3]).replace(",", "")) for row in by_type.rows[:-1]]
    assert sum(costs) == sum(item.cost for item in SOLUTION.deliveries) == 224_000


def test_what_others_deliver_is_named_with_who_delivers_it() -> None:
    rows = _tables()["Left to others, who already deliver it"].rows
    assert [plain(cell).strip("\u2068\u2069") for cell in rows[0]] == [
        "Republic of Belmora", "Preuves en ligne", "Harbour Foundation", "evidence-online [en]",
    ]


def test_areas_and_questions_are_counted_from_needs_and_what_is_closed() -> None:
    lines = {line.code: line for line in areas(material())}
    assert lines["D"].gap == pytest.approx(2 + 3 + 1 + 3)
    assert lines["D"].closed == pytest.approx(1.5 + 1.0 + 1.0 + 1.5)
    assert lines["B"].level == pytest.approx(0.5)  # the unknown answer of XNA is left out
    first = indicators(material())[0]
    assert (first.code, first.states, first.closed) == ("D02", 3, pytest.approx(4.0))


def test_spans_join_neighbouring_quarters_and_part_at_gaps() -> None:
    delivery = SOLUTION.deliveries[1]
    items = tuple(replace(delivery, quarter=quarter) for quarter in (2, 3, 6))
    assert spans(material(), items) == ((2, 3, "rollout"), (6, 6, "rollout"))


def test_the_workbook_adds_up_and_is_the_same_each_time() -> None:
    data = work_plan_workbook(material())
    assert data == work_plan_workbook(material())
    book = load_workbook(BytesIO(data))
    plan, budget, funds, _states = book.worksheets
    rows = [row for row in plan.iter_rows(min_row=2, values_only=True) if isinstance(row[7], int)]
    assert sum(row[7] for row in rows) == 224_000
    assert all(row[7] == sum(row[8:]) for row in rows)
    assert plan.cell(len(rows) + 2, 8).value == f"=SUM(H2:H{len(rows) + 1})"
    amounts = [cell for row in budget.iter_rows(min_row=2, min_col=2, values_only=True)
               for cell in row if isinstance(cell, int)]
    assert sum(amounts) == 224_000
    assert [row[1:3] for row in funds.iter_rows(min_row=2, max_row=3, values_only=True)] == [
        (180_000, 164_000), (60_000, 60_000)]


def test_text_that_looks_like_a_formula_stays_text() -> None:
    risky = replace(PROBLEM, funds=(replace(PROBLEM.funds[0], name="=1+1"), PROBLEM.funds[1]))
    book = load_workbook(BytesIO(work_plan_workbook(replace(material(), problem=risky))))
    assert book.worksheets[2]["A2"].data_type == "s"


def test_the_plan_goes_out_as_a_programme_with_its_components() -> None:
    publisher = Party(name="Programme office", role=PartyRole.ACCOUNTABLE, identifier="XM-X-1")
    parent, *parts = records(material(), prefix="XM-X-1-PLAN-4", publisher=publisher)
    assert (parent.sort, parent.budget) == (Sort.PROGRAMME, 224_000)
    assert {part.parent for part in parts} == {"XM-X-1-PLAN-4"}
    assert sum(part.budget or 0 for part in parts) == parent.budget
    assert (parts[0].starts.isoformat(), parts[0].ends.isoformat()) == ("2027-01-01", "2027-03-31")


def test_a_state_reads_only_its_own_sheet() -> None:
    words = html.render(build_state_sheet(material(), "XQL"))
    assert "Republic of Marevia" not in words


@pytest.mark.parametrize("code", CODES)
def test_standing_paragraphs_are_complete(code: str) -> None:
    english, found = standing("en"), standing(code)
    for name in ("sections", "lists", "risks"):
        one, two = getattr(english, name), getattr(found, name)
        assert list(one) == list(two)
        if name != "risks":
            assert {key: len(x) for key, x in one.items()} == {k: len(x) for k, x in two.items()}
