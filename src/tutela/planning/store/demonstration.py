"""The demonstration's plan: two years for fourteen invented States, in two versions."""

import time
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import tutela
from tutela.foundation.clock import Clock
from tutela.needs.engine.instrument import current_instrument
from tutela.people.engine.states import INVENTED
from tutela.people.engine.viewer import Viewer
from tutela.people.store import queries as people
from tutela.planning.engine.draft import Draft
from tutela.planning.engine.needsfile import need_of, read_needs
from tutela.planning.engine.payload import plain, problem_to_plain
from tutela.planning.engine.problem import Fund, Need, Pin, PlannedState
from tutela.planning.engine.solver import solve
from tutela.planning.store import remarks
from tutela.planning.store.models import Plan, PlanVersion
from tutela.planning.store.operations.approval import approve, send
from tutela.planning.store.operations.plans import change_draft, create_plan, keep_pin, upload_needs
from tutela.planning.store.operations.progress import keep_actual
from tutela.planning.store.operations.requests import keep_request
from tutela.planning.store.operations.solving import keep_marks, keep_version
from tutela.planning.store.queries.material import joined, shared_needs
from tutela.storage.wall import acting_for

TITLE = "Inner Sea region"
INNER = ("XMA", "XQL", "XNA", "XNB", "XNC", "XND", "XNE")
OUTER = ("XNF", "XNG", "XNH", "XNI", "XNJ", "XNK", "XNL")
PILOTS = {"XMA", "XNF"}
FRENCH, ARABIC = {"XNB", "XND", "XNG", "XNJ"}, {"XNC", "XNH", "XNK"}
ASKING_FOR_LITTLE = {"XNE": ("child-interview", "evidence-handling")}
SILENT = {"XNL"}

FUNDS = (
    Fund(code="trust", name="Trust fund", amount=1_600_000),
    Fund(code="norrland", name="Norrland grant", amount=700_000, areas=frozenset("DE")),
    Fund(code="harbour", name="Harbour Foundation", amount=300_000, regions=frozenset({"outer"})),
)
TRAINERS = {"en": 120, "fr": 60, "ar": 40}


def load(
    *, accounts: Mapping[str, int], organisations: Mapping[str, int], clock: Clock,  # noqa: ARG001 - the hook's signature
    folder: Path | None = None,
) -> None:
    """Make the plan with an approved version and a draft after it, unless it exists.

    Args:
        accounts: Keys of the demonstration's people, by name.
        organisations: Keys of its organisations, by name.
        clock: Tells the time.
        folder: Where the examples are; beside the source when left out.
    """
    officer = _viewer(accounts["programme-officer"])
    with acting_for(officer.organisation):
        if Plan.objects.filter(owner_id=officer.organisation).exists():
            return
    examples = folder or Path(tutela.__file__).parents[2] / "examples"
    peers = examples / "peers" / "peers.json"
    if not peers.is_file():
        return
    for name in ("focal-point", "other-focal-point"):
        _ask(_viewer(accounts[name]), clock=clock)
    with acting_for(officer.organisation):
        _plan(officer, _viewer(accounts["programme-administrator"]), peers, clock=clock)


def _viewer(account: int) -> Viewer:
    return people.viewer_for(account, people.current_memberships(account)[0].key)


def _ask(viewer: Viewer, *, clock: Clock) -> None:
    text = "Courses for judges first, please." if viewer.state == "XMA" else ""
    with acting_for(viewer.organisation):
        keep_request(viewer=viewer, everything=True, types=(), clock=clock, note_text=text)


def _plan(officer: Viewer, administrator: Viewer, peers: Path, *, clock: Clock) -> None:
    year = clock.now().year + 1
    made = create_plan(
        viewer=officer, title=f"{TITLE}, {year} and {year + 1}", region=TITLE, first_year=year,
        first_quarter=1, quarters=8, currency="USD", clock=clock,
    )
    upload_needs(viewer=officer, plan=made.pk, file_name=peers.name, data=peers.read_bytes(),
                 clock=clock)
    _add_shared(officer, made.pk, peers)
    change_draft(viewer=officer, plan=made.pk, change=_drafted, action="draft.made", clock=clock)
    first = _solved(officer, made.pk, "First version", clock=clock)
    if not first.solution["feasible"]:
        return
    send(viewer=officer, plan=made.pk, number=first.number, clock=clock)
    approve(viewer=administrator, plan=made.pk, number=first.number, clock=clock)
    _begin(officer, first, clock=clock)
    change_draft(viewer=officer, plan=made.pk, change=_less_money, action="fund.kept", clock=clock)
    pin = Pin(type=first.solution["deliveries"][0]["type"], rule="in", state="XMA")
    if "XMA" in first.solution["deliveries"][0]["states"]:
        keep_pin(viewer=officer, plan=made.pk, pin=pin, clock=clock)
    second = _solved(officer, made.pk, "The trust fund gives 200 000 less", clock=clock)
    keep_marks.enqueue(version=second.pk)


def _add_shared(officer: Viewer, plan: int, peers: Path) -> None:
    """Join what Marevia shares itself with what the file tells of its neighbours."""
    row = Plan.objects.get(pk=plan)
    known = read_needs(peers.read_bytes(), name=peers.name, instrument=current_instrument())
    own = [need for need in shared_needs(officer).needs if need.state in {"XMA", "XQL"}]
    row.needs = plain(tuple(sorted(
        (*known.needs, *own, *_quelinor(known.states)),
        key=lambda need: (need.state, need.indicator),
    )))
    row.save(update_fields=["needs"])


def _quelinor(taken: tuple[str, ...]) -> tuple[Need, ...]:
    """Give Quelinor needs of its own: two levels below target in the areas of law and victims."""
    if "XQL" in taken:
        return ()
    return tuple(
        need_of(state="XQL", indicator=code, level=item.target - 2, low=item.target - 2.5,
                high=item.target - 1, target=item.target, weight=item.weight)
        for code, item in current_instrument().indicators.items()
        if item.domain in "BD" and item.target > 2  # noqa: PLR2004 - so that a level is left
    )


def _drafted(draft: Draft) -> Draft:
    states = {code: _state(code) for code in sorted((*INNER, *OUTER))}
    return replace(
        draft, states=states, funds=FUNDS, trainer_days=TRAINERS, floors={"outer": 6},
        regions={"inner": "Inner Sea", "outer": "Outer Sea"}, gap=0.02,
    )


def _state(code: str) -> PlannedState:
    language = "fr" if code in FRENCH else "ar" if code in ARABIC else "en"
    asked: frozenset[str] | None = None
    if code in SILENT:
        asked = frozenset()
    elif code in ASKING_FOR_LITTLE:
        asked = frozenset(ASKING_FOR_LITTLE[code])
    return PlannedState(
        code=code, name=INVENTED[code], region="inner" if code in INNER else "outer",
        language=language, pilot=code in PILOTS, requests=asked,
    )


def _less_money(draft: Draft) -> Draft:
    funds = [replace(one, amount=one.amount - 200_000) if one.code == "trust" else one
             for one in draft.funds]
    return replace(draft, funds=tuple(funds))


def _solved(officer: Viewer, plan: int, note: str, *, clock: Clock) -> PlanVersion:
    row = Plan.objects.get(pk=plan)
    material = joined(viewer=officer, plan=row, today=clock.now().date())
    began = time.monotonic()
    solution = solve(problem=material.problem)
    return keep_version(
        plan=row, problem=problem_to_plain(material.problem), solution=solution,
        reasons=remarks.reasons(material.problem, solution),
        baseline=dict(material.baseline), note_text=note, by=officer.account,
        seconds=time.monotonic() - began, clock=clock,
    )


def _begin(officer: Viewer, version: PlanVersion, *, clock: Clock) -> None:
    """Tell of the first delivery that it has begun."""
    keep_actual(viewer=officer, plan=version.plan_id, number=version.number, delivery=0,
                progress="started", clock=clock, note_text="The host has named its trainees.")
