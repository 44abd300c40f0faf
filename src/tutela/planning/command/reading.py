"""Why a plan is as it is, and what another has otherwise."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tutela.foundation.errors import N_, NotFound
from tutela.planning.command.files import read_plan
from tutela.terminal import verb
from tutela.terminal.files import FILE

if TYPE_CHECKING:
    from tutela.planning.engine.why import Instead, Reason, Want

REASONS = {
    "closes": "in the plan: it closes need", "required": "in the plan: others build on it",
    "pinned-in": "in the plan: pinned by hand", "floor": "in the plan: for the region's least",
    "covered": "others already deliver it", "not-requested": "the State did not ask for it",
    "language": "it is not given in the State's language", "pinned-out": "kept out by hand",
    "no-need": "the State has no need of it", "small": "it would close too little",
    "dominated": "what is in the plan closes the same need", "prerequisite": "something must come "
    "first", "budget": "no money is left that may pay for it", "trainer-days": "too few trainers",
    "capacity": "the State can take in no more", "time": "the plan is too short for what must "
    "come first", "order": "no quarter is left after what must come first",
    "close": "it would fit; the plan is within its proven distance without it",
}


class NotInPlan(NotFound):
    """The plan knows no such State or type."""

    code = "planning.not-in-plan"
    template = N_("The plan knows no “{code}”. Give the code of one of its States and types.")


@click.command
@click.argument("plan", type=FILE)
@click.option("--state", required=True, help="Code of the State.")
@click.option("--type", "kind", default="",
              help="Code of one activity type: also what would leave the plan for it.")
@verb
def explain(*, plan: Path, state: str, kind: str) -> dict[str, Any]:
    """Say why each activity is in the plan or not for a State, and what would bring it in."""
    from tutela.planning.engine.why import why, why_not

    problem, solution = read_plan(plan)
    for code, known in ((state, problem.states), (kind, {"": None, **problem.types})):
        if code not in known:
            raise NotInPlan(code=code)
    if kind:
        instead = why_not(problem=problem, solution=solution, state=state, type=kind)
        return {**_reason(instead.reason), **_displaced(instead),
                "text": "\n".join(_instead_lines(instead))}
    found = why(problem=problem, solution=solution).reasons
    rows = [_reason(one) for (code, _type), one in sorted(found.items()) if code == state]
    rows.sort(key=lambda row: (not row["chosen"], -row["adds"], row["type"]))
    return {"state": state, "activities": rows, "text": "\n".join(map(_line, rows))}


def _reason(found: "Reason") -> dict[str, Any]:
    return {
        "type": found.type, "chosen": found.chosen, "reason": found.reason,
        "about": list(found.about), "adds": round(found.adds, 6), "quarter": found.quarter,
        "wants": [{"rule": one.rule, "about": list(one.about), "amount": one.amount}
                  for one in found.wants],
        "words": _words(found),
    }


def _words(found: "Reason") -> str:
    said = REASONS.get(found.reason, found.reason)
    about = f" ({', '.join(found.about)})" if found.about else ""
    wants = "; ".join(_want(one) for one in found.wants if one.amount)
    return said + about + (f"; missing: {wants}" if wants else "")


def _want(one: "Want") -> str:
    return f"{one.amount:,} of {one.rule} ({', '.join(one.about)})"


def _line(row: dict[str, Any]) -> str:
    return f"{'+' if row['chosen'] else '-'} {row['type']}: {row['words']}"


def _displaced(found: "Instead") -> dict[str, Any]:
    return {"possible": found.possible, "loss": round(found.loss, 6),
            "leaves": [list(pair) for pair in found.leaves],
            "enters": [list(pair) for pair in found.enters]}


def _instead_lines(found: "Instead") -> list[str]:
    lines = [_line(_reason(found.reason))]
    if found.reason.chosen:
        return lines
    if not found.possible:
        return [*lines, "No plan under these rules has it."]
    lines.append(f"Solved again with it, the plan closes {found.loss:.3g} less.")
    for name, pairs in (("leaves", found.leaves), ("enters", found.enters)):
        lines += [f"  {name}: {state} {kind}" for state, kind in pairs]
    return lines


@click.command
@click.argument("before", type=FILE)
@click.argument("after", type=FILE)
@verb
def compare(*, before: Path, after: Path) -> dict[str, Any]:
    """Show what differs between two plans: deliveries, money, need closed."""
    from tutela.planning.engine.whatif import compare as compare_plans

    (problem_a, solution_a), (problem_b, solution_b) = read_plan(before), read_plan(after)
    found = compare_plans(problem_a=problem_a, solution_a=solution_a, problem_b=problem_b,
                          solution_b=solution_b)
    closed = [{"state": state, "area": area, "levels": round(more, 6)}
              for (state, area), more in found.closed.items()]
    lines = [f"{found.deliveries:+} deliveries; weighted need closed {found.value:+.3g}"]
    lines += [f"  {fund}: {more:+,}" for fund, more in found.money.items() if more]
    lines += [f"+ {state} {kind}" for state, kind in found.added]
    lines += [f"- {state} {kind}" for state, kind in found.removed]
    lines += [f"~ {x.state} {x.type}: quarter {x.before + 1} to {x.after + 1}"
              for x in found.moved]
    return {
        "deliveries": found.deliveries, "value": round(found.value, 6),
        "money": dict(found.money), "added": [list(pair) for pair in found.added],
        "removed": [list(pair) for pair in found.removed],
        "moved": [{"state": x.state, "type": x.type, "before": x.before, "after": x.after}
                  for x in found.moved],
        "closed": closed, "text": "\n".join(lines),
    }
