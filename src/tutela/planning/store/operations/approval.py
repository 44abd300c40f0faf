"""Send a version for approval, approve it, or return it with a reason."""

from django.db import transaction

from tutela.foundation.clock import Clock, SystemClock
from tutela.foundation.errors import N_, InputRefused, NotFound, Place, Problem
from tutela.people.engine.roles import Action, Kind
from tutela.people.engine.viewer import Viewer
from tutela.people.store.queries import organisations
from tutela.planning.engine.payload import problem_from_plain, solution_from_plain
from tutela.planning.store.access import owned_plan
from tutela.planning.store.faults import NoPlanToSend, NotInThisState, OwnPlan
from tutela.planning.store.models import PlanVersion, StateSheet
from tutela.planning.store.queries.types import own_words
from tutela.planning.store.sheets import sheet_content
from tutela.planning.store.trail import note

_CLOCK = SystemClock()
_REASON = N_("Say why you return it, so that whoever changes the plan knows what to change.")


@transaction.atomic
def send(*, viewer: Viewer, plan: int, number: int, clock: Clock = _CLOCK) -> None:
    """Send a draft for approval; another that waits goes back to draft.

    Raises:
        NoPlanToSend: The version is not feasible.
        NotInThisState: It is no draft.
        NotFound, NotAllowed: Only planners of the programme body.
    """
    row = _locked(viewer, plan, number, Action.PLAN)
    if row.status != "draft":
        raise NotInThisState
    if not row.solution["feasible"]:
        raise NoPlanToSend
    PlanVersion.objects.filter(plan_id=plan, status="sent").update(status="draft")
    row.status, row.sent_at, row.sent_by_id, row.reason = "sent", clock.now(), viewer.account, ""
    row.save(update_fields=["status", "sent_at", "sent_by", "reason"])
    note(viewer=viewer, action="version.sent", subject=f"plan:{plan}/{number}", clock=clock,
         digest=row.digest)


@transaction.atomic
def approve(*, viewer: Viewer, plan: int, number: int, clock: Clock = _CLOCK) -> int:
    """Approve a version that waits, and give each State's focal point its sheet.

    Returns:
        The number of sheets.

    Raises:
        OwnPlan: The viewer solved or sent it.
        NotInThisState: It does not wait.
        NotFound, NotAllowed: Only approvers of the programme body.
    """
    row = _locked(viewer, plan, number, Action.APPROVE_PLAN)
    _require_waiting(row, viewer)
    earlier = PlanVersion.objects.filter(plan_id=plan, status="approved")
    StateSheet.objects.filter(plan=plan, owner_id=row.owner_id).update(replaced=True)
    earlier.update(status="replaced")
    row.status, row.decided_at, row.decided_by_id = "approved", clock.now(), viewer.account
    row.save(update_fields=["status", "decided_at", "decided_by"])
    sheets = _sheets(viewer, row, clock=clock)
    note(viewer=viewer, action="version.approved", subject=f"plan:{plan}/{number}", clock=clock,
         digest=row.digest, sheets=sheets)
    return sheets


@transaction.atomic
def give_back(
    *, viewer: Viewer, plan: int, number: int, reason: str, clock: Clock = _CLOCK
) -> None:
    """Return a version that waits, with a reason; it is a draft again.

    Raises:
        InputRefused: Without a reason.
        OwnPlan, NotInThisState, NotFound, NotAllowed: As in ``approve``.
    """
    row = _locked(viewer, plan, number, Action.APPROVE_PLAN)
    _require_waiting(row, viewer)
    if not reason.strip():
        raise InputRefused(
            [Problem(code="planning.reason", template=_REASON, place=Place(field="reason"))]
        )
    row.status, row.reason = "draft", reason.strip()[:2000]
    row.decided_at, row.decided_by_id = clock.now(), viewer.account
    row.save(update_fields=["status", "reason", "decided_at", "decided_by"])
    note(viewer=viewer, action="version.returned", subject=f"plan:{plan}/{number}", clock=clock,
         reason=row.reason)


def _locked(viewer: Viewer, plan: int, number: int, action: Action) -> PlanVersion:
    owned_plan(viewer=viewer, key=plan, action=action)
    rows = PlanVersion.objects.select_for_update().filter(plan_id=plan, number=number)
    found: PlanVersion | None = rows.first()
    if found is None:
        raise NotFound
    return found


def _require_waiting(row: PlanVersion, viewer: Viewer) -> None:
    if row.status != "sent":
        raise NotInThisState
    if viewer.account in {row.solved_by_id, row.sent_by_id}:
        raise OwnPlan


def _sheets(viewer: Viewer, row: PlanVersion, *, clock: Clock) -> int:
    problem = problem_from_plain(row.problem)
    solution = solution_from_plain(row.solution)
    readers = [
        one for one in organisations(viewer, kind=Kind.FOCAL_POINT) if one.state in problem.states
    ]
    words = own_words(viewer)
    StateSheet.objects.bulk_create(
        StateSheet(
            owner_id=row.owner_id, reader_id=one.key, plan=row.plan_id, version=row.pk,
            state=one.state, title=problem.title, number=row.number, approved_at=clock.now(),
            content=sheet_content(problem, solution, state=one.state, words=words),
        )
        for one in readers
    )
    return len(readers)
