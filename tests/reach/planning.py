"""Addresses of planning, on the plan of the programme and the sheets of two States."""

from datetime import datetime
from typing import Any

from tests.planning.scene import Scene, drafted, needs_file
from tests.reach.entry import Arguments, Entry
from tests.reach.world import PEOPLE, World
from tutela.planning.engine.problem import Pin
from tutela.planning.store.models import PlanFile, PlanVersion, StateSheet
from tutela.planning.store.operations.approval import approve, send
from tutela.planning.store.operations.documents import SHELF
from tutela.planning.store.operations.plans import change_draft, create_plan, keep_pin, upload_needs
from tutela.storage import files
from tutela.storage.wall import acting_for

OFFICER = frozenset({"programme-officer"})
APPROVER = frozenset({"programme-administrator"})
PROGRAMME = OFFICER | APPROVER
FOCAL = frozenset({"focal-point", "other-focal-point"})
STATE = FOCAL | {"focal-point-administrator", "viewer"}
READERS = frozenset({
    "programme-administrator", "programme-officer", "focal-point", "focal-point-administrator",
    "viewer", "police-administrator", "academy-administrator", "partner", "other-focal-point",
    "other-agency",
})


def _plan(world: World, person: str) -> int:
    return int(world.once("plan", make=lambda: _make(world)))


def _make(world: World) -> int:
    officer, administrator = (
        world.viewer(name) for name in ("programme-officer", "programme-administrator")
    )
    with acting_for(officer.organisation):
        key = create_plan(viewer=officer, title="Plan", region="", first_year=2027,
                          first_quarter=1, quarters=4, currency="USD").pk
        upload_needs(viewer=officer, plan=key, file_name="scores.json", data=needs_file())
        change_draft(viewer=officer, plan=key, change=drafted, action="draft.made")
        keep_pin(viewer=officer, plan=key, pin=Pin(type="child-interview", rule="in", state="XMA"))
        scene = Scene(accounts=world.accounts, organisations=world.organisations, key=key)
        scene.solved()
        send(viewer=officer, plan=key, number=1)
        approve(viewer=administrator, plan=key, number=1)
        scene.solved()
    return key


def _sheet(world: World, person: str) -> int:
    _plan(world, person)
    state = "XQL" if person.startswith("other-") else "XMA"
    name = "other-focal-point" if state == "XQL" else "focal-point"
    return int(world.once("sheet", state, behind=name, make=lambda: StateSheet.objects.get(
        reader_id=world.viewer(name).organisation).pk))


def _one_file(world: World, person: str) -> dict[str, Any]:
    version = PlanVersion.objects.filter(plan=_plan(world, person)).first
    return {"file": world.once("plan-file", behind="programme-officer", make=lambda: _ready(
        version(), world.accounts["programme-officer"], world.clock.now()))}


def _ready(version: PlanVersion, account: int, now: datetime) -> int:
    return PlanFile.objects.create(
        version=version, owner_id=version.owner_id, kind="work-plan", language="en",
        format="xlsx", status="ready", digest=files.keep(b"PK", shelf=SHELF), size=2,
        asked_at=now, asked_by_id=account,
    ).pk


def _key(**more: Any) -> Arguments:
    def arguments(world: World, person: str) -> dict[str, Any]:
        return {"key": _plan(world, person), **more}
    return arguments


def _entry(name: str, arguments: Arguments, allowed: frozenset[str], **more: Any) -> Entry:
    """The one programme body of the world owns every plan: who is allowed reaches all of them."""
    knowing = PROGRAMME - allowed
    return Entry(name=f"planning:{name}", arguments=arguments, allowed=allowed, reaching=allowed,
                 knowing=knowing, **more)


_READ: dict[str, Any] = {"posts": False}
_POST: dict[str, Any] = {"method": "POST"}
_DRAFT, _FIRST, _SECOND = _key(), _key(number=1), _key(number=2)

ENTRIES = (
    Entry(name="planning:home", allowed=READERS, posts=False),
    Entry(name="planning:new", allowed=OFFICER),
    Entry(name="planning:catalogue", allowed=READERS, posts=False),
    Entry(name="planning:type", arguments=lambda _world, _person: {"code": "child-interview"},
          allowed=READERS, reaching=READERS, knowing=frozenset(PEOPLE) - READERS, posts=False),
    Entry(name="planning:type-change", allowed=OFFICER, reaching=OFFICER,
          knowing=APPROVER, arguments=lambda _world, _person: {"code": "child-interview"}),
    Entry(name="planning:catalogue-file", allowed=READERS, posts=False),
    Entry(name="planning:edits", allowed=OFFICER),
    Entry(name="planning:edits-file", allowed=OFFICER, posts=False),
    Entry(name="planning:edits-keep", allowed=OFFICER, method="POST"),
    Entry(name="planning:requests", allowed=PROGRAMME, posts=False),
    Entry(name="planning:ask", allowed=FOCAL),
    Entry(name="planning:sheet", arguments=lambda world, person: {"sheet": _sheet(world, person)},
          allowed=STATE, posts=False),
    Entry(name="planning:unserved", allowed=OFFICER, posts=False),
    _entry("plan", _DRAFT, PROGRAMME, **_READ),
    _entry("setup", _DRAFT, OFFICER, **_READ),
    _entry("setup-time", _DRAFT, OFFICER),
    _entry("setup-states", _DRAFT, OFFICER, **_READ),
    _entry("setup-states-add", _DRAFT, OFFICER),
    _entry("setup-state", _key(code="XMA"), OFFICER),
    _entry("setup-state-remove", _key(code="XMA"), OFFICER, **_POST),
    _entry("setup-needs", _DRAFT, OFFICER),
    _entry("setup-money", _DRAFT, OFFICER, **_READ),
    _entry("setup-fund-add", _DRAFT, OFFICER),
    _entry("setup-fund", _key(code="trust"), OFFICER),
    _entry("setup-fund-remove", _key(code="trust"), OFFICER, **_POST),
    _entry("setup-trainers", _DRAFT, OFFICER),
    _entry("setup-rules", _DRAFT, OFFICER),
    _entry("pin-remove", _key(place=0), OFFICER, **_POST),
    _entry("solve", _DRAFT, OFFICER, **_POST),
    _entry("run", _DRAFT, OFFICER, **_READ),
    _entry("run-part", _DRAFT, OFFICER, **_READ),
    _entry("stop", _DRAFT, OFFICER, **_POST),
    _entry("versions", _DRAFT, PROGRAMME, **_READ),
    _entry("compare", _DRAFT, PROGRAMME, **_READ),
    _entry("version", _FIRST, PROGRAMME, **_READ),
    _entry("proof", _FIRST, PROGRAMME, **_READ),
    _entry("activity", _key(number=1, code="child-interview"), PROGRAMME, **_READ),
    _entry("state", _key(number=1, code="XMA"), PROGRAMME, **_READ),
    _entry("why-not", _key(number=1, code="XMA"), OFFICER, **_POST),
    _entry("send", _SECOND, OFFICER, **_POST),
    _entry("decide", _FIRST, APPROVER),
    _entry("progress", _FIRST, PROGRAMME, **_READ),
    _entry("progress-enter", _key(number=1, delivery=0), OFFICER),
    _entry("results", _FIRST, PROGRAMME, **_READ),
    _entry("documents", _FIRST, PROGRAMME),
    _entry("documents-part", _FIRST, PROGRAMME, **_READ),
    _entry("document-file", _one_file, PROGRAMME, **_READ),
)
