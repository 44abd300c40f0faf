"""Documents of a version are made in the background and handed to the programme only."""

import pytest

from tests.planning.engine.planned import PROBLEM, SOLUTION
from tests.reach import world as worlds
from tutela.foundation.errors import InputRefused, NotFound
from tutela.jobs.store.operations import drain
from tutela.planning.engine.payload import problem_to_plain, solution_to_plain
from tutela.planning.store.models import Plan, PlanVersion
from tutela.planning.store.operations.documents import (
    FORMATS,
    ask_document,
    keep_document,
    read_document,
)
from tutela.planning.store.queries.documents import TASK, documents
from tutela.storage.wall import acting_for

pytestmark = [pytest.mark.database, pytest.mark.django_db(transaction=True)]
ABOUT = {"brief": "trust", "state-sheet": "XMA"}


@pytest.fixture
def officer():
    world = worlds.build()
    viewer, now = world.viewer("programme-officer"), world.clock.now()
    with acting_for(viewer.organisation):
        plan = Plan.objects.create(
            owner_id=viewer.organisation, title=PROBLEM.title, currency="USD", first_year=2027,
            first_quarter=1, quarters=8, created_at=now, changed_at=now,
            created_by_id=viewer.account,
        )
        PlanVersion.objects.create(
            plan=plan, owner_id=viewer.organisation, number=1, status="draft", digest="0" * 64,
            problem=problem_to_plain(PROBLEM), solution=solution_to_plain(SOLUTION),
            solved_at=now, solved_by_id=viewer.account,
        )
        yield viewer, plan.pk, world


def test_each_kind_is_made_and_handed_over(officer) -> None:
    viewer, plan, _world = officer
    starts = {"pdf": b"%PDF", "docx": b"PK", "xlsx": b"PK", "html": b"<!doc", "xml": b"<?xml"}
    for kind, forms in FORMATS.items():
        ask_document(viewer=viewer, plan=plan, number=1, kind=kind, language="fr",
                     format=forms[0], about=ABOUT.get(kind, ""))
    with acting_for(None):
        drain()
    lines = documents(viewer, plan, 1)
    assert [line.ready for line in lines] == [True] * len(FORMATS)
    for line in lines:
        found = read_document(viewer=viewer, file=line.key)
        assert found.data.startswith(starts[line.format])
        assert found.name.endswith(f"fr.{line.format}")


@pytest.mark.parametrize(("kind", "form", "about"), [
    ("brief", "pdf", "nobody"), ("brief", "pdf", ""), ("state-sheet", "pdf", "XZZ"),
    ("project-document", "pdf", "trust"), ("project-document", "xlsx", ""), ("poem", "pdf", ""),
])
def test_what_does_not_exist_is_refused(officer, kind: str, form: str, about: str) -> None:
    viewer, plan, _world = officer
    with pytest.raises(InputRefused):
        ask_document(viewer=viewer, plan=plan, number=1, kind=kind, language="en", format=form,
                     about=about)


def test_a_focal_point_finds_nothing(officer) -> None:
    viewer, plan, world = officer
    file = ask_document(viewer=viewer, plan=plan, number=1, kind="work-plan", language="en",
                        format="xlsx")
    with acting_for(None):
        drain()
    stranger = world.viewer("focal-point")
    with acting_for(stranger.organisation):
        with pytest.raises(NotFound):
            read_document(viewer=stranger, file=file)
        with pytest.raises(NotFound):
            documents(stranger, plan, 1)


def test_the_task_has_the_name_that_is_looked_for() -> None:
    assert keep_document.module_path == TASK
