"""Addresses of needs, on an assessment of each of the two States and a course of each."""

from datetime import timedelta
from typing import Any

from tests.reach.entry import Arguments, Entry
from tests.reach.world import PEOPLE, World
from tutela.needs.store.models import Disclosed, ReportFile
from tutela.needs.store.operations.agencies import invite_agency
from tutela.needs.store.operations.answers import save_answer
from tutela.needs.store.operations.assessments import open_assessment
from tutela.needs.store.operations.courses import open_course_needs
from tutela.needs.store.operations.disclosing import choose_audiences, publish
from tutela.needs.store.operations.evidence import add_evidence
from tutela.needs.store.operations.imports import check_import
from tutela.storage import files

FOCAL = frozenset({"focal-point", "other-focal-point"})
OWNERS = FOCAL | {"focal-point-administrator", "viewer"}
ANSWERING = FOCAL | {"police"}
READERS = OWNERS | {"police", "police-administrator", "academy-administrator", "other-agency"}
RUNNING = FOCAL | {"programme-officer", "trainer"}
OFFICER = frozenset({"programme-officer"})


def _focal(person: str) -> str:
    return "other-focal-point" if person.startswith("other-") else "focal-point"


def _agency(world: World, person: str) -> int:
    return world.organisations["other-agency" if person.startswith("other-") else "police"]


def _assessment(world: World, person: str) -> int:
    name = _focal(person)
    return int(world.once("assessment", name, behind=name, make=lambda: _make(world, name)))


def _make(world: World, name: str) -> int:
    viewer, today = world.viewer(name), world.clock.now().date()
    key = open_assessment(
        viewer=viewer, title="Needs assessment", opens=today, closes=today + timedelta(days=90)
    ).pk
    agencies = ["other-agency"] if name.startswith("other-") else ["police", "academy"]
    for agency in agencies:
        invite_agency(
            viewer=viewer, assessment=key, agency=world.organisations[agency], domains="ABCDEFG"
        )
    save_answer(
        viewer=viewer, assessment=key, indicator="C05", choice="2", note="", version=0
    )
    return key


def _evidence(world: World, person: str) -> int:
    name, key = _focal(person), _assessment(world, person)
    return int(world.once("evidence", name, behind=name, make=lambda: add_evidence(
        viewer=world.viewer(name), assessment=key, indicator="C05", level=1,
        title="Duty roster", dated=world.clock.now().date(), data=b"Invented roster of one week.",
    ).pk))


def _disclosed(world: World, person: str) -> Disclosed:
    name, key = _focal(person), _assessment(world, person)
    _evidence(world, person)

    def make() -> Disclosed:
        viewer = world.viewer(name)
        choose_audiences(viewer=viewer, assessment=key, audiences={"C05": "programme"})
        publish(viewer=viewer, assessment=key)
        return Disclosed.objects.get(assessment=key)

    found: Disclosed = world.once("disclosed", name, behind=name, make=make)
    return found


def _pending(world: World, person: str) -> int:
    name, key = _focal(person), _assessment(world, person)
    return int(world.once("pending", name, behind=name, make=lambda: check_import(
        viewer=world.viewer(name), assessment=key, file_name="answers.txt", data=b"nothing",
    ).pk))


def _report(world: World, person: str) -> int:
    name, key = _focal(person), _assessment(world, person)

    def make() -> int:
        return ReportFile.objects.create(
            assessment_id=key, owner_id=world.viewer(name).organisation, language="en",
            format="json", audience="private", status="ready",
            digest=files.keep(b"{}", shelf="reports"), size=2, asked_at=world.clock.now(),
            asked_by_id=world.accounts[name],
        ).pk

    return int(world.once("report", name, behind=name, make=make))


def _course(world: World, person: str) -> int:
    name = "other-focal-point" if person.startswith("other-") else "trainer"
    return int(world.once("course", name, behind=name, make=lambda: open_course_needs(
        viewer=world.viewer(name), course="Electronic evidence", audience="investigators",
        country="XMA", indicators=["B17"], skills=[], organisations=[],
        closes=world.clock.now().date() + timedelta(days=30),
    ).pk))


def _key(**more: Any) -> Arguments:
    def arguments(world: World, person: str) -> dict[str, Any]:
        return {"key": _assessment(world, person), **more}
    return arguments


def _remind(world: World, person: str) -> dict[str, Any]:
    return {"key": _assessment(world, person), "agency": _agency(world, person)}


def _verify(world: World, person: str) -> dict[str, Any]:
    copy = _disclosed(world, person)
    shared = copy.detail["answers"][0]
    return {"disclosed": copy.pk, "answer": shared["key"], "version": shared["version"]}


def _one(name: str, make: Any) -> Arguments:
    return lambda world, person: {name: make(world, person)}


def _entry(name: str, arguments: Arguments, allowed: frozenset[str], **more: Any) -> Entry:
    return Entry(name=f"needs:{name}", arguments=arguments, allowed=allowed, **more)


_ASSESSMENT, _QUESTION = _key(), _key(code="C05")
_READ: dict[str, Any] = {"posts": False}
_POST: dict[str, Any] = {"method": "POST"}

ENTRIES = (
    Entry(name="needs:home", allowed=frozenset(PEOPLE), posts=False),
    Entry(name="needs:open", allowed=FOCAL),
    Entry(name="needs:shared", allowed=OFFICER, posts=False),
    Entry(name="needs:queue", allowed=OFFICER, posts=False),
    Entry(name="needs:courses", allowed=RUNNING | {"trainee"}, posts=False),
    Entry(name="needs:course-open", allowed=RUNNING),
    _entry("course", _one("key", _course), frozenset({"trainer", "trainee", "other-focal-point"})),
    _entry("verify", _verify, OFFICER, reaching=OFFICER,
           knowing=frozenset({"programme-administrator"})),
    _entry("assessment", _ASSESSMENT, READERS, **_READ),
    _entry("continue", _ASSESSMENT, READERS, **_READ),
    _entry("status", _ASSESSMENT, FOCAL, **_READ),
    _entry("close", _ASSESSMENT, FOCAL, **_POST),
    _entry("reopen", _ASSESSMENT, FOCAL, **_POST),
    _entry("domain", _key(letter="C"), READERS, **_READ),
    _entry("question", _QUESTION, READERS, **_READ),
    _entry("autosave", _QUESTION, ANSWERING, **_POST),
    _entry("settle", _QUESTION, FOCAL, **_POST),
    _entry("comment", _QUESTION, ANSWERING, **_POST),
    _entry("evidence-add", _QUESTION, ANSWERING),
    _entry("evidence-file", _one("evidence", _evidence), OWNERS, **_READ),
    _entry("evidence-remove", _one("evidence", _evidence), FOCAL, **_POST),
    _entry("agencies", _ASSESSMENT, OWNERS, **_READ),
    _entry("invite", _ASSESSMENT, FOCAL),
    _entry("remind", _remind, FOCAL, **_POST),
    _entry("result", _ASSESSMENT, OWNERS, **_READ),
    _entry("sharing", _ASSESSMENT, FOCAL),
    _entry("publish", _ASSESSMENT, FOCAL, **_POST),
    _entry("targets", _ASSESSMENT, OWNERS, **_READ),
    _entry("forms", _ASSESSMENT, READERS, **_READ),
    _entry("form-file", _key(kind="answers", language="en"), READERS, **_READ),
    _entry("import", _ASSESSMENT, ANSWERING),
    _entry("checked", _one("pending", _pending), FOCAL, **_READ),
    _entry("discard", _one("pending", _pending), FOCAL, **_POST),
    _entry("reports", _ASSESSMENT, OWNERS),
    _entry("reports-part", _ASSESSMENT, OWNERS, **_READ),
    _entry("report-file", _one("report", _report), OWNERS, **_READ),
)
