"""What PDF/UA-1 and PDF/A-2a ask for, and that equal documents give equal bytes."""

import os
import subprocess
import sys
from datetime import date

import pytest

from tests.documents.reading import alternatives, elements, fonts, reader, tags
from tests.documents.samples import CODES, sample
from tutela.documents import pdf
from tutela.documents.blocks import Document, Figure, Heading
from tutela.foundation.language import language


@pytest.fixture(scope="module", params=CODES)
def made(request: pytest.FixtureRequest) -> tuple[str, bytes]:
    return request.param, pdf.render(sample(request.param))


def test_file_declares_both_standards(made: tuple[str, bytes]) -> None:
    metadata = reader(made[1]).trailer["/Root"]["/Metadata"].get_data().decode()
    for part in (
        "<pdfuaid:part>1</pdfuaid:part>",
        "<pdfaid:part>2</pdfaid:part>",
        "<pdfaid:conformance>A</pdfaid:conformance>",
    ):
        assert part in metadata


def test_file_is_tagged_and_says_its_language_and_title(made: tuple[str, bytes]) -> None:
    code, blob = made
    document = reader(blob)
    root = document.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == code
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert document.metadata is not None
    assert document.metadata.title == sample(code).title
    wanted = "/R2L" if language(code).rtl else "/L2R"
    assert root["/ViewerPreferences"].get("/Direction", "/L2R") == wanted


def test_every_figure_has_its_alternative(made: tuple[str, bytes]) -> None:
    code, blob = made
    drawings = [b.drawing for b in sample(code).blocks if isinstance(b, Figure)]
    assert [words for words in alternatives(reader(blob)) if words] == [
        drawing.alternative for drawing in drawings
    ]


def test_fonts_are_ours_and_embedded(made: tuple[str, bytes]) -> None:
    found = fonts(reader(made[1]))
    assert all(found.values())
    assert {name.partition("-")[0] for name in found} <= {"Rubik", "NotoSansSC"}


def test_tables_repeat_their_head_and_lists_are_lists(made: tuple[str, bytes]) -> None:
    counted = tags(reader(made[1]))
    assert counted["/Table"] == 2
    assert counted["/TH"] == 10
    assert counted["/TD"] == 40 * 3 + 4 * 7
    assert counted["/LI"] == 4 + 4 + 1 + 4


def test_equal_documents_give_equal_bytes() -> None:
    assert pdf.render(sample("ar")) == pdf.render(sample("ar"))


def test_bytes_do_not_depend_on_the_machine() -> None:
    script = (
        "import hashlib; from tests.documents.samples import sample; "
        "from tutela.documents import docx, html, pdf; d = sample('fr'); "
        "print(hashlib.sha256(pdf.render(d) + docx.render(d) + html.render(d).encode())"
        ".hexdigest())"
    )
    digests = set()
    for zone, locale, seed in (("Pacific/Kiritimati", "C", "1"), ("America/Lima", "C.UTF-8", "2")):
        environ = os.environ | {
            "TZ": zone, "LC_ALL": locale, "PYTHONHASHSEED": seed, "PYTHONUTF8": "1",
            "PYTHONPATH": os.pathsep.join(sys.path),
        }
        run = subprocess.run(
            [sys.executable, "-c", script], env=environ, capture_output=True, text=True, check=True
        )
        digests.add(run.stdout.strip())
    assert len(digests) == 1


def test_heading_levels_never_skip() -> None:
    blocks = tuple(Heading(text=str(level), level=level) for level in (4, 2, 4, 1, 3, 3))
    document = Document(
        title="t", subtitle="", language="en", organisation="", issued=date(2026, 1, 1),
        blocks=blocks,
    )
    found = [str(e["/S"]) for e in elements(reader(pdf.render(document)))]
    headings = [name for name in found if name.startswith("/H")]
    assert headings == ["/H1", "/H1", "/H2", "/H1", "/H2", "/H2"]
