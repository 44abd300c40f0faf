import re
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.test import Client

from tests.registry.activities import an_activity
from tests.registry.scene import TODAY, Scene
from tests.walls import behind_wall
from tutela.people.store.models import Account
from tutela.registry.engine.record import Origin, Presence, Proficiency, Status
from tutela.registry.store.operations.records import register

READ = date(2026, 11, 21)


@pytest.fixture(autouse=True)
def _plain(settings, scene: Scene) -> None:
    settings.OPTIONS = {
        **settings.OPTIONS, "require_second_factor": False, "address": "https://tutela.example",
    }
    settings.CLOCK = scene.clock
    Account.objects.update(is_demonstration=False)  # invented people enter a demonstration only


@pytest.fixture
def enter(scene: Scene, django_user_model):
    def client(person: str = "viewer") -> Client:
        found = Client()
        found.force_login(django_user_model.objects.get(pk=scene.accounts[person]))
        return found
    return client


@pytest.fixture
def add(scene: Scene):
    """Register an activity as the partner, and return its key."""
    def made(identifier: str = "one", *, person: str = "partner", visibility: str = "shared",
             **parts) -> int:
        parts.setdefault("origins", {"": Origin(source="Course list", read=READ)})
        return behind_wall(register)(
            viewer=scene.viewer(person), clock=scene.clock, visibility=visibility,
            activity=an_activity(identifier, **parts),
        )
    return made


@pytest.fixture
def course(add) -> int:
    """One course of police in Marevia that says everything the pages show."""
    return add(
        "course", title="Interviewing children: a course", summaries={"en": "Five days."},
        topics=("child-interviews",), audiences=("police",), languages=("ar", "fr"),
        proficiency=Proficiency.PRACTITIONER, presence=Presence.ONSITE, status=Status.OPEN,
        starts=TODAY + timedelta(days=70), ends=TODAY + timedelta(days=74), seats=24,
        budget=Decimal("12500.50"), currency="EUR", contact="desk@harbour.example",
        url="https://harbour.example/course",
    )


def words(answer) -> str:
    """Return the text of a page's main part, without its tags, one space between words."""
    page = answer.content.decode()
    main = page[page.index("<main"):page.index("</main>")] if "<main" in page else page
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


def headline(answer) -> str:
    found = re.search(r"<h1[^>]*>(.*?)</h1>", answer.content.decode(), re.DOTALL)
    assert found
    return " ".join(re.sub(r"<[^>]+>", "", found[1]).split())
