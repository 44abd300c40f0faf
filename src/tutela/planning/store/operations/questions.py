"""Ask what would leave a version for one activity; a background job solves again with it."""

from typing import Any

from django.db import transaction

from tutela.foundation.clock import Clock, SystemClock
from tutela.foundation.errors import N_, InputRefused, Place, Problem
from tutela.jobs.store.operations import task
from tutela.people.engine.roles import Action
from tutela.people.engine.viewer import Viewer
from tutela.planning.engine.payload import plain, problem_from_plain, solution_from_plain
from tutela.planning.engine.why import pairs_in, why_not
from tutela.planning.store.access import version_of
from tutela.planning.store.models import WhyNot
from tutela.planning.store.queries.questions import failed_questions
from tutela.planning.store.trail import note

_CLOCK = SystemClock()
_CHOOSE = N_("Choose an activity that the plan does not hold for this State.")


@transaction.atomic
def ask_why_not(
    *, viewer: Viewer, plan: int, number: int, state: str, kind: str, clock: Clock = _CLOCK
) -> int:
    """Ask what would leave a version for one State's part in one type. Returns the key.

    Who asks again gets the same question, and its job anew when that was given up.

    Raises:
        InputRefused: The version holds it already, or knows no such State or type.
        NotFound, NotAllowed: Only planners of the programme body.
    """
    row = version_of(viewer=viewer, key=plan, number=number)
    viewer.require(Action.PLAN)
    known = state in row.problem["states"] and kind in row.problem["types"]
    solution = solution_from_plain(row.solution)
    if not (known and solution.feasible) or (state, kind) in pairs_in(solution=solution):
        raise InputRefused(
            [Problem(code="planning.why-not", template=_CHOOSE, place=Place(field="type"))]
        )
    made, new = WhyNot.objects.get_or_create(
        version=row, state=state, type=kind,
        defaults={"owner_id": row.owner_id, "asked_at": clock.now(),
                  "asked_by_id": viewer.account},
    )
    if new or (not made.answer and made.pk in failed_questions(viewer)):
        if not new:
            made.delete()
            made.pk = None
            made.asked_at = clock.now()
            made.save(force_insert=True)
        note(viewer=viewer, action="why-not.asked", subject=f"plan:{plan}/{number}", clock=clock,
             state=state, type=kind)
        keep_instead.enqueue(question=made.pk)
    return made.pk


def work_out_instead(question: int) -> dict[str, Any]:
    """Solve again with the activity in; slow, and writes nothing."""
    row = WhyNot.objects.select_related("version").get(pk=question)
    found = why_not(
        problem=problem_from_plain(row.version.problem),
        solution=solution_from_plain(row.version.solution), state=row.state, type=row.type,
    )
    return {"possible": found.possible, "loss": found.loss,
            "leaves": plain(found.leaves), "enters": plain(found.enters)}


@task(compute=work_out_instead, lease_seconds=90, attempts=2)  # type: ignore[untyped-decorator]
def keep_instead(answer: dict[str, Any], question: int) -> None:
    """Keep the answer."""
    WhyNot.objects.filter(pk=question).update(answer=answer)
